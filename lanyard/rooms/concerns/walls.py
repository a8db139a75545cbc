"""What stands behind the wall of reports about staff: it opens with a fresh second factor only."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from lanyard.rooms.concerns.models import Case, Concern, LowLevel
from lanyard.rooms.concerns.reasons import About, CaseKind

ABOUT_STAFF = (About.STAFF, About.DSL, About.HEAD)


def case_walled(case_id: UUID) -> bool:
    """Say whether a case that one may see is an allegation, or holds a report about staff."""
    walled = Q(kind=CaseKind.ALLEGATION) | Q(concerns__about__in=ABOUT_STAFF)
    return Case.objects.filter(walled, pk=case_id).exists()


def report_walled(concern_id: UUID) -> bool:
    """Say whether a report that one may see is about staff, or part of an allegation."""
    walled = Q(about__in=ABOUT_STAFF) | Q(case__kind=CaseKind.ALLEGATION)
    return Concern.objects.filter(walled, pk=concern_id).exists()


def lines_of(cases: Iterable[Case]) -> dict[UUID, str]:
    """Return the line of each case for lists that ask for no second factor.

    It is the summary, and what the case is about in the words of the list where it is walled.
    """
    listed = list(cases)
    behind = Concern.objects.filter(case__in=listed, about__in=ABOUT_STAFF).values_list("case_id")
    walled = {case for (case,) in behind}
    return {
        case.pk: str(case.get_category_display())
        if case.kind == CaseKind.ALLEGATION or case.pk in walled
        else case.summary
        for case in listed
    }


def low_level_walled(record_id: UUID) -> bool:
    """Say whether there is such a record about staff that one may see."""
    return LowLevel.objects.filter(pk=record_id).exists()
