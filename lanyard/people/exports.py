"""Exports of other systems taken in from a file, whole or not at all: from the page, or sent."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone

from lanyard.foundation.audit import api as audit
from lanyard.people.actions.acknowledgement import take_acknowledgements
from lanyard.people.actions.reconciliation import take_devices, take_logins
from lanyard.people.imports.exports_of_others import (
    read_acknowledgements,
    read_devices,
    read_logins,
)
from lanyard.people.imports.problems import Problems, Unreadable, Where
from lanyard.people.imports.uploads import Upload

KINDS = ("logins", "devices", "acknowledgements")
Take = Callable[[str, Upload, Problems, audit.Actor], None]
_OF_ROOMS: dict[str, Take] = {}


def provide_export(what: str, take_in: Take) -> None:
    """Let a room take in a kind of export; it keeps nothing where it notes an error."""
    _OF_ROOMS[what] = take_in


def kinds() -> tuple[str, ...]:
    """Return the kinds of exports that are taken in, those of rooms last."""
    return (*KINDS, *sorted(_OF_ROOMS))


def take(what: str, system: str, file: Upload, *, by: audit.Actor) -> Problems:
    """Take in what a system exported (KMC-WHO-02, LAN-SCO-01, LAN-SCO-02, LAN-TL-05).

    Returns what is wrong with it; then nothing of it was kept.
    """
    problems = Problems()
    try:
        if what in _OF_ROOMS:
            _OF_ROOMS[what](system, file, problems, by)
        elif what == "logins":
            logins = read_logins(file, problems)
            if not problems.errors:
                take_logins(system, logins, by=by, on=timezone.localdate())
        elif what == "acknowledgements":
            notes = read_acknowledgements(file, problems)
            if not problems.errors:
                take_acknowledgements(system, notes, by=by)
        else:
            seen = read_devices(file, problems)
            if not problems.errors:
                take_devices(system, seen, by=by)
    except Unreadable as error:
        problems.error(Where(file.name), str(error))
    return problems
