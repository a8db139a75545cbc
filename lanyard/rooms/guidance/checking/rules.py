"""Check a text: what stands in it that the policy, or good sense, would not send so."""

from __future__ import annotations

import datetime
import enum
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from lanyard.rooms.guidance.checking import grammar, names, patterns, wordlists
from lanyard.rooms.guidance.checking.policy import (
    PAUSE,
    Checks,
    Question,
    Rule,
    Weight,
    Writer,
)

#: The longest text that is checked; more is refused by whoever takes it in.
LONGEST = 10_000
_MOST_OF_A_KIND = 20
_OWN_VIEW = re.compile(
    r"\b(?:I (?:think|believe|feel|hate|love|disagree)|in my (?:opinion|view)|my view|if you ask me"
    r"|imho)\b",
    re.IGNORECASE,
)
_DISCLAIMED = re.compile(
    r"\b(?:views?|opinions?)\b.{0,40}\b(?:my own|mine|own)\b|\bnot those of my employer\b",
    re.IGNORECASE,
)
_ORDER = {Weight.STOP: 0, Weight.CHANGE: 1, Weight.THINK: 2}


class Kind(enum.StrEnum):
    """What is to be sent."""

    POST = "post"
    MESSAGE = "message"


class Account(enum.StrEnum):
    """By whose account it goes out; none is exempt from the rules (OAK-10-02)."""

    ORGANISATION = "organisation"
    PERSONAL = "personal"
    THIRD_PARTY = "third-party"


@dataclass(frozen=True)
class Draft:
    """A text before it is sent, and what its writer says of it."""

    text: str
    writer: Writer
    kind: Kind = Kind.POST
    photo: bool = False
    own_view: bool = False
    about_work: bool = False
    account: Account = Account.PERSONAL

    @property
    def official(self) -> bool:
        """Whether it goes out by an account of ours: it may speak of work, without a disclaimer."""
        return self.account is Account.ORGANISATION


@dataclass(frozen=True)
class Known:
    """What the checker may look for beyond the text: terms, and names where the asker may know.

    ``names`` is None where nobody's name may be looked up: then whatever looks like one is found.
    """

    today: datetime.date
    fold: Callable[[str], str]
    terms: tuple[str, ...] = ()
    names: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Finding:
    """One thing found. ``start`` and ``end`` are 0 where it is about the whole text."""

    rule: Rule
    start: int = 0
    end: int = 0
    instead: str = ""

    @property
    def kind(self) -> str:
        """What it is."""
        return self.rule.kind


@dataclass(frozen=True)
class Checked:
    """All that was found in a text, the gravest first, and what to think of."""

    findings: tuple[Finding, ...]
    questions: tuple[Question, ...]
    #: Seconds to wait before it goes out.
    pause: int = 0

    @property
    def to_think(self) -> bool:
        """Whether some question is only thought of, and not answered."""
        return any(one.answer == "think" for one in self.questions)

    @property
    def to_settle(self) -> bool:
        """Whether something is to be answered or set aside before it goes out."""
        return bool(self.findings) or any(one.answer != "think" for one in self.questions)


def check(draft: Draft, checks: Checks, known: Known) -> Checked:
    """Check a text under a policy. It never fails on a text, and it keeps nothing of it."""
    found: list[Finding] = []
    for kind, places in _places(draft, checks, known):
        rule = checks.rule(draft.writer, kind)
        if rule is not None:
            found += [Finding(rule, *place) for place in places][:_MOST_OF_A_KIND]
    found = list(_apart(found))
    found.sort(key=lambda one: (_ORDER[one.rule.weight], one.start, one.kind))
    told = {one.kind for one in found}
    questions = tuple(_questions(draft, checks, told))
    return Checked(tuple(found), questions, _pause(draft, found, questions))


