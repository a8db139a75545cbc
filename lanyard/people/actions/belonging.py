"""Joining, changing, working, studying, leaving."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from lanyard.foundation.access import api as access
from lanyard.foundation.audit import api as audit
from lanyard.foundation.identity import api as identity
from lanyard.foundation.registry import api as registry
from lanyard.people.models import (
    Employer,
    Employment,
    Enrolment,
    GuardianLink,
    Membership,
    Person,
    PostHolding,
    Site,
    Sponsorship,
)

#: What ``change`` may set.
CHANGEABLE = frozenset({"given_name", "family_name", "known_as", "email", "phone", "born"})


@transaction.atomic
def join(*, by: Person | None, given_name: str, family_name: str, **more: Any) -> Person:
    """Add a person, who belongs nowhere yet; ``more`` is any of known_as, email, phone, born."""
    _refuse_unknown(more)
    person = Person.objects.create(given_name=given_name, family_name=family_name, **more)
    audit.record("people.joined", by=by, subject=str(person), kind="person", subject_id=person.pk)
    return person


@transaction.atomic
def change(person: Person, *, by: Person | None, **fields: Any) -> Person:
    """Change what is known of a person; the trail names the fields and not their values."""
    _refuse_unknown(fields)
    changed = sorted(name for name, value in fields.items() if getattr(person, name) != value)
    if changed:
        for name in changed:
            setattr(person, name, fields[name])
        person.save()
        audit.record(
            "people.changed", by=by, subject=str(person), kind="person", subject_id=person.pk,
            fields=changed,
        )  # fmt: skip
        registry.announce("people.changed", person_id=person.pk)
    return person


def _refuse_unknown(fields: Mapping[str, Any]) -> None:
    unknown = fields.keys() - CHANGEABLE
    if unknown:
        raise TypeError(f"A person has no {', '.join(sorted(unknown))} to set.")


@transaction.atomic
def employ(
    person: Person,
    *,
    by: Person | None,
    job_title: str,
    since: datetime.date,
    until: datetime.date | None = None,
    line_manager: Person | None = None,
    site: Site | None = None,
) -> Employment:
    """Record that a person works here; somebody who had left is back."""
    employment = Employment.objects.create(
        person=person, job_title=job_title, since=since, until=until, line_manager=line_manager,
        site=site,
    )  # fmt: skip
    _belongs_again(person, by=by, as_what=job_title)
    return employment


@transaction.atomic
def enrol(
    person: Person,
    *,
    by: Person | None,
    programme: str,
    band: str,
    since: datetime.date,
    until: datetime.date | None = None,
    apprentice: bool = False,
    employer: Employer | None = None,
    site: Site | None = None,
) -> Enrolment:
    """Record that a person studies here; somebody who had left is back."""
    enrolment = Enrolment.objects.create(
        person=person, programme=programme, band=band, since=since, until=until,
        apprentice=apprentice, employer=employer, site=site,
    )  # fmt: skip
    _belongs_again(person, by=by, as_what=programme)
    return enrolment


def _belongs_again(person: Person, *, by: Person | None, as_what: str) -> None:
    if person.left_on is not None:
        person.left_on = None
        person.save()
    audit.record(
        "people.changed", by=by, subject=str(person), kind="person", subject_id=person.pk,
        fields=[as_what],
    )  # fmt: skip
    registry.announce("people.changed", person_id=person.pk)


@transaction.atomic
def leave(person: Person, *, by: Person | None, on: datetime.date, because: str = "") -> None:
    """Record that a person leaves: the last day here is ``on``. Everything they hold ends with it.

    A day to come ends the spans now; sign-in is closed and the leaver announced when it has passed.
    """
    if on <= timezone.localdate():
        leave_many({person.pk: on}, by=by, because=because)
    else:
        _end_everything({person.pk: on})
        audit.record(
            "people.leaving", by=by, subject=str(person), kind="person", subject_id=person.pk,
            because=because, on=on.isoformat(),
        )  # fmt: skip
    person.refresh_from_db()


@transaction.atomic
def leave_many(
    leavers: Mapping[UUID, datetime.date], *, by: audit.Actor | None, because: str = ""
) -> None:
    """Record that people left, each on a day.

    Ends their work, study, groups, posts, roles, sponsorships and guardian links, and announces
    "people.left" (person_id, on, by) for each.
    """
    if not leavers:
        return
    _end_everything(leavers)
    for person in Person.objects.filter(pk__in=leavers).order_by("pk"):
        day = leavers[person.pk]
        person.left_on = day
        person.save(update_fields=["left_on"])
        audit.record(
            "people.left", by=by, subject=str(person), kind="person", subject_id=person.pk,
            because=because, on=day.isoformat(),
        )  # fmt: skip
        identity.close_account(person.pk, by=by)
        registry.announce("people.left", person_id=person.pk, on=day, by=by)


def _end_everything(leavers: Mapping[UUID, datetime.date]) -> None:
    """End every span on its person's last day; what would have begun later never begins."""
    by_day: dict[datetime.date, list[UUID]] = {}
    for pk, day in leavers.items():
        by_day.setdefault(day, []).append(pk)
    for day, people in by_day.items():
        for model in (Employment, Enrolment, Membership, PostHolding, Sponsorship):
            rows = model._default_manager.filter(person__in=people)
            rows.filter(since__gt=day).delete()
            rows.filter(Q(until__isnull=True) | Q(until__gt=day)).update(until=day)
        links = GuardianLink.objects.filter(Q(guardian__in=people) | Q(learner__in=people))
        links.filter(ended_on__isnull=True).update(ended_on=day)
    for pk, day in leavers.items():
        access.end_holdings(pk, until=day)
