"""The trail as CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator

from lanyard.foundation.audit.api import plain_sentence
from lanyard.foundation.audit.models import Entry

COLUMNS = ("at", "actor", "verb", "what", "subject", "kind", "id", "because", "details")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def lines(entries: Iterable[Entry]) -> Iterator[str]:
    """Give a header and then a line for each entry, safe to open in a spreadsheet."""
    yield _line(COLUMNS)
    for entry in entries:
        yield _line(
            (
                entry.at.isoformat(), entry.actor, entry.verb, plain_sentence(entry),
                entry.subject, entry.subject_kind, entry.subject_id, entry.because,
                json.dumps(entry.details, ensure_ascii=False, sort_keys=True),
            )
        )  # fmt: skip


def _line(cells: Iterable[str]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow([_safe(cell) for cell in cells])
    return written.getvalue()


def _safe(cell: str) -> str:
    """Keep a spreadsheet from taking somebody's words for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
