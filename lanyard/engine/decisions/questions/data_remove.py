"""``data.remove``: may this data leave (decision table D11)."""

from __future__ import annotations

import datetime

from lanyard.engine.decisions.answers import Answer, Word
from lanyard.engine.decisions.asking import Ask, Question, wanting
from lanyard.engine.decisions.facts import choice, flag
from lanyard.engine.decisions.tables import Facts, Situation, answered, first
from lanyard.engine.policy.api import Carrier, Holding, Profile

_FACTS = {
    "data": choice(Holding),
    "device": choice(Carrier),
    "encrypted": flag,
    "password": flag,
    "manager_permission": flag,
    "policy_consulted": flag,
}
_ASKS = {
    "data": Ask("What data is it?", "what data it is"),
    "device": Ask("On what would it leave?", "on what it would leave"),
    "manager_permission": Ask(
        "Has your manager given permission?", "your manager's permission", recorded=True
    ),
    "policy_consulted": Ask(
        "Have you consulted the data protection policy?", "whether the policy was consulted",
        recorded=True,
    ),
    "encrypted": Ask("Is it encrypted?", "encryption", recorded=True),
    "password": Ask("Is it protected by a password?", "the password", recorded=True),
}  # fmt: skip
_SAID = {
    "learner-contacts": "learners' contact details stay off your own devices and storage",
    "no-permission": "your manager has to permit it first",
    "not-encrypted": "it has to be encrypted and protected by a password",
    "no-password": "it has to be encrypted and protected by a password",
    "no-password-online": "it has to be protected by a password",
    "policy-not-consulted": "consult the data protection policy first",
}
_TERMS = {"carrier": lambda case: case.need("device")}


def _decide(profile: Profile, on: datetime.date, facts: Facts) -> Answer:
    found = first(profile.removal.rows, Situation(profile, on, facts, _TERMS), "removal")
    if found.word is Word.UNKNOWN:
        return wanting(_ASKS, found)
    return answered(found, _say(found.word, found.row.slug, found.row.duties))


def _say(word: Word, slug: str, duties: tuple[str, ...]) -> str:
    if word is Word.NO:
        why = _SAID.get(slug)
        return f"No: {why}." if why else "No, it may not leave."
    if word is Word.AVOID:
        return "Better not; if it must, say why."
    if "consider-encryption" in duties:
        return "Yes; consider encrypting it, and ask IT for help."
    return "Yes, it may leave."


QUESTION = Question("data.remove", _FACTS, (_decide,), "May this data leave?", _ASKS)
