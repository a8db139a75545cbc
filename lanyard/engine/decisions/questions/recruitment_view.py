"""``recruitment.view``: may a recruiter look at this profile (decision table D12)."""

from __future__ import annotations

import datetime

from lanyard.engine.decisions.answers import Answer, Word
from lanyard.engine.decisions.asking import Ask, Question, wanting
from lanyard.engine.decisions.facts import choice, flag
from lanyard.engine.decisions.tables import Facts, Situation, answered, assumed, first
from lanyard.engine.policy.api import Profile, Site

_FACTS = {"site": choice(Site), "finding_protected": flag}
_ASKS = {
    "site": Ask("What kind of site is it?", "the kind of site"),
    "finding_protected": Ask("Does what was found show a protected characteristic?", "the finding"),
}
_TERMS = {"finding_protected": assumed("finding_protected", False)}


def _decide(profile: Profile, on: datetime.date, facts: Facts) -> Answer:
    found = first(profile.recruitment.rows, Situation(profile, on, facts, _TERMS), "recruitment")
    if found.word is Word.UNKNOWN:
        return wanting(_ASKS, found)
    return answered(found, _say(found.word, found.row.default))


def _say(word: Word, silent: bool) -> str:
    if word is Word.NO:
        return (
            "No: this organisation does not look at applicants' profiles."
            if silent
            else "No: only professional sites are looked at."
        )
    if word is Word.YES_IF:
        return "Yes, as long as that finding is discarded and not passed on."
    return "Yes, as a professional site."


QUESTION = Question("recruitment.view", _FACTS, (_decide,), "May this profile be looked at?", _ASKS)
