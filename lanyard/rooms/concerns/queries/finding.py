"""What the house's search shows of reports and cases."""

from __future__ import annotations

from django.urls import reverse

from lanyard.people.models import Person
from lanyard.rooms.concerns.queries.cases import visible_cases, visible_reports
from lanyard.rooms.concerns.search import search


def found(person: Person, words: str) -> list[tuple[str, str]]:
    """Return title and address of the newest reports and cases that hold the words.

    Only what the person may read, in three queries; the title holds no name.
    """
    hits = search(words)
    reports = visible_reports(person).in_bulk([h.record for h in hits if h.kind == "concern"])
    cases = visible_cases(person).in_bulk([h.record for h in hits if h.kind == "case"])
    shown = []
    for hit in hits:
        if hit.record in cases:
            case = cases[hit.record]
            address = reverse("concerns:case", args=[case.pk])
            shown.append((f"{case.reference}: {case.get_category_display()}", address))
        elif hit.record in reports:
            report = reports[hit.record]
            address = reverse("concerns:concern", args=[report.pk])
            shown.append((f"{report.reference}: {report.get_category_display()}", address))
    return shown
