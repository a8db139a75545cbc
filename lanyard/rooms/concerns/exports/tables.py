"""CSV that a spreadsheet opens without running anything in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lanyard.foundation.spreadsheets.api import csv_text
from lanyard.rooms.concerns.exports.document import Document, moment
from lanyard.rooms.concerns.models import Case


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return a CSV file in UTF-8 with a byte order mark, as spreadsheets expect."""
    return b"\xef\xbb\xbf" + csv_text([header, *rows]).encode()


def chronology_table(document: Document) -> bytes:
    """Return the chronology of a case as CSV."""
    return table(
        ["Case", "Happened", "Written", "Back-dated", "By", "Kind", "Text", "Corrected later"],
        [
            [
                document.reference,
                line.happened,
                line.recorded,
                "yes" if line.back_dated else "no",
                line.by,
                line.kind,
                line.text,
                "yes" if line.superseded else "no",
            ]
            for line in document.chronology
        ],
    )


def register_table(cases: Iterable[Case]) -> bytes:
    """Return the numbered register of cases as CSV: what each is and how far it is, no names."""
    return table(
        ["Case", "Opened", "Kind", "Category", "Area of risk", "Severity", "State",
         "Breach codes", "Prevent", "Illegal", "Child sexual abuse", "First action", "Closed"],
        [
            [
                case.reference, moment(case.opened_at), case.get_kind_display(),
                case.get_category_display(), case.get_risk_area_display(), case.severity,
                case.get_state_display(), " ".join(case.breach_codes), case.prevent,
                case.illegal, "yes" if case.child_sexual_abuse else "no",
                moment(case.first_action_at), moment(case.closed_at),
            ]
            for case in cases
        ],
    )  # fmt: skip
