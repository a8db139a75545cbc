"""Rows that wait to be written together, many in one statement."""

from __future__ import annotations

import uuid
from typing import TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)
_BATCH = 1_000


class Roll:
    """Collects rows by table; ``write`` adds them all."""

    def __init__(self) -> None:
        self._rows: dict[type[models.Model], list[models.Model]] = {}

    def add(self, row: Row) -> Row:
        """Keep a row for writing, and return it."""
        self._rows.setdefault(type(row), []).append(row)
        return row

    def rows(self, table: type[Row]) -> list[Row]:
        """Return the rows kept for a table."""
        return [row for row in self._rows.get(table, []) if isinstance(row, table)]

    def count(self) -> dict[str, int]:
        """Return how many rows wait, by table."""
        return {table.__name__: len(rows) for table, rows in self._rows.items()}

    def write(self) -> None:
        """Write every row and forget it."""
        for table, rows in self._rows.items():
            table._default_manager.bulk_create(rows, batch_size=_BATCH)
        self._rows.clear()


class NotOurTable(TypeError):
    """A row's key is no UUID, as those of our own tables are."""


def key(row: models.Model) -> uuid.UUID:
    """Return the id of a row; raises NotOurTable."""
    if not isinstance(row.pk, uuid.UUID):
        raise NotOurTable(f"{type(row).__name__} has a key of another kind.")
    return row.pk
