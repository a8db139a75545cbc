"""What nobody answers climbs to somebody who may then act on it: for a while, and on that alone.

See docs/adr/0011: whoever is told because nobody answered in time may read the one record, until
its own team has it or the time is over. Nobody who is kept out of it, and of a report about the
head nobody in the head's post.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.access import api as access
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.people.api import people_by_id
from lanyard.people.models import Person
from lanyard.rooms.concerns import trail
from lanyard.rooms.concerns.actions.chronology import Kind, add_line
from lanyard.rooms.concerns.models import Case, Concern
from lanyard.rooms.concerns.reasons import About
from lanyard.rooms.concerns.routing import above

#: How long somebody reads by escalation: the product's default, long enough for a weekend.
HOURS = 72


def let_read(
    *, subject_kind: str, subject_id: UUID | None, people: Iterable[UUID], **_more: object
) -> None:
    """Let those who are told of an unanswered report read it; they act in place of its team."""
    if subject_kind != "concern" or subject_id is None:
        return
    with system_duty("let somebody act on an unanswered report"):
        concern = Concern.objects.select_related("circle").filter(pk=subject_id).first()
        if concern is None or concern.state != "received":
            return
        barred = _in_the_heads_post() if concern.about == About.HEAD else set()
        for person in _strangers("concern", concern.pk, concern.circle, people, barred):
            _let("concern", concern.pk, person)
            _record("escalated", "concern", concern, person)


def climb(case: Case) -> list[UUID]:
    """Let the head act on a case that its team left undone for too long; return whom to tell.

    Where the head is kept out it is whoever stands above in the profile.
    """
    with system_duty("let somebody act on a case left undone"):
        reports = list(Concern.objects.filter(case=case))
        top = _above(case, reports)
        for person in _strangers("case", case.pk, case.circle, top, _had_their_time(case)):
            _let("case", case.pk, person)
            for concern in reports:
                _let("concern", concern.pk, person)
            add_line(
                case, kind=Kind.SHARED, by=None,
                text=_("Nobody acted in time. %(person)s may read and work the case for a while.")
                % {"person": _name(person)},
            )  # fmt: skip
            _record("escalated", "case", case, person)
    return top


def _had_their_time(case: Case) -> set[UUID]:
    """Return who was let in since the case fell due: once for each thing left undone."""
    before = access.Grant.objects.filter(record_kind="case", record_id=case.pk, escalated=True)
    if case.next_due is not None:
        before = before.filter(since__gte=case.next_due)
    return set(before.values_list("person_id", flat=True))


def stand_down(concern: Concern, *, by: Person) -> None:
    """End what was read of a report by escalation, once one of those whose report it is has it."""
    with system_duty("see who has a report"):
        circle = access.Circle.objects.get(pk=concern.circle_id)
        grants = access.readers_by_grant("concern", concern.pk)
        own = not access.roles_of(by.pk).isdisjoint(circle.roles)
        own |= any(g.person_id == by.pk and not (g.escalated or g.break_glass) for g in grants)
        if own:
            for person in access.end_escalated("concern", concern.pk):
                _record("stood-down", "concern", concern, person)


def stand_down_case(case: Case) -> None:
    """End what was read of a case by escalation, once nothing on it is overdue any more."""
    with system_duty("see what is overdue"):
        ended = access.end_escalated("case", case.pk)
        if ended:
            for concern in Concern.objects.filter(case=case):
                access.end_escalated("concern", concern.pk)
        for person in ended:
            _record("stood-down", "case", case, person)


def answerable(case: Case, *, but: Collection[UUID]) -> list[UUID]:
    """Return who answers for a case: the lead, or its own circle where the lead may not see it.

    Where that leaves nobody but those passed over (``but``), it is the rest of the circle, and
    then whoever stands above.
    """
    circle = list(case.circle.roles)
    lead = profile_in_force().profile.posts.safeguarding_lead
    for roles in ([lead] if lead in circle else circle, circle):
        found = dict.fromkeys(p for role in roles for p in access.holders_of(role))
        told = [person for person in found if person not in but]
        if told:
            return told
    return [p for p in _above(case, list(Concern.objects.filter(case=case))) if p not in but]


def _above(case: Case, reports: list[Concern]) -> list[UUID]:
    """Return the head, or who stands above where the head may not know."""
    version = profile_in_force()
    out = set(_kept_out("case", case.pk))
    about_head = any(concern.about == About.HEAD for concern in reports)
    return above(version, out, about_head=about_head)


def _strangers(
    kind: str,
    record: UUID,
    circle: access.Circle,
    people: Iterable[UUID],
    barred: set[UUID],
) -> list[UUID]:
    """Return those who cannot read a record yet and may be let in."""
    out = barred | set(_kept_out(kind, record))
    inside = {grant.person_id for grant in access.readers_by_grant(kind, record)}
    return [
        person
        for person in dict.fromkeys(people)
        if person not in out | inside and access.roles_of(person).isdisjoint(circle.roles)
    ]


def _kept_out(kind: str, record: UUID) -> list[UUID]:
    found = access.Exclusion.objects.filter(record_kind=kind, record_id=record)
    return list(found.values_list("person_id", flat=True))


def _in_the_heads_post() -> set[UUID]:
    head = profile_in_force().profile.posts.head
    held = access.RoleHolding.objects.filter(role=head)
    return set(held.values_list("person_id", flat=True))


def _let(kind: str, record: UUID, person: UUID) -> None:
    access.grant(
        kind, record, person, escalated=True,
        until=timezone.now() + datetime.timedelta(hours=HOURS),
        because=_(
            "Nobody had answered in time. Ends once the team has it, or after %(hours)s hours"
            " (Lanyard's default)."
        ) % {"hours": HOURS},
    )  # fmt: skip


def _record(verb: str, kind: str, record: Case | Concern, person: UUID) -> None:
    audit.record(
        f"concerns.{verb}", by=None, subject=record.reference, kind=kind, subject_id=record.pk,
        circle=trail.readers_circle(kind, record.pk, record.circle_id), person=_name(person),
    )  # fmt: skip


def _name(person: UUID) -> str:
    return str(people_by_id([person]).get(person, ""))
