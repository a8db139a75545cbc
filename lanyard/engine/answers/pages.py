"""What the page of an answer is made of: its word, its reasons, what to do and whom to ask."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.engine.answers import words
from lanyard.engine.answers.clearing import RECORD
from lanyard.engine.answers.models import Clearance, FollowerFound, KeptAnswer
from lanyard.engine.answers.supplying import Advice, advised
from lanyard.engine.approvals import api as approvals
from lanyard.engine.decisions.api import Word, decide, facts_of
from lanyard.engine.policy.api import ROLES, Clause, Profile, clauses
from lanyard.engine.profiles.api import ProfileVersion, version_with_id
from lanyard.foundation.ui.times import day
from lanyard.people.api import Person, line_manager_of, people_in_role


@dataclass(frozen=True)
class Post:
    """A role in the policy's words, and who acts in it now."""

    title: str
    people: Sequence[Person]


@dataclass(frozen=True)
class Way:
    """Somewhere to go next."""

    label: Any
    url: str


@dataclass(frozen=True)
class Card:
    """An answer as its page shows it."""

    kept: KeptAnswer
    word: Any
    kind: str
    say: str
    silent: bool
    reasons: Sequence[Clause]
    conditions: Sequence[Any]
    duties: Sequence[Any]
    approvers: Sequence[Post]
    recipients: Sequence[Post]
    excluded: Sequence[Post]
    due: Sequence[tuple[str, datetime.date, bool]]
    ways: Sequence[Way]
    #: Of the follower whom the answer speaks of, while nothing was done yet.
    follower: FollowerFound | None
    #: What was asked to be approved of it, with each approver's word.
    clearance: Clearance | None
    steps: Sequence[approvals.Step]
    #: Ways by which the message may go.
    instead: Sequence[str]
    #: What rooms say beside it.
    advice: Sequence[Advice]

    @property
    def clearance_holds(self) -> bool:
        """Whether the approval holds today."""
        return self.clearance is not None and self.clearance.holds(timezone.localdate())

    @property
    def approvable(self) -> bool:
        """Whether the answer was given before the approval."""
        return bool(self.kept.approval_of)

    @property
    def may_ask(self) -> bool:
        """Whether an approval would help, and is asked for right here."""
        return bool(self.kept.approval_of) and self.clearance is None

    @property
    def ask_them(self) -> bool:
        """Whether the approvers are asked by hand: no part of Lanyard carries the request."""
        return bool(self.approvers) and not (self.may_ask or self.clearance or self.declared)

    @property
    def declared(self) -> bool:
        """Whether a declared connection waits for its decision."""
        mine = self.kept.given.get("account") == "personal"
        return bool(self.approvers) and mine and self.kept.question == "contact.connect"

    @property
    def unknown(self) -> bool:
        """Whether it cannot be said yet."""
        return bool(self.kept.answer["answer"] == Word.UNKNOWN)

    @property
    def advised_against(self) -> bool:
        """Whether it can go ahead with a reason."""
        return bool(self.kept.answer["answer"] == Word.AVOID)

    @property
    def may_declare(self) -> bool:
        """Whether the connection may be declared: it is refused, and about somebody named."""
        return self.trust and self.kept.concerned is not None

    @property
    def trust(self) -> bool:
        """Whether to say why connections are refused (LAN-FRI-14, OAK-11-04)."""
        refused = {Word.NO, Word.AVOID}
        return self.kept.question == "contact.connect" and self.kept.answer["answer"] in refused