def _pause(draft: Draft, found: list[Finding], questions: tuple[Question, ...]) -> int:
    """Return how long a post waits: as the policy says, else Lanyard's default where it matters."""
    if draft.kind is not Kind.POST:
        return 0
    asked = max((one.pause for one in questions), default=0)
    grave = any(one.rule.weight is not Weight.THINK for one in found)
    return asked or (PAUSE if grave else 0)


Places = Iterable[tuple[int, int, str]]


def _places(draft: Draft, checks: Checks, known: Known) -> Iterator[tuple[str, Places]]:
    text = draft.text
    yield from _personal(text, known.today)
    if draft.kind is Kind.MESSAGE:
        yield "handle", _plain(patterns.handles(text))
    yield "confidential", _plain(patterns.confidential(text))
    yield "confidential", wordlists.listed(dict.fromkeys(known.terms, "")).found(text)
    yield from _named(draft, known)
    yield from _language(text)
    yield "spelling", wordlists.spelling().found(text)
    yield "grammar", grammar.slips(text)
    yield "long-sentence", _plain(patterns.long_sentences(text))
    yield "names-us", wordlists.listed(dict.fromkeys(checks.names, "")).found(text)
    yield from _whole(draft, checks)


def _personal(text: str, today: datetime.date) -> Iterator[tuple[str, Places]]:
    yield "national-insurance", _plain(patterns.national_insurance(text))
    yield "bank", _plain(patterns.banking(text))
    yield "password", _plain(patterns.passwords(text))
    yield "email", _plain(patterns.emails(text))
    yield "birth", _plain(patterns.births(text, today))
    yield "phone", _plain(patterns.phones(text))
    yield "address", _plain(patterns.addresses(text))


def _named(draft: Draft, known: Known) -> Iterator[tuple[str, Places]]:
    kind = "learner-photo" if draft.photo else "learner-named"
    if known.names is not None:
        yield kind, _plain(names.known_names(draft.text, known.names, known.fold))
    elif draft.photo:
        yield kind, _plain(names.likely_names(draft.text))


def _language(text: str) -> Iterator[tuple[str, Places]]:
    lists = wordlists.language()
    for level, kind in (
        ("strong", "strong-language"), ("mild", "language"), ("hostile", "hostile"),
        ("familiar", "familiar"), ("jargon", "jargon"),
    ):  # fmt: skip
        yield kind, lists[level].found(text)
    yield "shouting", _plain(patterns.shouting(text))


def _whole(draft: Draft, checks: Checks) -> Iterator[tuple[str, Places]]:
    """Give what is about the whole text rather than a place in it."""
    here: Places = [(0, 0, "")]
    text, post = draft.text, draft.kind is Kind.POST
    viewed = draft.own_view or bool(_OWN_VIEW.search(text))
    named = any(wordlists.listed(dict.fromkeys(checks.names, "")).found(text))
    if checks.most_words and len(text.split()) > checks.most_words:
        yield "long", here
    if post and viewed and not draft.official:
        yield "own-view", here
        if (named or draft.about_work) and not _DISCLAIMED.search(text):
            yield "disclaimer", [(0, 0, checks.disclaimer)]
    if post and draft.about_work and not draft.official:
        yield "about-work", here


def _plain(places: Iterable[tuple[int, int]]) -> Places:
    return [(start, end, "") for start, end in places]


def _apart(found: list[Finding]) -> Iterator[Finding]:
    """Give the findings without those that lie over one given before: each place is told once."""
    taken: list[tuple[int, int]] = []
    for one in found:
        if one.end and one.kind != "long-sentence":
            if any(one.start < end and start < one.end for start, end in taken):
                continue
            taken.append((one.start, one.end))
        yield one


def _questions(draft: Draft, checks: Checks, told: set[str]) -> Iterator[Question]:
    holds = {
        "always": True, "photo": draft.photo, "public": draft.kind is Kind.POST,
        "names-us": "names-us" in told, "own-view": draft.own_view,
    }  # fmt: skip
    for one in checks.questions:
        if holds[one.when] and one.writer in {None, draft.writer}:
            yield one
