"""``account.post``: may this person post on an official account now (decision table D6)."""

from __future__ import annotations

import datetime

from lanyard.engine.decisions.answers import Answer, Word
from lanyard.engine.decisions.approvals import team_of
from lanyard.engine.decisions.asking import Ask, Question, wanting
from lanyard.engine.decisions.facts import choice, flag, one_of
from lanyard.engine.decisions.tables import Facts, Situation, answered, assumed, first
from lanyard.engine.policy.api import ROLES, PostKind, Profile

_STAFF = "staff"
_FACTS = {
    "author_role": one_of({role: role for role in (_STAFF, *ROLES)}),
    "authorised": flag,
    "freeze": flag,
    "kind": choice(PostKind),
    "account_owner": flag,
    "working_time": flag,
    "line_manager_authorised": flag,
}
_ASKS = {
    "kind": Ask("What do you want to do?", "what is to be done"),
    "author_role": Ask("What is your role?", "the role", recorded=True),
    "freeze": Ask("Are posts frozen?", "whether posts are frozen", recorded=True),
    "account_owner": Ask("Are you responsible for that account?", "whose account it is"),
    "authorised": Ask("Are you authorised to post?", "the authorisation", recorded=True),
    "working_time": Ask("Is it in working time?", "whether it is working time"),
    "line_manager_authorised": Ask(
        "Has your line manager authorised it?", "the line manager's authorisation", recorded=True
    ),
}
_SAID = {
    "frozen": "posts are frozen, and only the marketing team posts",
    "negative-post": "do not react; report it to marketing",
    "working-time-not-authorised": "your line manager has to authorise it in working time",
}
_TERMS = {
    "author_role": lambda case: team_of(case.need("author_role")),
    "freeze": assumed("freeze", False),
    "account_owner": assumed("account_owner", False),
}


def _decide(profile: Profile, on: datetime.date, facts: Facts) -> Answer:
    found = first(profile.post.rows, Situation(profile, on, facts, _TERMS), "post")
    if found.word is Word.UNKNOWN:
        return wanting(_ASKS, found)
    return answered(found, _say(found.word, found.row.slug))


def _say(word: Word, slug: str) -> str:
    if word is Word.NO:
        return f"No: {_SAID.get(slug, 'only those who are authorised post here')}."
    if word is Word.AVOID:
        return "Better not; if you do, say why."
    if word is Word.YES_IF:
        return "Yes, you may answer with judgement, and with your line manager's advice."
    return "Yes, go ahead."


QUESTION = Question("account.post", _FACTS, (_decide,), "May I post this?", _ASKS)
