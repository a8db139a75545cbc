"""Whether what guidance links to outside is still there: looked at each week, or when asked."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from lanyard.foundation.audit import api as audit
from lanyard.foundation.outward import api as outward
from lanyard.rooms.guidance.content import Audience, GuidancePage
from lanyard.rooms.guidance.models import OutsideLink
from lanyard.rooms.guidance.queries import pages_in_force

State = OutsideLink.State
#: What leads its reader astray.
BROKEN = (State.GONE, State.MOVED)
#: A look that is older says nothing of today: two rounds, and some days (Lanyard's default).
STALE = datetime.timedelta(days=17)
_OUTSIDE = re.compile(r"\]\((https?://[^\s)]+)\)")
_MOST_STEPS = 5
_FOR_GOOD, _GONE = {301, 308}, {404, 410}


@dataclass(frozen=True)
class Found:
    """What an address answered, after all the steps that it sends one."""

    state: State
    moved_to: str = ""


def addresses(pages: Iterable[GuidancePage]) -> dict[str, list[GuidancePage]]:
    """Return every address outside that pages lead to, each with its pages."""
    found: dict[str, list[GuidancePage]] = {}
    for page in pages:
        for address in dict.fromkeys(_OUTSIDE.findall(page.words)):
            found.setdefault(address, []).append(page)
    return dict(sorted(found.items()))


def look(address: str) -> Found:
    """Ask an address, step by step; each step is checked as the first was."""
    at, moved = address, True
    for _step in range(_MOST_STEPS):
        try:
            seen = outward.look(at)
        except (outward.NotAllowed, outward.Unanswered):
            return Found(State.UNREACHED)
        if not seen.onward:
            return _settled(seen.status, address, at if moved else "")
        moved = moved and seen.status in _FOR_GOOD
        at = seen.onward
    return Found(State.UNCLEAR)


def _settled(status: int, asked: str, at: str) -> Found:
    if status in _GONE:
        return Found(State.GONE)
    if not 200 <= status < 300:
        return Found(State.UNCLEAR)
    if at and _plain(at) != _plain(asked):
        return Found(State.MOVED, at[:500])
    return Found(State.THERE)


def _plain(address: str) -> str:
    """Return an address without what moves without meaning: the scheme, www, a last slash."""
    return re.sub(r"^https?://(www\.)?", "", address.partition("#")[0]).rstrip("/")


def look_at_all() -> int:
    """Look at each address of the pages in force and keep what was found; return how many broke.

    What is reached by nothing says nothing of the addresses: their last answer stays.
    """
    with transaction.atomic():
        wanted = list(addresses(pages_in_force().values()))
    found = {address: look(address) for address in wanted}
    return keep(found)


@transaction.atomic
def keep(found: Mapping[str, Found]) -> int:
    """Keep what was found, and forget what no page leads to any more."""
    now = timezone.now()
    before = {one.address: one for one in OutsideLink.objects.select_for_update()}
    OutsideLink.objects.exclude(address__in=found).delete()
    for address, one in found.items():
        _keep(before.get(address), address, one, now)
    broken = sum(one.state in BROKEN for one in found.values())
    silent = sum(one.state is State.UNREACHED for one in found.values())
    audit.record(
        "guidance.links-looked-at", by=None, subject="", kind="guidance", looked=len(found),
        broken=broken, silent=silent,
    )  # fmt: skip
    return broken


def _keep(row: OutsideLink | None, address: str, found: Found, now: datetime.datetime) -> None:
    silent = found.state is State.UNREACHED
    if row is None:
        OutsideLink.objects.create(
            address=address, state=found.state, since=now, looked_at=now, moved_to=found.moved_to,
            answered_at=None if silent else now,
        )  # fmt: skip
        return
    row.looked_at = now
    if not silent:
        row.since = row.since if row.state == found.state else now
        row.state, row.moved_to, row.answered_at = found.state, found.moved_to, now
    row.save()


def sound(audience: Audience, on: datetime.date) -> bool:
    """Say whether everything outside that pages of an audience lead to was there at a late look."""
    return all(one.state not in BROKEN for one in _of(audience)) and not unseen(audience, on)


def unseen(audience: Audience, on: datetime.date) -> bool:
    """Say whether some address of an audience's pages gave no answer for too long."""
    seen = {one.address: one for one in _of(audience)}
    day = on - STALE
    return any(
        address not in seen or (at := seen[address].answered_at) is None or at.date() < day
        for address in _addresses_of(audience)
    )


def _addresses_of(audience: Audience) -> Collection[str]:
    return addresses(p for p in pages_in_force().values() if p.audience is audience)


def _of(audience: Audience) -> list[OutsideLink]:
    return list(OutsideLink.objects.filter(address__in=list(_addresses_of(audience))))
