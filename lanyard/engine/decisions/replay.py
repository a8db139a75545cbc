"""Ask past questions again under a draft profile, and tell what would be answered otherwise."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lanyard.engine.decisions.facts import FactsRefused
from lanyard.engine.policy.api import Profile

#: What a change of wording alone does not make: another answer.
_WORDING = frozenset({"say"})
#: Fields whose change does not alter what anybody may or must do.
_GROUNDS = frozenset({"because", "silent"})


@dataclass(frozen=True)
class Past:
    """A decision as it was stored: what was asked, what was known, and what was answered.

    ``answer`` holds the documented fields; ``version`` names the profile version, ``id`` the
    record.
    """

    id: str
    question: str
    on: datetime.date
    facts: Mapping[str, Any]
    answer: Mapping[str, Any]
    version: str = ""


@dataclass(frozen=True)
class Altered:
    """A past decision that would be answered otherwise, with the fields that differ.

    ``material`` is false where only the reasons differ, not what may or must be done.
    """

    past: Past
    after: Mapping[str, Any]
    fields: tuple[str, ...]

    @property
    def material(self) -> bool:
        """Whether more than the grounds differ."""
        return bool(set(self.fields) - _GROUNDS)

    @property
    def changes(self) -> dict[str, tuple[Any, Any]]:
        """Each field that differs: from what, to what."""
        return {name: (self.past.answer.get(name), self.after.get(name)) for name in self.fields}


@dataclass(frozen=True)
class Replayed:
    """What came of it: those that alter, how many stay, and those that cannot be asked any more."""

    altered: tuple[Altered, ...]
    same: int
    refused: tuple[tuple[Past, str], ...]


def replayed(
    every: Iterable[Past],
    draft: Profile,
    decide: Callable[[str, Profile, datetime.date, Mapping[str, Any]], Any],
) -> Replayed:
    """Return what past decisions would be under a draft. Wording alone is no difference."""
    altered: list[Altered] = []
    refused: list[tuple[Past, str]] = []
    same = 0
    for past in every:
        try:
            after = decide(past.question, draft, past.on, past.facts).as_json()
        except (FactsRefused, LookupError) as error:
            refused.append((past, str(error)))
            continue
        fields = tuple(
            name
            for name in dict.fromkeys((*past.answer, *after))
            if name not in _WORDING and past.answer.get(name) != after.get(name)
        )
        if fields:
            altered.append(Altered(past, after, fields))
        else:
            same += 1
    return Replayed(tuple(altered), same, tuple(refused))
