"""Keep errands in step with the records that wait, and close one that was done."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation

from lanyard.engine.duties.calendars import calendar_here
from lanyard.engine.duties.days import Calendar
from lanyard.engine.duties.errands import HEAD, Errand, Only, Waiting, errands
from lanyard.engine.duties.models import Definition, Occurrence
from lanyard.engine.duties.rules import BY_RECORD, Rule
from lanyard.engine.profiles.api import NoProfile, profile_in_force
from lanyard.foundation.access.api import RoleHolding
from lanyard.foundation.database.identity import system_duty
from lanyard.people.api import Person
from lanyard.people.api import spans as spans_on

#: Person, record and stage.
Key = tuple[UUID, str, str]


@dataclass(frozen=True)
class _Change:
    opened: list[tuple[Key, datetime.date]]
    moved: list[tuple[Occurrence, datetime.date]]
    withdrawn: list[Occurrence]

    def __len__(self) -> int:
        return len(self.opened) + len(self.moved) + len(self.withdrawn)


@transaction.atomic
def keep_errands(
    *kinds: str, about: Collection[object] | None = None, today: datetime.date | None = None
) -> int:
    """Bring what waits for people into step with the records; return how many changed.

    Called by the verbs that let a record wait or wait no more, of that record, and each night.
    """
    day = today or timezone.localdate()
    only = None if about is None else frozenset(map(str, about))
    with system_duty("keep errands in step"):
        calendar = calendar_here()
        return sum(_keep(one, day, calendar, only) for one in errands(kinds))


@transaction.atomic
def keep_errands_of(person_id: UUID, *, today: datetime.date | None = None) -> int:
    """Bring into step what waits for one person, or may from now on; return how many changed."""
    day = today or timezone.localdate()
    with system_duty("keep errands in step"):
        held = RoleHolding.objects.filter(spans_on(day), person_id=person_id)
        roles = frozenset(held.values_list("role", flat=True))
        standing, calendar, changed = _standing(person_id), None, 0
        for one in _asked_once():
            if about := standing[one.kind].union(one.touched(person_id, roles)):
                calendar = calendar or calendar_here()
                changed += _keep(one, day, calendar, about)
        return changed


def _asked_once() -> list[Errand]:
    """Return the errands of which something ever waited here: the others can touch nobody yet."""
    defined = Definition.objects.filter(rule_data__anchor=BY_RECORD, ended_on=None)
    kinds = set(defined.values_list("kind", flat=True))
    return [one for one in errands() if one.kind in kinds] if kinds else []


def _standing(person_id: UUID) -> defaultdict[str, frozenset[str]]:
    """Return which records wait for a person now, by errand."""
    rows = Occurrence.objects.filter(person_id=person_id, done_on=None, withdrawn_on=None)
    found: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for kind, about in rows.exclude(about="").values_list("definition__kind", "about"):
        found[kind] |= {about}
    return found


@transaction.atomic
def errand_done(
    kind: str, about: object, *, by: Person, evidence: str, record: tuple[str, object] = ("", "")
) -> None:
    """Record who did what a record waited for, in the transaction of the act itself.

    The others of whom it was asked owe it no longer. The act is in the trail already, under its
    own verb and for its own readers.
    """
    with system_duty("record an errand done"):
        open_ones = Occurrence.objects.select_for_update().filter(
            definition__kind=kind, about=str(about), done_on=None, withdrawn_on=None
        )
        standing = list(open_ones.order_by("period", "id"))
        own = next((one for one in standing if one.person_id == by.pk), None)
        if own is None and standing:
            own = _like(standing[0], by)
        if own is not None:
            own.done_on, own.evidence = timezone.localdate(), evidence.strip()[:300]
            own.evidence_kind, own.evidence_id = record[0], str(record[1])
            own.done_by_name = str(by)
            own.save()
    keep_errands(kind, about=[about])


def _like(other: Occurrence, by: Person) -> Occurrence:
    """Return what a deputy who acted owes in the place of whom it was asked."""
    held = Occurrence.objects.filter(
        definition=other.definition_id, person=by, about=other.about, period=other.period
    ).first()
    if held is not None:
        held.withdrawn_on = None
        return held
    return Occurrence(
        definition_id=other.definition_id, person=by, about=other.about, period=other.period,
        due=other.due, opened_on=other.opened_on,
    )  # fmt: skip


def _keep(errand: Errand, day: datetime.date, calendar: Calendar, only: Only) -> int:
    waiting = list(errand.waiting(day, only))
    wanted = _wanted(errand, waiting, calendar)
    # What waits for a vacant post is asked of whoever comes to hold it.
    definition = _definition(errand, needed=bool(waiting))
    if definition is None:
        return 0
    change = _change(definition, wanted, only)
    _write(definition, change, day)
    return len(change)


def _wanted(
    errand: Errand, waiting: Iterable[Waiting], calendar: Calendar
) -> dict[Key, datetime.date]:
    found: dict[Key, datetime.date] = {}
    for one in waiting:
        due = one.due or calendar.add_working_days(one.since, errand.working_days)
        found.update({(person, one.about, one.period): due for person in one.people})
    return _of_those_here(found)


def _of_those_here(wanted: dict[Key, datetime.date]) -> dict[Key, datetime.date]:
    """Leave out whoever has left: nothing is asked of them."""
    if not wanted:
        return wanted
    people = Person.objects.filter(pk__in={key[0] for key in wanted}, left_on__isnull=True)
    here = set(people.values_list("pk", flat=True))
    return {key: due for key, due in wanted.items() if key[0] in here}


def _definition(errand: Errand, *, needed: bool) -> Definition | None:
    """Return the one definition of an errand as the code says it now; made where it is needed."""
    found = Definition.objects.filter(
        kind=errand.kind, subject_kind="", subject_id="", ended_on=None
    ).first()
    if found is None and not needed:
        return None
    said = _said(errand)
    if found is None:
        found, _new = Definition.objects.get_or_create(
            kind=errand.kind, subject_kind="", subject_id="", ended_on=None, defaults=said
        )
    if any(getattr(found, name) != value for name, value in said.items()):
        for name, value in said.items():
            setattr(found, name, value)
        found.save()
    return found


def _said(errand: Errand) -> dict[str, object]:
    with translation.override(settings.LANGUAGE_CODE):
        title = str(errand.title)
    rule = Rule(anchor=BY_RECORD, working_days=errand.working_days)
    return {
        "title": title, "url": "/duties/", "audience_data": {}, "rule_data": rule.as_data(),
        "steps": sorted(errand.steps), "managers_every": errand.managers_every,
        "owner_role": _head() if errand.owner == HEAD else errand.owner,
        "clauses": list(errand.clauses), "told": errand.told, "private": errand.private,
    }  # fmt: skip


def _head() -> str:
    try:
        return profile_in_force().profile.posts.head
    except NoProfile:
        return ""


def _change(definition: Definition, wanted: dict[Key, datetime.date], only: Only) -> _Change:
    """Return what turns the standing into the wanted; what was done stays done."""
    rows = Occurrence.objects.filter(definition=definition, done_on=None).filter(
        Q(withdrawn_on=None) | Q(about__in={about for _person, about, _period in wanted})
    )
    rows = rows if only is None else rows.filter(about__in=only)
    known = {(one.person_id, one.about, one.period): one for one in rows}
    return _Change(
        opened=[(key, due) for key, due in wanted.items() if key not in known],
        moved=[
            (one, due) for key, due in wanted.items()
            if (one := known.get(key)) and (one.due != due or one.withdrawn_on)
        ],
        withdrawn=[
            one for key, one in known.items() if one.withdrawn_on is None and key not in wanted
        ],
    )  # fmt: skip


def _write(definition: Definition, change: _Change, day: datetime.date) -> None:
    if change.withdrawn:
        gone = Occurrence.objects.filter(pk__in=[one.pk for one in change.withdrawn])
        gone.update(withdrawn_on=day)
    for one, due in change.moved:
        one.due, one.withdrawn_on = due, None
        one.save(update_fields=["due", "withdrawn_on"])
    Occurrence.objects.bulk_create(_opened(definition, change.opened, day), ignore_conflicts=True)


def _opened(
    definition: Definition, opened: Iterable[tuple[Key, datetime.date]], day: datetime.date
) -> list[Occurrence]:
    return [
        Occurrence(
            definition=definition, person_id=person, about=about, period=period, due=due,
            opened_on=day,
        )
        for (person, about, period), due in opened
    ]  # fmt: skip
