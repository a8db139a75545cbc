"""Absence: while a holder is away, deputies and stand-ins act."""

from __future__ import annotations

import datetime

from django.db import transaction

from lanyard.foundation.access import api as access
from lanyard.foundation.audit import api as audit
from lanyard.people.actions.posts import end_post, give_post
from lanyard.people.models import Person, Post, PostHolding


@transaction.atomic
def record_absence(
    person: Person,
    *,
    by: Person | None,
    since: datetime.date,
    until: datetime.date,
    cover: Person | None = None,
) -> access.Absence:
    """Record that a person is away, both days included.

    ``cover`` stands in for the posts that they hold on the first day, for those days only.
    Raises ValueError where the absence ends before it starts, or somebody would cover themselves.
    """
    if until < since:
        raise ValueError("An absence ends on or after the day it starts.")
    if cover == person:
        raise ValueError("Nobody covers for themselves.")
    absence = access.away(person.pk, since=since, until=until)
    if cover is not None:
        for post in _posts_held(person, since):
            give_post(
                post, cover, by=by, since=since, until=until, standing=access.Standing.STAND_IN
            )
    audit.record(
        "people.absence", by=by, subject=str(person), kind="person", subject_id=person.pk,
        since=since.isoformat(), until=until.isoformat(), cover=str(cover or ""),
    )  # fmt: skip
    return absence


def _posts_held(person: Person, day: datetime.date) -> list[Post]:
    held = person.posts_held.filter(since__lte=day, standing=access.Standing.HOLDER)
    return [holding.post for holding in held.exclude(until__lt=day).select_related("post")]


@transaction.atomic
def end_absence(absence: access.Absence, *, by: Person | None, until: datetime.date) -> None:
    """Record that a person is back: the last day away is ``until``. Whoever stood in stops then."""
    person = Person.objects.get(pk=absence.person_id)
    for stood_in in PostHolding.objects.filter(
        post__in=_posts_held(person, absence.since), standing=access.Standing.STAND_IN,
        since=absence.since, until=absence.until,
    ).select_related("post", "person"):  # fmt: skip
        end_post(stood_in, by=by, until=until, because="The absence is over.")
    if until < absence.since:
        absence.delete()
    else:
        absence.until = until
        absence.save(update_fields=["until"])
    audit.record(
        "people.back", by=by, subject=str(person), kind="person", subject_id=person.pk,
        until=until.isoformat(),
    )  # fmt: skip
