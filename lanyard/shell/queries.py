"""What the shell gathers from the rooms: what needs somebody, what they do often, what is found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from lanyard.foundation.audit.api import Entry as AuditEntry
from lanyard.foundation.registry import api as registry
from lanyard.people.api import Person
from lanyard.shell.menus import Entry

#: How many things somebody is shown at once.
MOST_NEEDS = 7
MOST_OFTEN = 3
#: How many finds of each kind a search shows, and of how many letters it must be.
MOST_FOUND = 20
LEAST_LETTERS = 2
_RECENT_ACTS = 300
#: From how many acts on something counts as done often.
_A_HABIT = 5


def done_often(person: Person, offered: Sequence[Entry]) -> list[Entry]:
    """Return the three ways a person takes most, by their last acts; else in the order offered."""
    verbs = AuditEntry.objects.filter(actor_id=person.pk).order_by("-at")
    rooms = Counter(
        verb.partition(".")[0] for verb in verbs.values_list("verb", flat=True)[:_RECENT_ACTS]
    )
    often = {room: times for room, times in rooms.items() if times >= _A_HABIT}
    return sorted(offered, key=lambda entry: -often.get(entry.room, 0))[:MOST_OFTEN]


def standing(person: Person, *, may: Callable[[str], bool]) -> list[tuple[Any, str]]:
    """Return how the rooms stand, in lines that lead on, of what the person may know."""
    told = [i for m in registry.manifests() for i in m.indicators if may(i.permission)]
    return [line for indicator in told for line in indicator.tell(person)]


@dataclass(frozen=True)
class Found:
    """What a search found of one kind."""

    label: Any
    results: Sequence[tuple[str, str]]


def search(person: Person, words: str, *, may: Callable[[str], bool]) -> list[Found]:
    """Ask every room that the person may search; kinds without a find are left out."""
    if len(words) < LEAST_LETTERS:
        return []
    entries = [e for m in registry.manifests() for e in m.search if may(e.permission)]
    found = (Found(e.label, list(islice(e.find(person, words), MOST_FOUND))) for e in entries)
    return [kind for kind in found if kind.results]
