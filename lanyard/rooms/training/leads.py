"""Leads whose training has expired: the head is told at once, and none is the only one in post."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.engine.duties import api as duties
from lanyard.engine.profiles.api import NoProfile, profile_in_force
from lanyard.foundation.access import api as access
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.notices import api as notices
from lanyard.people.api import Person, people_by_id
from lanyard.rooms.training.models import TrainingRule
from lanyard.rooms.training.queries.standing import DUTY, days_of, rules_in_force, taken_by

#: No grace of a joiner for whoever took it once.
_EVER = datetime.date(1970, 1, 1)


def _rules() -> list[TrainingRule]:
    return list(rules_in_force().filter(consequence=TrainingRule.Consequence.LEAD))


def expired(role: str, people: Collection[UUID], on: datetime.date) -> set[UUID]:
    """Return whose training for a role has expired on a day, or was never taken in time.

    Whoever has the role newly has time to take it; whoever took it once and let it lapse does not.
    """
    found: set[UUID] = set()
    with system_duty("know whose training has expired"):
        for rule in _rules():
            if role not in rule.audience_data.get("roles", []):
                continue
            taken = taken_by(people, rule.course_slugs)
            once = {person: _EVER for person in people if _took(rule, taken.get(person, ()))}
            days = days_of(rule, once, on, from_post=False)
            found |= {person for person, day in days.items() if day is not None and day < on}
            found |= set(
                _overdue(rule, on).filter(person_id__in=list(people))
                .values_list("person_id", flat=True)
            )  # fmt: skip
    return found


def _took(rule: TrainingRule, taken: Any) -> bool:
    return any(one.course in rule.course_slugs for one in taken)


def _overdue(rule: TrainingRule, on: datetime.date) -> Any:
    return duties.overdue_on(on, kind=DUTY, subjects=[rule.pk])


def lapsed(*, on: datetime.date) -> list[Person]:
    """Return the holders of posts under such a rule whose training has expired."""
    with system_duty("know whose training has expired"):
        people = {
            person
            for rule in _rules()
            for person in _overdue(rule, on).values_list("person_id", flat=True)
        }
    return sorted(people_by_id(people).values(), key=str)


def sole(person: Person, *, on: datetime.date) -> bool:
    """Say whether somebody holds the lead's post, and nobody else in it is in date."""
    role = profile_in_force().profile.posts.safeguarding_lead
    holding = access.RoleHolding.objects.filter(role=role, since__lte=on).exclude(until__lt=on)
    holders = set(holding.values_list("person_id", flat=True))
    return person.pk in holders and holders <= expired(role, holders, on)


def told(person: Person) -> Iterator[tuple[Any, str]]:
    """Tell the head of leads whose training has expired; shown first thing on their page."""
    on = timezone.localdate()
    for one in lapsed(on=on):
        url = reverse("training:person", args=[one.pk])
        if sole(one, on=on):
            said = _(
                "The safeguarding training of %(name)s has expired, and nobody else in the lead's "
                "post is in date. Name another lead."
            )
            yield said % {"name": one}, url
        else:
            yield _("The safeguarding training of %(name)s has expired.") % {"name": one}, url


def watch() -> int:
    """Notify the head of each lead whose training has expired, once each time; return how many."""
    try:
        head = profile_in_force().profile.posts.head
    except NoProfile:
        return 0
    on, sent = timezone.localdate(), 0
    with system_duty("watch the training of leads"):
        for rule in _rules():
            for pk, person in list(_overdue(rule, on).values_list("pk", "person_id")):
                notices.notify(
                    "training.lead-lapsed", access.holders_of(head),
                    url=reverse("training:person", args=[person]), event=f"lead-lapsed:{pk}",
                    subject_kind="duty-occurrence", subject_id=pk,
                )  # fmt: skip
                sent += 1
    return sent
