"""What the pages of a report and a case show."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.foundation.access import api as access
from lanyard.foundation.audit.api import Entry
from lanyard.foundation.database.identity import system_duty
from lanyard.people.api import Person, people_by_id
from lanyard.rooms.concerns import in_force
from lanyard.rooms.concerns.models import Case, ChronologyEntry, Concern, Involved, TeamMember
from lanyard.rooms.concerns.walls import lines_of

#: Reports within so many days, about the same people or link, may be the same thing.
_NEAR = datetime.timedelta(days=14)
STAND_IN = "stand-in"


def visible_reports(person: Person) -> QuerySet[Concern]:
    """Return the reports that somebody may read; row security decides."""
    return Concern.objects.select_related("circle", "acknowledged_by", "reporter", "case")


def visible_cases(person: Person) -> QuerySet[Case]:
    """Return the cases that somebody may read; row security decides."""
    return Case.objects.select_related("circle", "holder", "site")


@dataclass(frozen=True)
class Reader:
    """Somebody who may read a case: by role, by name or in an emergency; when they last did."""

    name: str
    role: str
    because: str
    last_read: datetime.datetime | None = None
    until: datetime.datetime | None = None
    break_glass: bool = False
    escalated: bool = False


def readers_of(case: Case) -> list[Reader]:
    """Return who may read a case, those by emergency first, then by name, then by role."""
    return _readers("case", case.pk, case.circle)


def readers_of_report(concern: Concern) -> list[Reader]:
    """Return who may read a report, like ``readers_of``."""
    return _readers("concern", concern.pk, concern.circle)


def _readers(kind: str, record: UUID, circle: access.Circle) -> list[Reader]:
    read = last_reads(kind, record)
    with system_duty("list who may read a record"):
        out = set(_kept_out(kind, record))
        grants = access.readers_by_grant(kind, record)
        names = people_by_id([grant.person_id for grant in grants])
    by_name = [
        Reader(
            name=str(names.get(grant.person_id, _("Somebody"))), because=grant.because, role="",
            last_read=read.get(grant.person_id), until=grant.until, break_glass=grant.break_glass,
            escalated=grant.escalated,
        )
        for grant in sorted(grants, key=lambda grant: (not grant.break_glass, not grant.escalated))
        if grant.person_id not in out
    ]  # fmt: skip
    named = {grant.person_id for grant in grants}
    return [*by_name, *_by_role(circle, read, out | named)]


def _by_role(
    circle: access.Circle, read: dict[UUID, datetime.datetime], out: set[UUID]
) -> Iterable[Reader]:
    profile = in_force.profile()
    with system_duty("list who may read a record"):
        held = held_today(circle.roles)
        names = people_by_id(held)
    for person in sorted(names.values(), key=lambda p: (p.family_name, p.given_name)):
        if person.pk not in out:
            yield Reader(
                name=str(person), role=", ".join(map(profile.title_of, held[person.pk])),
                because=_("By their role"), last_read=read.get(person.pk),
            )  # fmt: skip


def held_today(roles: list[str]) -> dict[UUID, list[str]]:
    """Return who reads by role today, with their roles: holders, deputies, stand-ins on duty."""
    day = timezone.localdate()
    found: dict[UUID, list[str]] = defaultdict(list)
    holdings = access.RoleHolding.objects.filter(
        Q(until__isnull=True) | Q(until__gte=day), role__in=roles, since__lte=day
    ).order_by("role", "id")
    for person, role, standing in holdings.values_list("person_id", "role", "standing"):
        on_duty = standing != access.Standing.STAND_IN or role in access.roles_of(person)
        if on_duty and role not in found[person]:
            found[person].append(role)
    return {person: held for person, held in found.items() if held}


def last_reads(kind: str, record: UUID) -> dict[UUID, datetime.datetime]:
    """Return when each person last read a record."""
    verbs = ["concerns.case-read"] if kind == "case" else ["concerns.read"]
    with system_duty("see who read a record"):
        found = (
            Entry.objects.filter(subject_kind=kind, subject_id=str(record), verb__in=verbs)
            .order_by()
            .values_list("actor_id")
            .annotate(last=Max("at"))
        )
        return {actor: last for actor, last in found if actor is not None}


def kept_out_of(case: Case) -> dict[UUID, str]:
    """Return who is kept out of a case, and why."""
    return _kept_out("case", case.pk)


def _kept_out(kind: str, record: UUID) -> dict[UUID, str]:
    with system_duty("see who is kept out"):
        return dict(
            access.Exclusion.objects.filter(record_kind=kind, record_id=record).values_list(
                "person_id", "because"
            )
        )


def part_of(person: Person, case: Case) -> str:
    """Return what somebody is on a case: "lead" by role, their part in the team, or "".

    Somebody who reads it by escalation is a "stand-in": they may do its work until the team does.
    """
    if not access.roles_of(person.pk).isdisjoint(case.circle.roles):
        return "lead"
    member = (
        TeamMember.objects.filter(case=case, person=person, until=None).order_by("part").first()
    )
    if member is not None:
        return member.part
    return STAND_IN if escalated_until("case", case.pk, person) else ""


def escalated_until(kind: str, record: UUID, person: Person) -> datetime.datetime | None:
    """Return until when somebody reads a record by escalation, or None."""
    found = [
        grant.until
        for grant in access.readers_by_grant(kind, record)
        if grant.person_id == person.pk and grant.escalated
    ]
    return max((until for until in found if until), default=None)


def may_work(person: Person, case: Case) -> bool:
    """Say whether somebody may do work on a case, not only read it."""
    workers = {"lead", STAND_IN, TeamMember.Part.HOLDER, TeamMember.Part.WORKER}
    return part_of(person, case) in workers


def duplicates_of(concern: Concern) -> list[tuple[str, Concern]]:
    """Return reports that may be of the same thing: same people or link, near in time; why."""
    people = list(Involved.objects.filter(concern=concern).values_list("person_id", "name"))
    ids = [person for person, _name in people if person]
    names = [name for person, name in people if not person and name]
    same = Q(involved__person__in=ids) | Q(involved__name__in=names)
    if concern.link.strip():
        same |= Q(link=concern.link)
    near = Q(received_at__range=(concern.received_at - _NEAR, concern.received_at + _NEAR))
    found = (
        Concern.objects.filter(same)
        .filter(near | (Q(link=concern.link) if concern.link.strip() else near))
        .exclude(pk=concern.pk)
        .select_related("case")
        .distinct()
        .order_by("-received_at")[:10]
    )
    return [(_why(concern, other), other) for other in found]


def _why(concern: Concern, other: Concern) -> str:
    if concern.link.strip() and concern.link == other.link:
        return _("the same link")
    return _("the same people")


def cases_of_same_people(concern: Concern) -> list[tuple[Case, str]]:
    """Return open cases about the people of a report, newest first, each with its line."""
    ids = list(
        Involved.objects.filter(concern=concern, person__isnull=False).values_list(
            "person_id", flat=True
        )
    )
    found = list(
        Case.objects.filter(
            people__person__in=ids, state__in=["open", "awaiting-agreement", "watching"]
        )
        .distinct()
        .order_by("-opened_at")[:10]
    )
    lines = lines_of(found)
    return [(case, lines[case.pk]) for case in found]


@dataclass(frozen=True)
class Entered:
    """A line of the chronology as the page shows it."""

    id: UUID
    when: datetime.datetime
    title: str
    by: str
    text: str
    kind: str
    added: datetime.datetime | None
    only: str
    struck: bool
    icon: str
    correctable: bool


_ICONS = {
    "report": "flag", "note": "pencil", "discussion": "message-circle", "action": "check",
    "decision": "diamond", "referral": "send", "shared": "users", "people": "user",
    "state": "circle-dot", "message": "message-circle", "file": "paperclip",
}  # fmt: skip


def chronology_of(case: Case, *, kind: str = "") -> list[Entered]:
    """Return the chronology in the order in which things happened; corrected lines stay, struck."""
    rows = ChronologyEntry.objects.filter(case=case).order_by("happened_at", "recorded_at", "id")
    if kind:
        rows = rows.filter(kind=kind)
    entries = list(rows)
    replaced = {entry.supersedes_id for entry in entries}
    return [
        Entered(
            id=e.pk, when=e.happened_at, title=e.get_kind_display(), by=e.by_name, text=e.text,
            kind=e.kind, added=e.recorded_at if e.back_dated else None,
            only=_("Only the leads and the writer read this") if e.visibility == "leads" else "",
            struck=e.pk in replaced, icon=_ICONS.get(e.kind, "circle"),
            correctable=e.kind in {"note", "discussion"} and e.pk not in replaced,
        )
        for e in entries
    ]  # fmt: skip


def chronology_counts(case: Case) -> dict[str, int]:
    """Return how many lines of each kind there are."""
    found: dict[str, int] = defaultdict(int)
    for kind in ChronologyEntry.objects.filter(case=case).values_list("kind", flat=True):
        found[kind] += 1
    return dict(found)
