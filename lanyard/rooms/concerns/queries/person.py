"""What is known of one person across the cases and reports that the reader may see."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from lanyard.rooms.concerns.models import Case, CasePerson, ChronologyEntry, Concern, Involved
from lanyard.rooms.concerns.reasons import About, CaseKind


@dataclass(frozen=True)
class Shown:
    """An entry as the timeline shows it."""

    when: datetime.datetime
    title: str
    by: str
    text: str
    added: datetime.datetime | None
    url: str
    struck: bool


@dataclass(frozen=True)
class PersonChronology:
    """A person's cases and unjoined reports with their own part in each, and one chronology."""

    cases: list[tuple[Case, str]]
    reports: list[tuple[Concern, str]]
    entries: list[ChronologyEntry]

    @property
    def lines(self) -> list[Shown]:
        """The entries of all cases as one timeline, each naming its case."""
        return [_shown(entry) for entry in self.entries]

    @property
    def empty(self) -> bool:
        """Whether the reader may see nothing at all about the person."""
        return not self.cases and not self.reports

    @property
    def walled(self) -> bool:
        """Whether an allegation about staff, or a report about them, is among it."""
        return any(case.kind == CaseKind.ALLEGATION for case, _part in self.cases) or any(
            concern.about in {About.STAFF, About.DSL, About.HEAD} for concern, _part in self.reports
        )


def chronology_of(person_id: UUID) -> PersonChronology:
    """Gather, with the reader's own rights, what is recorded of a person, oldest entry first.

    Each case and report carries the part that this person had in it, never somebody else's.
    """
    in_cases = (
        CasePerson.objects.filter(person_id=person_id, ended_at__isnull=True)
        .select_related("case__holder", "case__circle")
        .order_by("-case__opened_at", "part")
    )
    cases: dict[UUID, tuple[Case, str]] = {}
    for row in in_cases:
        cases.setdefault(row.case_id, (row.case, str(row.get_part_display())))
    in_reports = (
        Involved.objects.filter(person_id=person_id, concern__case__isnull=True)
        .select_related("concern")
        .order_by("-concern__received_at")
    )
    entries = ChronologyEntry.objects.filter(case__in=list(cases)).select_related(
        "case", "by", "superseded_by"
    )
    return PersonChronology(
        list(cases.values()),
        [(row.concern, str(row.get_part_display())) for row in in_reports],
        list(entries),
    )


def _shown(entry: ChronologyEntry) -> Shown:
    return Shown(
        when=entry.happened_at,
        title=f"{entry.case.reference}: {entry.get_kind_display()}",
        by=entry.by_name,
        text=entry.text,
        added=entry.recorded_at if entry.back_dated else None,
        url=reverse("concerns:case", args=[entry.case_id]),
        struck=hasattr(entry, "superseded_by"),
    )
