"""The calendar of the organisation in force."""

from __future__ import annotations

from lanyard.engine.duties.days import ENGLAND_AND_WALES, Calendar, spans
from lanyard.engine.duties.models import OfNation, Term


def calendar_here() -> Calendar:
    """Return the calendar of the organisation in force."""
    return Calendar(spans(Term.objects.values_list("since", "until")), nation_here())


def nation_here() -> str:
    """Return whose bank holidays the organisation in force keeps."""
    return OfNation.objects.values_list("nation", flat=True).first() or ENGLAND_AND_WALES
