"""The trail as CSV."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from lanyard.foundation.audit.api import plain_sentence
from lanyard.foundation.audit.models import Entry
from lanyard.foundation.spreadsheets.api import csv_text

COLUMNS = ("at", "actor", "verb", "what", "subject", "kind", "id", "because", "details")


def lines(entries: Iterable[Entry]) -> Iterator[str]:
    """Give a header and then a line for each entry, safe to open in a spreadsheet."""
    yield csv_text([COLUMNS])
    for entry in entries:
        yield csv_text(
            [(
                entry.at.isoformat(), entry.actor, entry.verb, plain_sentence(entry),
                entry.subject, entry.subject_kind, entry.subject_id, entry.because,
                json.dumps(entry.details, ensure_ascii=False, sort_keys=True),
            )]
        )  # fmt: skip
