"""Keep errands in step with the records that wait, and close one that was done."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation

from lanyard.engine.duties.calendars import calendar_here
from lanyard.engine.duties.days import Calendar
from lanyard.engine.duties.errands import HEAD, Errand, errands
from lanyard.engine.duties.models import Definition, Occurrence
from lanyard.engine.duties.rules import BY_RECORD, Rule
from lanyard.engine.profiles.api import NoProfile, profile_in_force
from lanyard.foundation.access.api import RoleHolding
from lanyard.foundation.database.identity import system_duty
from lanyard.people.api import Employment, Person

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
def keep_errands(*kinds: str, today: datetime.date | None = None) -> int:
    """Bring what waits for people into step with the records; return how many changed.

    Called by the verbs that let a record wait or wait no more, when people change, and each night.
    """
    day = today or timezone.localdate()
    with system_duty("keep errands in step"):
        calendar = calendar_here()
        return sum(_keep(one, day, calendar) for one in errands(kinds))


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
    keep_errands(kind)


def concerned_by_errands(person_id: UUID) -> bool:
    """Say whether something may wait for a person or for whoever manages them."""
    with system_duty("keep errands in step"):
        return (
            Occurrence.objects.filter(
                person_id=person_id, done_on=None, withdrawn_on=None
            ).exclude(about="").exists()
            or RoleHolding.objects.filter(person_id=person_id).exists()
            or Employment.objects.filter(person_id=person_id).exists()
        )  # fmt: skip


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


def _keep(errand: Errand, day: datetime.date, calendar: Calendar) -> int:
    wanted = _wanted(errand, day, calendar)
    definition = _definition(errand, needed=bool(wanted))
    if definition is None:
        return 0
    change = _change(definition, wanted)
    _write(definition, change, day)
    return len(change)


def _wanted(errand: Errand, day: datetime.date, calendar: Calendar) -> dict[Key, datetime.date]:
    found: dict[Key, datetime.date] = {}
    for one in errand.waiting(day):
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


def _change(definition: Definition, wanted: dict[Key, datetime.date]) -> _Change:
    """Return what turns the standing into the wanted; what was done stays done."""
    rows = Occurrence.objects.filter(definition=definition, done_on=None).filter(
        Q(withdrawn_on=None) | Q(about__in={about for _person, about, _period in wanted})
    )
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
