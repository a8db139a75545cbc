"""The kinds of source that people can be imported from, and the reading of a set of files."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from lanyard.people.imports.batch import Batch
from lanyard.people.imports.ilr import reader as ilr
from lanyard.people.imports.lanyard_csv import reader as lanyard_csv
from lanyard.people.imports.oneroster import reader as oneroster
from lanyard.people.imports.problems import Problems, Unreadable, Where
from lanyard.people.imports.sds import reader as sds
from lanyard.people.imports.uploads import Upload, unpack


@dataclass(frozen=True)
class Source:
    """A kind of source: its name on the command line and on the page, and what reads it."""

    slug: str
    title: Any
    takes: Any
    read: Callable[..., Batch]


SOURCES = {
    source.slug: source
    for source in (
        Source(
            "lanyard_csv", _("Lanyard's own CSV files"),
            _("Any of the files of our template, or a zip of them."), lanyard_csv.read,
        ),
        Source("oneroster", _("OneRoster 1.1 or 1.2"), _("The zip, or its files."), oneroster.read),
        Source("ilr", _("Learner return (ILR), 2025 to 2026"), _("The XML file."), ilr.read),
        Source(
            "sds", _("Microsoft School Data Sync"),
            _("The CSV files of format 1, the UK format, 2 or 2.1, or a zip of them."), sds.read,
        ),
    )
}  # fmt: skip


def read_set(kind: str, files: Iterable[Upload], *, today: datetime.date) -> Batch:
    """Read a set of files of one kind. A file that cannot be read at all is an error of the batch.

    Raises LookupError for an unknown kind.
    """
    if kind not in SOURCES:
        raise LookupError(f"No import is called {kind}.")
    try:
        return SOURCES[kind].read(unpack(files), today=today)
    except Unreadable as error:
        batch = Batch(kind, Problems())
        batch.problems.error(Where("The set"), str(error))
        return batch


def digests(files: Sequence[Upload]) -> dict[str, str]:
    """Return each file's name and SHA-256, for the audit trail."""
    return {file.name: hashlib.sha256(file.data).hexdigest() for file in files}
