"""``contact.message``: by which channel a message may go (decision table D2)."""

from __future__ import annotations

import datetime

from lanyard.engine.decisions.answers import Answer, Word
from lanyard.engine.decisions.approvals import approved
from lanyard.engine.decisions.asking import Ask, Question, titled, wanting
from lanyard.engine.decisions.facts import (
    choice,
    day,
    flag,
    list_of,
    moment,
    one_of,
    optional,
    table,
    text,
    time_of_day,
)
from lanyard.engine.decisions.tables import Facts, Situation, answered, assumed, first
from lanyard.engine.policy.api import ROLES, Channel, Device, Profile, Recipient, Sender

_FACTS = {
    "channel": choice(Channel),
    "device": choice(Device),
    "account": choice(Sender),
    "recipient": choice(Recipient),
    "approvals": list_of(
        table({"role": one_of({role: role for role in ROLES}), "on": day, "review_on": day})
    ),
    "approved_channels": list_of(choice(Channel)),
    "it_permission": flag,
    "risk_assessed": flag,
    "lawful_basis": optional(text),
    "at": moment,
    "hours": table({"from": time_of_day, "to": time_of_day}),
    "urgent": flag,
    "own_contact_details": flag,
}
_ASKS = {
    "recipient": Ask("To whom does it go?", "to whom it goes"),
    "channel": Ask("How do you want to send it?", "the channel"),
    "device": Ask("From whose device?", "the device"),
    "account": Ask("From which account?", "the account"),
    "approvals": Ask("Who has approved it?", "the approvals", recorded=True),
    "approved_channels": Ask(
        "Which channels has the senior leadership approved?", "the list of approved channels",
        recorded=True,
    ),
    "it_permission": Ask(
        "Did the IT department permit it?", "the IT department's permission", recorded=True
    ),
    "risk_assessed": Ask("Was the risk assessed?", "the risk assessment", recorded=True),
    "lawful_basis": Ask(
        "What is the lawful basis for using their contact details?", "the lawful basis",
        recorded=True,
    ),
    "own_contact_details": Ask("Does it give a number, address or handle of your own?"),
    "at": Ask("When will it go?", "the time"),
    "hours": Ask("Which hours were agreed?", "the agreed hours", recorded=True),
    "urgent": Ask("Can it not wait?", "how urgent it is"),
}  # fmt: skip
_HOURS = "college-hours"
_SAID = {
    "remove-contact-details": "take your own contact details out of it first",
    "record-lawful-basis": "record the lawful basis first",
    "risk-assess-first": "the risk has to be assessed first",
    "defer-to-agreed-hours": "it should wait for the agreed hours, or say why it cannot",
    "log-reason": "note why",
    "log-use": "note that you used it, and prefer the organisation's device",
}


def _awaits(case: Situation) -> frozenset[str]:
    return approved(case.facts.get("approvals", ()), case.on)


def _leadership_approved(case: Situation) -> bool | None:
    channel, listed = case.need("channel"), case.need("approved_channels")
    return None if channel is None or listed is None else channel in listed


def _lawful_basis(case: Situation) -> bool | None:
    basis = case.need("lawful_basis")
    if "lawful_basis" not in case.facts:
        return None
    return bool(basis and basis.strip())


def _out_of_hours(case: Situation) -> bool:
    """Advice at most, so an unknown time stops nothing."""
    at: datetime.datetime | None = case.facts.get("at")
    if at is None:
        return False
    agreed = case.facts.get("hours", {})
    if "from" in agreed and "to" in agreed:
        return not _within(at.time(), agreed["from"], agreed["to"])
    for hours in case.profile.hours:
        if hours.slug == _HOURS:
            open_day = at.isoweekday() in hours.days
            return not (open_day and _within(at.time(), hours.opens, hours.closes))
    return False


def _within(at: datetime.time, opens: datetime.time, closes: datetime.time) -> bool:
    """Both ends count; hours may run past midnight."""
    at = at.replace(second=0, microsecond=0)
    if opens <= closes:
        return opens <= at <= closes
    return at >= opens or at <= closes


_TERMS = {
    "awaits": _awaits,
    "leadership_approved": _leadership_approved,
    "lawful_basis": _lawful_basis,
    "out_of_hours": _out_of_hours,
    "urgent": assumed("urgent", False),
    "own_contact_details": assumed("own_contact_details", False),
}


def _decide(profile: Profile, on: datetime.date, facts: Facts) -> Answer:
    case = Situation(profile, on, facts, _TERMS)
    found = first(profile.message.rows, case, "message")
    if found.word is Word.UNKNOWN:
        return wanting(_ASKS, found)
    held = _awaits(case) if found.row.approvers else frozenset()
    approvers = tuple(role for role in found.row.approvers if role not in held)
    return answered(
        found, _say(profile, found.word, found.row.duties, approvers), approvers=approvers
    )


def _say(profile: Profile, word: Word, duties: tuple[str, ...], approvers: tuple[str, ...]) -> str:
    also = "".join(f"; {_SAID[duty]}" for duty in duties[:1])
    if word is Word.NO:
        return f"No, not this way{also}."
    if word is Word.ASK_FIRST:
        return f"Not yet: {titled(profile, approvers)} must approve it first."
    if word is Word.AVOID:
        return f"Better not this way{also}."
    return f"Yes, you may send it this way{also}."


QUESTION = Question("contact.message", _FACTS, (_decide,), "May I send this message?", _ASKS)
