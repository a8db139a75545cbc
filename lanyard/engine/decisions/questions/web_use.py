"""``web.use``: may the web, or social media, be used now (decision table D8)."""

from __future__ import annotations

import datetime

from lanyard.engine.decisions.answers import Answer, Word
from lanyard.engine.decisions.asking import Ask, Question, wanting
from lanyard.engine.decisions.facts import choice, flag
from lanyard.engine.decisions.tables import Facts, Situation, answered, assumed, first
from lanyard.engine.policy.api import Profile, TimeOfDay, User

_FACTS = {
    "person": choice(User),
    "time": choice(TimeOfDay),
    "social": flag,
    "official_account": flag,
    "teaching_safe_use": flag,
    "line_manager_authorised": flag,
    "trained": flag,
    "programme_needs": flag,
    "approved_user": flag,
}
_ASKS = {
    "person": Ask("Who is it?", "who it is", recorded=True),
    "social": Ask("Is it social media?", "whether it is social media"),
    "time": Ask("When?", "the time"),
    "official_account": Ask("Is it for an official account?", "which account it is"),
    "teaching_safe_use": Ask("Is it to teach safe use?", "what it is for"),
    "programme_needs": Ask("Does the programme need it?", "whether the programme needs it"),
    "approved_user": Ask("Are they an approved user?", "who is approved", recorded=True),
    "line_manager_authorised": Ask(
        "Has the line manager authorised it?", "the line manager's authorisation", recorded=True
    ),
    "trained": Ask("Were they trained in responsible use?", "the training", recorded=True),
}
_SAID = {
    "not-an-approved-user": "only approved users reach social media here",
    "personal-use-when-teaching": "nothing personal while teaching or being taught",
    "personal-use-by-others-when-teaching": "nothing personal while teaching or being taught",
    "not-authorised": "in working time your line manager has to authorise it",
    "official-not-authorised": "you are not authorised for that account",
    "working-hours": "not in working hours, save to teach safe use or for an official account",
    "not-trained": "the training in responsible use comes first",
    "outside-the-break": "only in breaks, or when the programme needs it",
    "not-permitted": "the IT department has not permitted it",
}


def _approved_user(case: Situation) -> bool | None:
    """Take whoever uses an official account for approved until somebody says otherwise."""
    if case.facts.get("official_account", False):
        return bool(case.facts.get("approved_user", True))
    known: bool | None = case.need("approved_user")
    return known


_TERMS = {
    "approved_user": _approved_user,
    "official_account": assumed("official_account", False),
    "teaching_safe_use": assumed("teaching_safe_use", False),
    "programme_needs": assumed("programme_needs", False),
}


def _decide(profile: Profile, on: datetime.date, facts: Facts) -> Answer:
    found = first(profile.web.rows, Situation(profile, on, facts, _TERMS), "web")
    if found.word is Word.UNKNOWN:
        return wanting(_ASKS, found)
    return answered(found, _say(found.word, found.row.slug))


def _say(word: Word, slug: str) -> str:
    if word is Word.NO:
        why = _SAID.get(slug)
        return f"No: {why}." if why else "No, not now."
    if word is Word.AVOID:
        return "Better not now; if you do, say why."
    return "Yes, within the limits of the policy."


QUESTION = Question("web.use", _FACTS, (_decide,), "Is this use of the web allowed now?", _ASKS)
