"""Reads of governance."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Max, Q, QuerySet

from lanyard.foundation.access.api import may
from lanyard.people.api import Person
from lanyard.rooms.governance.kinds import KINDS, Kind
from lanyard.rooms.governance.models import LawCheck, LawEntry, Meeting, Paper

YEAR = datetime.timedelta(days=366)
READ = "governance.read"


@dataclass(frozen=True)
class Line:
    """A law with its newest check, as the register shows it."""

    entry: LawEntry
    check: LawCheck | None
    day: datetime.date

    @property
    def next_on(self) -> datetime.date:
        """The day by which it is to be checked."""
        return self.check.on + YEAR if self.check else self.entry.since + YEAR / 12

    @property
    def is_late(self) -> bool:
        """Say whether its check is overdue."""
        return self.next_on < self.day

    @property
    def replaced_by(self) -> str:
        """What stands in its place, as the newest check or Lanyard has it."""
        return (self.check.replaced_by if self.check else "") or self.entry.replaced_by


def register(on: datetime.date) -> list[Line]:
    """Return the laws of the register, each with its newest check, in two queries."""
    newest = {}
    for one in LawCheck.objects.order_by("entry_id", "-on", "-at").distinct("entry_id"):
        newest[one.entry_id] = one
    entries = LawEntry.objects.filter(archived_on__isnull=True)
    return [Line(one, newest.get(one.pk), on) for one in entries]


def last_signed() -> Mapping[str, datetime.date]:
    """Return for each kind of paper when one was last signed."""
    rows = Paper.objects.filter(signed_on__isnull=False).values_list("kind")
    return dict(rows.annotate(last=Max("signed_on")))


def papers_of(kind: Kind) -> QuerySet[Paper]:
    """Return the papers of a kind, the newest first."""
    return Paper.objects.filter(kind=kind.slug)


def meetings_for(person: Person) -> QuerySet[Meeting]:
    """Return the meetings that somebody chairs or was asked to; all for who oversees them."""
    found = Meeting.objects.select_related("chair")
    if may(person.pk, READ):
        return found
    return found.filter(Q(chair=person) | Q(asked__person=person)).distinct()


def unreceived() -> QuerySet[Paper]:
    """Return the signed papers for the leadership that nobody has received yet."""
    wanted = [kind.slug for kind in KINDS.values() if kind.received]
    return Paper.objects.filter(kind__in=wanted, signed_on__isnull=False, receipts__isnull=True)
