"""CSV that a spreadsheet opens without running anything in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from lanyard.rooms.concerns.exports.document import Document, moment
from lanyard.rooms.concerns.models import Case

_RISKY = ("=", "+", "-", "@", "\t", "\r")


def harmless(value: object) -> str:
    """Return a cell's text; one that a spreadsheet would take for a formula gets an apostrophe."""
    text = str(value)
    return f"'{text}" if text.startswith(_RISKY) else text


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return a CSV file in UTF-8 with a byte order mark, as spreadsheets expect."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([harmless(cell) for cell in row])
    return b"\xef\xbb\xbf" + written.getvalue().encode()


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
