"""Completions as Moodle exports them, read row by row; a bad row never stops the good ones.

Two forms are read: a line for each person and course (with a column for the course), and Moodle's
report of one course, whose column "Course complete" holds the day. Which courses are which is
looked up by the caller.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LARGEST = 5 * 1024 * 1024
_MOST_ROWS = 50_000
_EMAIL = ("email address", "email", "e-mail", "e-mail address")
_LOGIN = ("username", "user name", "login")
_COURSE = ("course", "course name", "course full name", "course short name", "course shortname")
_DAY = ("course complete", "completion date", "time completed", "date completed", "completed on",
        "completed", "completion time")  # fmt: skip
_GRADE = ("grade", "score", "final grade", "course total", "course total (real)")
_UNDONE = {"", "-", "n/a", "not completed", "no", "in progress"}
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
           "october", "november", "december")  # fmt: skip


class Unreadable(ValueError):
    """A file that is no export of completions; the text says what is missing."""


@dataclass(frozen=True)
class Line:
    """One completion as the file says it. ``fault`` says why it cannot be used, if it cannot."""

    number: int
    email: str = ""
    login: str = ""
    course: str = ""
    on: datetime.date | None = None
    score: int | None = None
    fault: str = ""
    unfinished: bool = False

    @property
    def who(self) -> str:
        """Whoever it is about, as the file names them."""
        return self.email or self.login


def read(content: bytes) -> Iterator[Line]:
    """Give each row; raises Unreadable where the file has not the columns it needs."""
    if len(content) > LARGEST:
        raise Unreadable("The file is larger than 5 MB.")
    rows = _rows(content)
    header = [cell.strip().casefold() for cell in next(rows, [])]
    email, login = _place(header, _EMAIL), _place(header, _LOGIN)
    day = _place(header, _DAY)
    if email is None and login is None:
        raise Unreadable("No column holds the e-mail address or the user name.")
    if day is None:
        raise Unreadable("No column holds the day of completion.")
    course, grade = _place(header, _COURSE), _place(header, _GRADE)
    for number, row in enumerate(rows, 2):
        if number > _MOST_ROWS + 1:
            raise Unreadable("The file has more than 50,000 rows.")
        if any(cell.strip() for cell in row):
            yield _line(number, row, (email, login, course, day, grade))


def _rows(content: bytes) -> Iterator[list[str]]:
    text = io.StringIO(_text(content), newline="")
    reader = csv.reader(text, delimiter=_delimiter(content))
    try:
        yield from reader
    except csv.Error:
        raise Unreadable(f"The file cannot be read from row {reader.line_num} on.") from None


def _line(number: int, row: Sequence[str], places: Sequence[int | None]) -> Line:
    email, login, course, day, grade = (_cell(row, place) for place in places)
    found = Line(number, email, login, course)
    if day.casefold() in _UNDONE:
        return Line(**{**vars(found), "unfinished": True})
    on = day_of(day)
    if on is None:
        return Line(**{**vars(found), "fault": f"No day can be read in “{day[:60]}”."})
    return Line(**{**vars(found), "on": on, "score": _percent(grade)})


def _cell(row: Sequence[str], place: int | None) -> str:
    return row[place].strip() if place is not None and place < len(row) else ""


def _place(header: list[str], names: Sequence[str]) -> int | None:
    return next((header.index(name) for name in names if name in header), None)


def _text(content: bytes) -> str:
    for code in ("utf-8-sig", "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "cp1252"):
        try:
            text = content.decode(code)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Unreadable("This is no file of text.")


def _delimiter(content: bytes) -> str:
    first = content.split(b"\n", 1)[0]
    return max(",;\t", key=lambda mark: first.count(mark.encode()))


def day_of(said: str) -> datetime.date | None:
    """Return the day that a cell says: ISO, 31/12/2026, "Thursday, 3 September 2026, 10:15 AM"."""
    plain = said.strip()
    if re.fullmatch(r"\d{9,11}", plain):
        return datetime.datetime.fromtimestamp(int(plain), tz=datetime.UTC).date()
    try:
        if found := re.match(r"(\d{4})-(\d{2})-(\d{2})(?!\d)", plain):
            return datetime.date(int(found[1]), int(found[2]), int(found[3]))
        if found := re.match(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?!\d)", plain):
            return datetime.date(int(found[3]), int(found[2]), int(found[1]))
        if found := re.search(r"(\d{1,2})\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})", plain):
            month = _month(found[2])
            return datetime.date(int(found[3]), month, int(found[1])) if month else None
    except ValueError:
        return None
    return None


def _month(word: str) -> int:
    starts = [n for n, name in enumerate(_MONTHS, 1) if name.startswith(word.casefold())]
    return starts[0] if len(starts) == 1 else 0


def _percent(said: str) -> int | None:
    found = re.fullmatch(r"(\d{1,3})(?:[.,](\d+))?\s*%?", said)
    return min(int(found[1]), 100) if found else None
