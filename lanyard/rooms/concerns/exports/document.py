"""Gather a case for export, as plain data that a page, PDF or CSV is made from."""

from __future__ import annotations

import datetime
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

from django.utils import timezone

from lanyard.foundation.organisations.api import current_organisation
from lanyard.rooms.concerns.exports.masking import NO_MASK, Mask, key_of, name_of, stand_ins
from lanyard.rooms.concerns.models import Case, CasePerson, ChronologyEntry


@dataclass(frozen=True)
class Line:
    """A line of the chronology: when it happened, when it was written, by whom, what."""

    happened: str
    recorded: str
    back_dated: bool
    by: str
    kind: str
    text: str
    superseded: bool


@dataclass(frozen=True)
class PersonLine:
    """A person with their own part."""

    name: str
    part: str
    relation: str


@dataclass(frozen=True)
class Document:
    """A case as it is given out. ``masked_for`` names whom the copy is for, "" for nobody."""

    organisation: str
    reference: str
    kind: str
    state: str
    severity: int
    category: str
    opened: str
    closed: str
    made: str
    made_by: str
    why: str
    to_whom: str
    masked_for: str
    people: list[PersonLine] = field(default_factory=list)
    chronology: list[Line] = field(default_factory=list)
    decisions: list[list[str]] = field(default_factory=list)
    actions: list[list[str]] = field(default_factory=list)
    referrals: list[list[str]] = field(default_factory=list)
    tellings: list[list[str]] = field(default_factory=list)

    def as_data(self) -> dict[str, Any]:
        """Return the document as dictionaries and lists."""
        return asdict(self)


def gather(
    case: Case, *, made_by: str, why: str, to_whom: str, keep: UUID | None = None, mask: bool
) -> Document:
    """Read a case with the actor's own rights; mask everybody but ``keep`` where ``mask`` is set.

    ``keep`` is the CasePerson whom the copy is for.
    """
    people = list(case.people.select_related("person").order_by("part", "id"))
    masked = mask_for(people, keep=keep) if mask else NO_MASK
    kept = next((str(p.name) for p in people if p.pk == keep), "")
    return Document(
        organisation=current_organisation().name,
        reference=case.reference,
        kind=str(case.get_kind_display()),
        state=str(case.get_state_display()),
        severity=case.severity,
        category=str(case.get_category_display()),
        opened=moment(case.opened_at),
        closed=moment(case.closed_at),
        made=moment(timezone.now()),
        made_by=made_by,
        why=masked(why),
        to_whom=to_whom,
        masked_for=kept if mask else "",
        people=[
            PersonLine(masked(p.name), str(p.get_part_display()), masked(p.relation))
            for p in people
        ],
        chronology=[_line(entry, masked) for entry in _entries(case)],
        decisions=[
            [moment(d.decided_at), str(d.get_kind_display()), masked(d.answer),
             masked(d.reasons), masked(str(d.decided_by)), masked(d.reference)]
            for d in case.decisions.select_related("decided_by")
        ],
        actions=[
            [moment(a.due), masked(a.what), masked(str(a.owner)), str(a.get_state_display()),
             masked(a.result)]
            for a in case.actions.select_related("owner").order_by("created_at")
        ],
        referrals=[
            [moment(r.sent_at), masked(r.agency_name), masked(r.what_shared), masked(r.basis),
             masked(r.reference), masked(r.outcome)]
            for r in case.referrals.order_by("created_at")
        ],
        tellings=[
            [moment(t.at), str(t.get_party_display()), masked(t.who),
             str(t.get_answer_display()), masked(t.because)]
            for t in case.tellings.order_by("at")
        ],
    )  # fmt: skip


def mask_for(people: list[CasePerson], *, keep: UUID | None) -> Mask:
    """Return the mask that hides everybody in a case but one."""
    hidden = [person for person in people if person.pk != keep]
    kept = next((person for person in people if person.pk == keep), None)
    spared = {key_of(part) for part in name_of(kept.name, "").parts} if kept else set()
    names = []
    for person, stand_in in zip(hidden, stand_ins(len(hidden)), strict=True):
        known = person.person
        also = [known.given_name, known.family_name, known.known_as, known.email] if known else []
        name = name_of(person.name, stand_in, also=also)
        parts = tuple(part for part in name.parts if key_of(part) not in spared)
        names.append(type(name)(name.full, parts, f"{stand_in} ({person.get_part_display()})"))
    return Mask(names)


def moment(at: datetime.datetime | None) -> str:
    """Return a moment in local time as text for paper, "" for none."""
    return timezone.localtime(at).strftime("%d/%m/%Y %H:%M") if at else ""


def _entries(case: Case) -> list[ChronologyEntry]:
    return list(case.chronology.select_related("superseded_by"))


def _line(entry: ChronologyEntry, masked: Mask) -> Line:
    return Line(
        happened=moment(entry.happened_at),
        recorded=moment(entry.recorded_at),
        back_dated=entry.back_dated,
        by=masked(entry.by_name),
        kind=str(entry.get_kind_display()),
        text=masked(entry.text),
        superseded=hasattr(entry, "superseded_by"),
    )
