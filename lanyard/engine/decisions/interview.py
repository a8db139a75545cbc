"""What to ask next: worked out of the rules, by watching which facts they look for."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from lanyard.engine.decisions.answers import Answer, Word
from lanyard.engine.decisions.asking import Ask, Question, fact_of
from lanyard.engine.decisions.facts import Kind, read
from lanyard.engine.decisions.tables import Facts
from lanyard.engine.policy.api import ROLES, Profile

#: Words of choices that are not said as they are spelt.
_SAID = {
    "e-portfolio": "E-portfolio", "sms": "Text message",
    "usb": "USB stick", "whatsapp": "WhatsApp", "dsl": "Safeguarding lead",
    "social-dm": "Direct message on social media", "voice": "Voice call", "teams": "Teams",
    "work-email": "Work e-mail", "personal-email": "Private e-mail", "kcsie":
    "Keeping Children Safe in Education", "nudes-under-18": "Nude images of under-18s",
    "followed-by": "They follow me", "follow": "I follow them", "send": "I ask them",
    "accept": "They asked me", "none": "None", "it": "IT staff", "prevent": "Prevent",
    "organisation": "The organisation's", "self": "Themselves",
}  # fmt: skip


@dataclass(frozen=True)
class FactInfo:
    """A fact as a form needs it: its words, its type, and for a choice each value with its label.

    ``parts`` are the fields of a table, ``each`` what a list holds. ``recorded``: the system may
    hold it already. ``protected``: it is looked up, never asked of the asker nor shown to them.
    """

    name: str
    label: str
    kind: str
    null: bool
    choices: tuple[tuple[str, str], ...] = ()
    parts: tuple[FactInfo, ...] = ()
    each: FactInfo | None = None
    recorded: bool = False
    protected: bool = False


def facts_of(question: Question, profile: Profile) -> tuple[FactInfo, ...]:
    """Return every fact of a question, in the order in which they are asked."""
    return tuple(_info(name, question.facts[name], profile, ask) for name, ask in _asks(question))


def still_to_ask(
    question: Question, profile: Profile, on: datetime.date, known: Mapping[str, Any]
) -> tuple[FactInfo, ...]:
    """Return the facts that matter, given those already known; raises FactsRefused.

    A fact matters if the rules look for it and either cannot answer without it or would answer
    otherwise (or look for more) for some value of it. None matters: the answer stands. A fact that
    is known, but not enough, is named by the answer's ``missing`` and not asked again.
    """
    facts = read(question.facts, known)
    sought = Facts(facts)
    answer = question.answer(profile, on, sought)
    missing = {fact_of(name) for name in answer.missing}
    return tuple(
        _info(name, question.facts[name], profile, ask)
        for name, ask in _asks(question)
        if name not in facts
        and (
            name in missing
            or (name in sought.sought and _matters(question, profile, on, sought, name, answer))
        )
    )


def for_asker(question: Question, answer: Answer, looked_up: Collection[str] = ()) -> Answer:
    """Return an answer as its asker may see it: nothing in it tells which protected fact decided.

    Nor does its day tell one of the facts that were looked up, such as a birthday. The stored
    answer keeps the rule and the clauses that decided.
    """
    if answer.dated_by and answer.dated_by in looked_up:
        answer = replace(answer, until=None, say=answer.undated, dated_by="")
    if answer.answer is Word.UNKNOWN:
        open_facts = (n for n in answer.missing if not question.asks[fact_of(n)].protected)
        return replace(answer, missing=tuple(open_facts))
    if answer.shown is None:
        return answer
    return replace(answer, because=answer.shown, until=None, rule="", shown=None)


def _asks(question: Question) -> Iterator[tuple[str, Ask]]:
    yield from question.asks.items()


def _matters(
    question: Question, profile: Profile, on: datetime.date, before: Facts, name: str,
    answer: Answer,
) -> bool:  # fmt: skip
    samples = list(_samples(question.facts[name], on))
    if not samples:
        return True
    for value in samples:
        facts = Facts({**before, name: value})
        if question.answer(profile, on, facts).as_json() != answer.as_json():
            return True
        if set(facts.sought) - set(before.sought):
            return True
    return False


def _samples(kind: Kind, on: datetime.date) -> Iterator[Any]:
    """Give values of a fact that stand for all of them; none where they cannot be listed."""
    if kind.name == "choice":
        yield from (kind(word, "") for word in kind.choices)
        if kind.null:
            yield None
    elif kind.name == "flag":
        yield from (True, False)
    elif kind.name == "number":
        yield from (0, 1, 2, 1000)
    elif kind.name == "date":
        yield from (on, on - datetime.timedelta(days=17 * 366), on - datetime.timedelta(40 * 366))
    elif kind.name == "moment":
        for day in (on, *(on + datetime.timedelta(n) for n in (1, 2, 3))):
            for hour in (3, 12, 23):
                yield datetime.datetime.combine(day, datetime.time(hour))


def _info(name: str, kind: Kind, profile: Profile, ask: Ask | None = None) -> FactInfo:
    parts = kind.parts or {}
    return FactInfo(
        name=name,
        label=ask.label if ask else name.replace("_", " ").capitalize(),
        kind=kind.name,
        null=kind.null,
        choices=tuple((word, label_of(word, profile)) for word in kind.choices),
        parts=tuple(_info(part, inner, profile) for part, inner in parts.items()),
        each=_info(name, kind.each, profile) if kind.each else None,
        recorded=bool(ask and ask.recorded),
        protected=bool(ask and ask.protected),
    )


def label_of(word: str, profile: Profile) -> str:
    """Return the words for a choice: a role by its title, any other as it is said."""
    if word in ROLES:
        return profile.title_of(word)
    return _SAID.get(word, word.replace("-", " ").capitalize())
