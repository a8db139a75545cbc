"""CSV files read row by row, each value checked as it is taken."""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from lanyard.people.imports.problems import Problems, Where
from lanyard.people.imports.uploads import Upload, text_of

_EMAIL = re.compile(r"[^@\s\"'<>(),;:]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")
_PHONE = re.compile(r"\+?[0-9 ()./-]{3,}(?: ?(?:x|ext\.?) ?[0-9]+)?", re.IGNORECASE)
_HIDDEN = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_YES = frozenset({"yes", "y", "true", "1"})
_NO = frozenset({"no", "n", "false", "0", ""})
Choice = TypeVar("Choice")


def plain(title: str) -> str:
    """Return a column title as it is compared: small letters, single spaces."""
    return " ".join(title.replace("_", " ").casefold().split())


@dataclass(frozen=True, slots=True)
class Row:
    """One row. Each method takes a value by its column's plain title and notes what is wrong."""

    where: Where
    values: Mapping[str, str]
    problems: Problems

    def has(self, column: str) -> bool:
        """Say whether the file has the column at all."""
        return column in self.values

    def error(self, message: str) -> None:
        """Note an error on this row."""
        self.problems.error(self.where, message)

    def warn(self, message: str) -> None:
        """Note a warning on this row."""
        self.problems.warn(self.where, message)

    def raw(self, column: str) -> str:
        """Return a value as it stands, trimmed; "" where the file has no such column."""
        return self.values.get(column, "").strip()

    def text(self, column: str, *, limit: int, required: bool = False) -> str:
        """Return a value that is no formula, holds nothing hidden and is not too long, else ""."""
        value = self.raw(column)
        if not value:
            if required:
                self.error(f"The {column} is missing.")
            return ""
        if len(value) > limit:
            self.error(f"The {column} is longer than {limit} letters.")
        elif value[0] in "=@+" or (value[0] == "-" and "(" in value):
            self.error(
                f"The {column} starts with “{value[0]}”, which a spreadsheet would calculate."
            )
        elif _HIDDEN.search(value):
            self.error(f"The {column} holds a hidden character.")
        else:
            return value
        return ""

    def optional(self, column: str, *, limit: int) -> str | None:
        """Return a text, or None where the file has no such column and so says nothing."""
        return self.text(column, limit=limit) if self.has(column) else None

    def email(self, column: str) -> str | None:
        """Return an e-mail address, "" for a blank, None where the file has no such column."""
        value = self.raw(column)
        if not value:
            return "" if self.has(column) else None
        if len(value) <= 254 and _EMAIL.fullmatch(value):
            return value
        self.error(f"The {column} is no e-mail address.")
        return None

    def phone(self, column: str) -> str | None:
        """Return a telephone number, "" for a blank, None where the file has no such column."""
        value = self.raw(column)
        if not value:
            return "" if self.has(column) else None
        if len(value) <= 40 and _PHONE.fullmatch(value):
            return value
        self.error(f"The {column} is no telephone number.")
        return None

    def date(
        self, column: str, *, forms: Sequence[str] = ("%Y-%m-%d",), required: bool = False
    ) -> datetime.date | None:
        """Return a date in one of the forms, or None for a blank."""
        value = self.raw(column)
        if not value:
            if required:
                self.error(f"The {column} is missing.")
            return None
        day = parse_date(value, forms)
        if day is None:
            self.error(f"The {column} “{value[:20]}” is no date.")
        return day

    def born(
        self, column: str, *, today: datetime.date, forms: Sequence[str] = ("%Y-%m-%d",)
    ) -> datetime.date | None:
        """Return a birth date of somebody alive today, or None for a blank."""
        day = self.date(column, forms=forms)
        if day is not None and not today.year - 120 <= day.year <= today.year:
            self.error(f"The {column} {day.isoformat()} is not that of somebody alive today.")
            return None
        return day

    def yes(self, column: str, *, blank: bool = False) -> bool:
        """Return a yes or no; ``blank`` where nothing is said."""
        value = self.raw(column).casefold()
        if value in _YES:
            return True
        if value not in _NO:
            self.error(f"The {column} must be yes or no.")
        return blank if not value else False

    def choice(
        self, column: str, choices: Mapping[str, Choice], *, required: bool = True
    ) -> Choice | None:
        """Return what one of the known words stands for."""
        value = self.raw(column).casefold()
        if value in choices:
            return choices[value]
        if value or required:
            said = f"“{value[:40]}”" if value else "missing"
            self.error(f"The {column} is {said}; it must be one of {', '.join(choices)}.")
        return None


def parse_date(value: str, forms: Sequence[str]) -> datetime.date | None:
    """Return a date written in one of the forms of ``strptime``, or None."""
    for form in forms:
        try:
            return (
                datetime.date.fromisoformat(value)
                if form == "%Y-%m-%d"
                else datetime.datetime.strptime(value, form).date()
            )
        except ValueError:
            continue
    return None


def span_ends_after_start(
    row: Row, since: datetime.date | None, until: datetime.date | None
) -> bool:
    """Say whether a span makes sense, noting an error where it ends before it starts."""
    if since is not None and until is not None and until < since:
        row.error(f"It ends on {until.isoformat()}, before it starts on {since.isoformat()}.")
        return False
    return True


def rows_of(
    file: Upload,
    problems: Problems,
    *,
    required: Sequence[str],
    known: Sequence[str] = (),
    aliases: Mapping[str, str] | None = None,
) -> Iterator[Row]:
    """Give the rows of a CSV file with a header, blank rows left out.

    A file without a required column gives one error and no rows. A column that is in neither list
    is warned of and ignored. Raises Unreadable where the file is no text.
    """
    text = text_of(file, problems)
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=lambda sign: (first.count(sign), sign == ","))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header = _header(next(_read(reader, file.name, problems), (1, []))[1], aliases or {})
    if not _header_stands(header, Where(file.name, 1), problems, required, known):
        return
    for number, cells in _read(reader, file.name, problems, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        where = Where(file.name, number)
        if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
            problems.error(where, f"The row has {len(cells)} values for {len(header)} columns.")
            continue
        yield Row(
            where,
            dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=False)),
            problems,
        )


def _read(
    reader: Iterator[list[str]], name: str, problems: Problems, start: int = 1
) -> Iterator[tuple[int, list[str]]]:
    number = start
    while True:
        try:
            yield number, next(reader)
        except StopIteration:
            return
        except csv.Error:
            problems.error(
                Where(name, number),
                "The row cannot be read: a value is too long or a quote is open.",
            )
        number += 1


def _header(cells: list[str], aliases: Mapping[str, str]) -> list[str]:
    return [aliases.get(plain(cell), plain(cell)) for cell in cells]


def _header_stands(
    header: list[str],
    where: Where,
    problems: Problems,
    required: Sequence[str],
    known: Sequence[str],
) -> bool:
    before = problems.errors
    for column in required:
        if column not in header:
            problems.error(where, f"The column “{column}” is missing.")
    for column in sorted({name for name in header if name and header.count(name) > 1}):
        problems.error(where, f"The column “{column}” is there twice.")
    if known:
        for column in header:
            if column and column not in required and column not in known:
                problems.warn(where, f"The column “{column[:60]}” is not used.")
    return problems.errors == before
