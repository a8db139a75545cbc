"""A calendar as text (RFC 5545), for the private feed."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_LONGEST = 75


@dataclass(frozen=True)
class Entry:
    """One entry: a whole day, or a time."""

    uid: str
    title: str
    on: datetime.date
    ends: datetime.datetime | None = None
    place: str = ""
    url: str = ""


def as_text(name: str, entries: Iterable[Entry], *, stamp: datetime.datetime) -> str:
    """Return the calendar, its lines folded as the standard asks."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Lanyard//Training//EN",
             "CALSCALE:GREGORIAN", f"X-WR-CALNAME:{_escaped(name)}"]  # fmt: skip
    for entry in entries:
        lines += _event(entry, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _event(entry: Entry, stamp: datetime.datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.uid}@lanyard"
    yield f"DTSTAMP:{_utc(stamp)}"
    if isinstance(entry.on, datetime.datetime) and entry.ends:
        yield f"DTSTART:{_utc(entry.on)}"
        yield f"DTEND:{_utc(entry.ends)}"
    else:
        yield f"DTSTART;VALUE=DATE:{entry.on:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{entry.on + datetime.timedelta(days=1):%Y%m%d}"
        yield "TRANSP:TRANSPARENT"
    yield f"SUMMARY:{_escaped(entry.title)}"
    if entry.place:
        yield f"LOCATION:{_escaped(entry.place)}"
    if entry.url:
        yield f"URL:{entry.url}"
    yield "END:VEVENT"


def _utc(moment: datetime.datetime) -> str:
    return moment.astimezone(datetime.UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Fold at 75 octets, never within a letter."""
    part, size, room = "", 0, _LONGEST
    for letter in line:
        width = len(letter.encode())
        if size + width > room:
            yield part
            part, size, room = " ", 1, _LONGEST
        part, size = part + letter, size + width
    yield part