def card_of(kept: KeptAnswer, asker: Person) -> Card:
    """Return what the page of an answer shows its asker."""
    answer, version = kept.answer, version_with_id(kept.version_id)
    word, kind = word_of(kept)
    posts, clearance = _Posts(version, asker), clearance_of(kept)
    return Card(
        kept=kept, word=word, kind=kind, say=answer["say"],
        silent=answer["silent"] and answer["answer"] != Word.UNKNOWN,
        reasons=_reasons(version, answer["because"]),
        conditions=[words.CONDITIONS.get(one, one) for one in answer["conditions"]],
        duties=[words.DUTIES.get(one, one) for one in answer["duties"]],
        approvers=posts.of(answer["approvers"]), recipients=posts.of(answer["recipients"]),
        excluded=posts.of(answer["excluded"]),
        due=_due(answer.get("due", ())), ways=_ways(kept),
        follower=FollowerFound.objects.filter(answer_id=kept.pk, done_on__isnull=True).first(),
        clearance=clearance, steps=_steps(clearance), instead=_instead(kept, version.profile),
        advice=advised(kept.question, asker, kept),
    )  # fmt: skip


def clearance_of(kept: KeptAnswer) -> Clearance | None:
    """Return what was asked to be approved from an answer, or what answered it; or None."""
    return Clearance.objects.filter(Q(pk=kept.clearance_id) | Q(answer_id=kept.pk)).first()


def _steps(clearance: Clearance | None) -> list[approvals.Step]:
    asked = approvals.of_subject(RECORD, clearance.pk).first() if clearance else None
    return list(asked.steps.all()) if asked else []


def _instead(kept: KeptAnswer, profile: Profile) -> list[str]:
    """Return the channels by which a message that may not go may (LAN-DD-16, COM-DIG-02)."""
    if kept.question != "contact.message" or kept.answer["answer"] not in {Word.NO, Word.ASK_FIRST}:
        return []
    channel = next(one for one in facts_of(kept.question, profile) if one.name == "channel")
    ours = {**kept.given, "device": "organisation", "account": "work", "approvals": []}
    return [
        label for word, label in channel.choices
        if decide(kept.question, profile, kept.on, {**ours, "channel": word}).answer is Word.YES
    ]  # fmt: skip


def word_of(kept: KeptAnswer) -> tuple[Any, str]:
    """Return an answer in a word, with the day on which a no lifts, and the kind of its shape."""
    word, kind = words.answer_word(kept.question, kept.answer["answer"])
    until = kept.answer["until"]
    if until is None or kept.question == "training.due":
        return word, kind
    return _("No until %(day)s") % {"day": day(datetime.date.fromisoformat(until))}, kind


class _Posts:
    """Roles as the policy of that day called them, with who acts in them today."""

    def __init__(self, version: ProfileVersion, asker: Person) -> None:
        self.profile: Profile = version.profile
        self.asker = asker

    def of(self, roles: Iterable[str]) -> list[Post]:
        return [Post(self.profile.title_of(role), self._people(role)) for role in roles]

    def _people(self, role: str) -> list[Person]:
        if role == "line-manager":
            manager = line_manager_of(self.asker)
            return [manager] if manager else []
        return people_in_role(role) if role in ROLES else []


def _reasons(version: ProfileVersion, because: Iterable[str]) -> list[Clause]:
    register = clauses(version.slug)
    return [register[one] for one in because if one in register]


def _due(rows: Iterable[Any]) -> list[tuple[str, datetime.date, bool]]:
    return [
        (str(words.COURSES.get(row["course"], row["course"])),
         datetime.date.fromisoformat(row["on"]), row["overdue"])
        for row in rows
    ]  # fmt: skip


def _ways(kept: KeptAnswer) -> list[Way]:
    answer = kept.answer
    found: list[tuple[Any, str]] = []
    to_report = not words.BY_REPORT.isdisjoint(answer["duties"]) or kept.question in {
        "concern.route", "image.found",
    }  # fmt: skip
    if to_report:
        found.append((_("Report it now"), "concerns:report"))
    if answer["answer"] in {Word.UNKNOWN, Word.ASK_FIRST, Word.NO}:
        found.append((_("Who can help"), "concerns:contacts"))
    if kept.question == "training.due":
        found.append((_("What is due from you"), "duties:mine"))
    return [Way(label, url) for label, name in found if (url := address(name))]


def address(name: str) -> str:
    """Return the address of a page of a room, "" where no room provides it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
