"""``media.publish``: which picture may be published where (decision table D4).

The gates are tried in order (rights, capture, consent, names, approvers, publisher, freeze); the
first that fails gives the answer.
"""

from __future__ import annotations

import datetime

from lanyard.engine.decisions.answers import Answer, Word
from lanyard.engine.decisions.approvals import approved, team_of
from lanyard.engine.decisions.asking import Ask, Question, listed, titled, wanting
from lanyard.engine.decisions.consent import everybody
from lanyard.engine.decisions.facts import choice, day, flag, list_of, one_of, table
from lanyard.engine.decisions.tables import Facts, Situation, answered, assumed, first
from lanyard.engine.policy.api import (
    ROLES,
    Check,
    ConsentBy,
    Device,
    Outlet,
    Profile,
    Rights,
    Subject,
    Taker,
)

_ROLE = one_of({role: role for role in ROLES})
_CONSENT = table({
    "by": choice(ConsentBy), "channels": list_of(choice(Outlet)), "names": flag,
    "given_on": day, "expires_on": day, "withdrawn_on": day,
})  # fmt: skip
_FACTS = {
    "rights": choice(Rights),
    "device": choice(Device),
    "taken_by": choice(Taker),
    "learning_activity": flag,
    "tutor_authorised": flag,
    "one_to_one": flag,
    "on_premises": flag,
    "names_shown": flag,
    "doubt": flag,
    "channel": choice(Outlet),
    "subjects": list_of(
        table({"kind": choice(Subject), "born": day, "form": flag, "consents": list_of(_CONSENT)})
    ),
    "approvals": list_of(table({"role": _ROLE, "on": day})),
    "checks": list_of(choice(Check)),
    "publisher": _ROLE,
    "freeze": flag,
}
_ASKS = {
    "rights": Ask("By what right is it used?", "the rights"),
    "taken_by": Ask("Who took it?", "who took it"),
    "device": Ask("On whose device?", "the device"),
    "learning_activity": Ask("Was it part of a learning activity?", "the learning activity"),
    "tutor_authorised": Ask("Did the tutor authorise it?", "the tutor's authorisation"),
    "one_to_one": Ask("Was it taken with nobody else there?", "who else was there"),
    "channel": Ask("Where will it be published?", "where it will be published"),
    "subjects": Ask("Who is shown?", "who is shown, and their consent", recorded=True),
    "names_shown": Ask("Is anybody named?", "whether anybody is named"),
    "on_premises": Ask("Does it show activities on the premises?", "where it was taken"),
    "doubt": Ask("Are you in any doubt?", "any doubt"),
    "approvals": Ask("Who has approved it?", "the approvals", recorded=True),
    "checks": Ask("Which checks were made?", "the checks", recorded=True),
    "publisher": Ask("Who will publish it?", "who will publish it", recorded=True),
    "freeze": Ask("Are posts frozen?", "whether posts are frozen", recorded=True),
}


def _consented(case: Situation) -> bool | None:
    outlet = case.need("channel")
    return None if outlet is None else everybody(case, outlet)


def _assented(case: Situation) -> bool | None:
    outlet = case.need("channel")
    return None if outlet is None else everybody(case, outlet, assent=True)


def _named_with_consent(case: Situation) -> bool | None:
    outlet = case.need("channel")
    return None if outlet is None else everybody(case, outlet, named=True)


def _awaits(case: Situation) -> frozenset[str]:
    return approved(case.facts.get("approvals", ()), case.on)


_TERMS = {
    "outlet": lambda case: case.need("channel"),
    "consented": _consented,
    "assented": _assented,
    "named_with_consent": _named_with_consent,
    "awaits": _awaits,
    "checks_wanting": lambda case: frozenset(case.facts.get("checks", ())),
    "publisher": lambda case: team_of(case.need("publisher")),
    "one_to_one": assumed("one_to_one", False),
    "doubt": assumed("doubt", False),
    "freeze": assumed("freeze", False),
}
_SAID = {
    "no-rights": "nobody has the right to use it",
    "own-device": "it was taken on somebody's own device",
    "no-authorisation-form": "somebody shown has no signed form",
    "no-consent": "somebody shown has not consented to this",
    "no-consent-website": "somebody shown has not consented to this",
    "no-permission": "somebody shown has not consented to this",
    "no-assent": "somebody shown has not consented to this themselves",
    "named": "names are shown with it",
    "named-without-consent": "somebody is named without consent",
    "not-checked": "its quality and privacy were not both checked",
    "not-marketing": "only the marketing team publishes pictures",
    "frozen": "posts are frozen for now",
    "not-an-activity": "learners take pictures only in a learning activity",
    "tutor-did-not-authorise": "the tutor did not authorise it",
}


def _decide(profile: Profile, on: datetime.date, facts: Facts) -> Answer:
    case = Situation(profile, on, facts, _TERMS)
    found = first(profile.publish.rows, case, "publish")
    if found.word is Word.UNKNOWN:
        return wanting(_ASKS, found)
    held = _awaits(case) if found.row.approvers else frozenset()
    approvers = tuple(role for role in found.row.approvers if role not in held)
    say = _say(profile, found.word, found.row.slug, approvers, found.row.conditions)
    return answered(found, say, approvers=approvers)


def _say(
    profile: Profile, word: Word, slug: str, approvers: tuple[str, ...], on: tuple[str, ...]
) -> str:
    if word is Word.NO:
        why = _SAID.get(slug)
        return f"No, it may not be published: {why}." if why else "No, it may not be published."
    if word is Word.ASK_FIRST:
        return f"Not yet: {titled(profile, approvers)} must approve it first."
    if word is Word.AVOID:
        return "Better not: avoid pictures taken one to one, and say why if you use one."
    if word is Word.YES_IF:
        return f"Yes, as long as this holds: {listed(c.replace('-', ' ') for c in on)}."
    return "Yes, it may be published there."


QUESTION = Question("media.publish", _FACTS, (_decide,), "May I publish this picture?", _ASKS)
