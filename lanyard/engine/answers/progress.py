"""How far a question has come: what is known, what is still to ask, and in what order."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from uuid import UUID

from lanyard.engine.answers import clearing, knowing, words
from lanyard.engine.answers.models import Clearance, Inquiry, KeptAnswer
from lanyard.engine.answers.supplying import supplied
from lanyard.engine.decisions.api import (
    Answer,
    FactInfo,
    Word,
    decide,
    facts_of,
    for_asker,
    still_to_ask,
)
from lanyard.engine.policy.api import Profile
from lanyard.engine.profiles.api import ProfileVersion
from lanyard.people.api import Person

#: Ages that stand for all: somebody of the one is under 18 today, of the other was so long ago.
_CHILD, _GROWN = 16, 80
#: The page on which the asker says whom it is about.
WHO = "who"


@dataclass(frozen=True)
class Said:
    """What the asker has said so far."""

    given: Mapping[str, Any]
    unknown: tuple[str, ...] = ()
    concerned: UUID | None = None
    unnamed: bool = False


def said_in(kept: Inquiry | KeptAnswer | None) -> Said:
    """Return what stands in an inquiry, or in a kept answer that is asked again."""
    if kept is None:
        return Said({})
    return Said(kept.given, tuple(kept.unknown), kept.concerned, kept.unnamed)


class Progress:
    """One question of one asker on a day, as it stands."""

    def __init__(
        self, question: str, asker: Person, version: ProfileVersion, on: datetime.date, said: Said
    ) -> None:
        self.question, self.asker, self.version, self.on = question, asker, version, on
        self.said = said
        self.profile: Profile = version.profile

    @cached_property
    def facts_known(self) -> tuple[FactInfo, ...]:
        """Every fact of the question, in the order of asking."""
        return facts_of(self.question, self.profile)

    @cached_property
    def concerned(self) -> Person | None:
        """The person whom it is about, where the asker named one."""
        return knowing.person_known_to(self.asker, self.said.concerned)

    @cached_property
    def _of_people(self) -> dict[str, Any]:
        found = knowing.of_asker(self.question, self.asker, self.on)
        if self.concerned is not None:
            found |= knowing.of_person(self.question, self.asker, self.concerned, self.on)
        return {**found, **supplied(self.question, self.asker, self.said.given, self.on)}

    @cached_property
    def _cleared(self) -> tuple[dict[str, Any], Clearance | None]:
        known = {**self.said.given, **self._of_people}
        return clearing.cleared(self.question, self.profile, self.asker, known, self.on)

    @property
    def recorded(self) -> dict[str, Any]:
        """What the records know, protected facts and approvals with it."""
        return {**self._of_people, **self._cleared[0]}

    @property
    def clearance(self) -> Clearance | None:
        """The approval that answers, or the request that waits for a decision."""
        return self._cleared[1]

    @property
    def protected(self) -> frozenset[str]:
        """The facts that decide without being shown."""
        return frozenset(info.name for info in self.facts_known if info.protected)

    @property
    def facts(self) -> dict[str, Any]:
        """Everything known; what the records say goes before what the asker says."""
        return {**self.said.given, **self.recorded}

    @property
    def open_facts(self) -> dict[str, Any]:
        """The same as it would be with no protected record, so that no page tells of one."""
        return {
            name: False if name in self.protected else value for name, value in self.facts.items()
        }

    @cached_property
    def wanted(self) -> tuple[FactInfo, ...]:
        """The facts still to ask of the asker; raises FactsRefused for those that cannot be."""
        asked = {
            info.name
            for facts in self._of_any_age()
            for info in still_to_ask(self.question, self.profile, self.on, facts)
        }
        return tuple(
            info
            for info in self.facts_known
            if info.name in asked and not info.protected and info.name not in self.said.unknown
        )

    def _of_any_age(self) -> Iterator[Mapping[str, Any]]:
        """Give the facts as they are, and as they would be of a child and of somebody grown up.

        What is asked is the same for all, so that no page tells an age that was looked up.
        """
        yield self.open_facts
        if "born" in self.recorded:
            for age in (_CHILD, _GROWN):
                born = self.on - datetime.timedelta(days=366 * age)
                yield {**self.open_facts, "born": born.isoformat()}

    @property
    def next_page(self) -> str:
        """The name of the next page: of a fact, of whom it is about, or "" where none is left."""
        for info in self.wanted:
            return WHO if self._asks_whom(info.name) else info.name
        return ""

    def _asks_whom(self, fact: str) -> bool:
        about = knowing.ABOUT_A_PERSON.get(self.question, frozenset())
        return fact in about and self.said.concerned is None and not self.said.unnamed

    def answered(self) -> Answer:
        """Return the answer as the rules give it, every fact considered."""
        return decide(self.question, self.profile, self.on, self.facts)

    def shown(self) -> Answer:
        """Return the answer as the asker may see it (LAN-FRI-03)."""
        return for_asker(self.question, self.answered(), self.recorded)

    def approval_of(self) -> str:
        """Return the fact that an approval asked for here would answer, "" where none would help.

        Worked out as if there were no protected record: that an approval is offered tells of none.
        """
        if decide(self.question, self.profile, self.on, self.open_facts).permitted:
            return ""
        for kind in clearing.kinds_of(self.question, self.profile):
            then = {**self.open_facts, kind.fact: clearing.helpful(kind, self.profile, self.on)}
            answer = decide(self.question, self.profile, self.on, then)
            # Unknown: what is asked once it is approved was not asked while it was not.
            if answer.permitted or answer.answer is Word.UNKNOWN:
                return kind.fact
        return ""

    def lines(self) -> list[tuple[str, str, str]]:
        """Return what the asker said: the name of its page, the question, the answer in words."""
        found = [
            (info.name, info.label, in_words(info, self.said.given[info.name]))
            for info in self.facts_known
            if info.name in self.said.given and info.name not in self.recorded
        ]
        unsure = [
            (info.name, info.label, "")
            for info in self.facts_known
            if info.name in self.said.unknown and info.name not in self.recorded
        ]
        return found + unsure

    def filled_in(self) -> list[str]:
        """Return the words of what the records filled in, without its values."""
        return [
            str(words.RECORDED.get(info.name, info.label))
            for info in self.facts_known
            if self.recorded.get(info.name) not in (None, [], False) and not info.protected
        ]

    def saying(self, fact: str, value: Any) -> Progress:
        """Return how it stands once the asker has said something of a fact.

        Where they say something else than before, what no longer matters is forgotten.
        """
        unknown = tuple(name for name in self.said.unknown if name != fact)
        said = replace(self.said, given={**self.said.given, fact: value}, unknown=unknown)
        then = Progress(self.question, self.asker, self.version, self.on, said)
        return then._pruned(fact) if fact in self.said.given else then

    def _pruned(self, kept: str) -> Progress:
        given = dict(self.said.given)
        for info in reversed(self.facts_known):
            if info.name in given and info.name != kept and not self._matters(info.name, given):
                del given[info.name]
        said = replace(self.said, given=given)
        return Progress(self.question, self.asker, self.version, self.on, said)

    def _matters(self, fact: str, given: Mapping[str, Any]) -> bool:
        known = _without({**given, **self.recorded}, fact)
        asked = still_to_ask(self.question, self.profile, self.on, known)
        return any(info.name == fact for info in asked)


def _without(facts: Mapping[str, Any], fact: str) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if name != fact}


def in_words(info: FactInfo, value: Any) -> str:
    """Return a value as it is said: a choice by its label, a day in words, a list one by one."""
    if value is None:
        return "None"
    if info.kind == "flag":
        return "Yes" if value else "No"
    if info.kind == "choice":
        return dict(info.choices).get(str(value), str(value))
    if info.kind == "list" and info.each is not None:
        return _listed(in_words(info.each, one) for one in value)
    if info.kind == "table":
        parts = ((str(words.label(part)).rstrip("?"), in_words(part, value[part.name]))
                 for part in info.parts if part.name in value)  # fmt: skip
        return "; ".join(f"{label}: {said}" for label, said in parts)
    return _plain(info.kind, value)


def _listed(words: Iterable[str]) -> str:
    return "\n".join(words) or "None"


def _plain(kind: str, value: Any) -> str:
    if kind == "date":
        return f"{datetime.date.fromisoformat(value):%-d %B %Y}"
    if kind == "moment":
        return f"{datetime.datetime.fromisoformat(value):%-d %B %Y, %H:%M}"
    return str(value)
