"""``monitoring.search``: may these logs or this mailbox be searched (decision table D7)."""

from __future__ import annotations

import datetime

from lanyard.engine.decisions.answers import Answer, Word
from lanyard.engine.decisions.asking import Ask, Question, wanting
from lanyard.engine.decisions.facts import choice, flag, one_of, optional
from lanyard.engine.decisions.tables import Facts, Situation, answered, assumed, first
from lanyard.engine.policy.api import Folder, Profile, Purpose, Searched

_FACTS = {
    "subject": choice(Searched),
    "purpose": optional(one_of({str(p): p for p in Purpose if p is not Purpose.NONE})),
    "notified": flag,
    "folder": choice(Folder),
    "second_approval": flag,
    "requester_is_subject": flag,
    "release_outside": flag,
    "requested_by_authority": flag,
    "secure": flag,
}
_ASKS = {
    "subject": Ask("Whose logs or mailbox?", "whose they are"),
    "requester_is_subject": Ask("Are they your own?", "whether they are your own", recorded=True),
    "purpose": Ask("For what purpose?", "the purpose"),
    "notified": Ask(
        "Were they told that use may be monitored?", "whether they were told", recorded=True
    ),
    "folder": Ask("Which folder?", "the folder"),
    "second_approval": Ask("Has a second person approved?", "the second approval", recorded=True),
    "release_outside": Ask("Will anything go outside the organisation?", "who will see it"),
    "requested_by_authority": Ask(
        "Has an appropriate authority asked for it?", "whether an authority asked"
    ),
    "secure": Ask("Will it be sent securely?", "how it will be sent"),
}
_SAID = {
    "own-search": "nobody searches what is about themselves",
    "no-purpose": "a purpose has to be given",
    "no-such-purpose": "that is not one of the purposes for which searches are made",
    "not-told": "they were not told that use may be monitored",
    "private-folder": "the folder for personal mail needs a second approval",
    "released-outside": "it goes out only when an appropriate authority asks for it",
    "released-insecurely": "it has to be sent securely",
}


def _purpose(case: Situation) -> Purpose | None:
    purpose: Purpose | None = case.need("purpose")
    return Purpose.NONE if purpose is None and "purpose" in case.facts else purpose


_TERMS = {
    "purpose": _purpose,
    "folder": assumed("folder", Folder.ORDINARY),
    "release_outside": assumed("release_outside", False),
}


def _decide(profile: Profile, on: datetime.date, facts: Facts) -> Answer:
    found = first(profile.search.rows, Situation(profile, on, facts, _TERMS), "search")
    if found.word is Word.UNKNOWN:
        return wanting(_ASKS, found)
    return answered(found, _say(found.word, found.row.slug))


def _say(word: Word, slug: str) -> str:
    if word is Word.NO:
        why = _SAID.get(slug)
        return f"No: {why}." if why else "No, not as it stands."
    return "Yes, for that purpose and no further."


QUESTION = Question(
    "monitoring.search", _FACTS, (_decide,), "May these logs or this mailbox be searched?", _ASKS
)
