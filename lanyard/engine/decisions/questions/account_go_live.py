"""``account.go-live``: may this official account go live (decision table D6)."""

from __future__ import annotations

import datetime

from lanyard.engine.decisions.answers import Answer, Word
from lanyard.engine.decisions.approvals import rejected_by, remaining, team_of
from lanyard.engine.decisions.asking import Ask, Question, titled, wanting
from lanyard.engine.decisions.facts import choice, flag, list_of, one_of, table, text
from lanyard.engine.decisions.tables import Facts, Situation, answered, first
from lanyard.engine.policy.api import ROLES, Outcome, Profile

_ROLE = one_of({role: role for role in ROLES})
_FACTS = {
    "acknowledged": flag,
    "form_complete": flag,
    "approvals": list_of(table({"role": _ROLE, "person": text, "outcome": choice(Outcome)})),
    "admins": list_of(table({"person": text, "role": _ROLE})),
    "risk_assessed": flag,
    "confusable_name": flag,
    "it_permission": flag,
    "it_applied": flag,
}
_ASKS = {
    "acknowledged": Ask(
        "Has the applicant acknowledged the policy?", "the acknowledgement", recorded=True
    ),
    "form_complete": Ask("Is every section of the form filled in?", "the form", recorded=True),
    "confusable_name": Ask("Could its name be taken for another's?", "the name"),
    "risk_assessed": Ask("Was the risk assessed?", "the risk assessment", recorded=True),
    "it_permission": Ask(
        "Did the IT department permit it?", "the IT department's permission", recorded=True
    ),
    "approvals": Ask("Who has approved it, in order?", "the approvals", recorded=True),
    "it_applied": Ask("Has IT given access?", "whether IT has given access", recorded=True),
    "admins": Ask("Who are its administrators?", "the administrators", recorded=True),
}
_SAID = {
    "not-acknowledged": "the policy has to be read and acknowledged first",
    "form-not-complete": "the form is not complete",
    "access-not-given": "IT has not given access yet",
    "administrators-missing": "those who must be administrators are not yet",
    "one-administrator": "it needs a second administrator",
    "one-member-of-staff": "a second member of staff needs access",
    "name-confusable": "its name could be taken for another's",
    "not-assessed": "its risk has to be assessed first",
    "not-permitted": "the IT department has not permitted it",
}


def _it_permission(case: Situation) -> bool | None:
    """Take the IT department's own approval for its permission."""
    if "it_permission" not in case.facts:
        left = remaining(case.profile.go_live.approval, case.facts.get("approvals", ()))
        if "it-department" in case.profile.go_live.approval.steps and not left:
            return True
    permitted: bool | None = case.need("it_permission")
    return permitted


def _admins(case: Situation) -> set[str]:
    return {entry["person"] for entry in case.facts.get("admins", ()) if "person" in entry}


def _second_admin(case: Situation) -> bool | None:
    if case.need("admins") is None:
        return None
    return len(_admins(case)) >= case.profile.go_live.admins.least


def _mandatory_admins(case: Situation) -> bool | None:
    entries = case.need("admins")
    if entries is None:
        return None
    there = {e.get("role") for e in entries if "person" in e}
    there |= {team_of(role) for role in there}
    return there.issuperset(case.profile.go_live.admins.steps)


_TERMS = {
    "rejected_by": lambda case: rejected_by(
        case.profile.go_live.approval, case.facts.get("approvals", ())
    ),
    "approved": lambda case: (
        not remaining(case.profile.go_live.approval, case.facts.get("approvals", ()))
    ),
    "it_permission": _it_permission,
    "mandatory_admins": _mandatory_admins,
    "second_admin": _second_admin,
    "short_of_admins": lambda case: (
        case.facts.get("admins") is not None
        and len(_admins(case)) < case.profile.go_live.admins.least
    ),
}


def _decide(profile: Profile, on: datetime.date, facts: Facts) -> Answer:
    case = Situation(profile, on, facts, _TERMS)
    found = first(profile.go_live.rows, case, "go-live")
    if found.word is Word.UNKNOWN:
        return wanting(_ASKS, found)
    left = remaining(profile.go_live.approval, facts.get("approvals", ()))
    approvers = left if found.word is Word.ASK_FIRST else ()
    return answered(
        found, _say(profile, found.word, found.row.slug, approvers), approvers=approvers
    )


def _say(profile: Profile, word: Word, slug: str, approvers: tuple[str, ...]) -> str:
    if word is Word.NO:
        return f"No, it may not go live: {_SAID.get(slug, 'it was not approved')}."
    if word is Word.ASK_FIRST:
        last = "then" if profile.go_live.approval.ordered else "and"
        return f"Not yet: it awaits approval by {titled(profile, approvers, last)}."
    return "Yes, it may go live."


QUESTION = Question("account.go-live", _FACTS, (_decide,), "May this account go live?", _ASKS)
