"""Consent to a picture: whose, for where, and for how long. The weakest of a group wins."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from lanyard.engine.decisions.dates import years_after
from lanyard.engine.decisions.tables import Situation
from lanyard.engine.policy.api import Consent, ConsentBy, ConsentWay, Subject

Person = Mapping[str, Any]


def everybody(
    case: Situation, outlet: Any, *, named: bool = False, assent: bool = False
) -> bool | None:
    """Say whether everybody who must be asked consented; None where that cannot be known yet.

    ``named`` asks for consent to being named, of everybody shown; ``assent`` for that of those
    under 18 themselves.
    """
    people, rule = case.need("subjects"), case.profile.publish.consent
    if people is None:
        return None
    unknown = False
    for n, person in enumerate(people):
        if not named and person.get("kind", Subject.UNKNOWN) not in rule.subjects:
            continue
        said, wanting = _one(case, rule, person, outlet, named, assent)
        if said is False:
            return False
        if said is None:
            case.lack(f"subjects[{n}].{wanting}")
            unknown = True
    return None if unknown else True


def _one(
    case: Situation, rule: Consent, person: Person, outlet: Any, named: bool, assent: bool
) -> tuple[bool | None, str]:
    adult_age = case.profile.image.adult_age
    grown = years_after(person["born"], adult_age) if "born" in person else None
    held = _holding(person, case.on, outlet, named)
    young = _by(ConsentWay.SELF if assent else rule.under_18, person, held, None, rule)
    old = True if assent else _by(rule.adult, person, held, grown, rule)
    if grown is None:
        said = young if young is old else None
        wanting = "form" if ConsentWay.FORM in {rule.under_18, rule.adult} else "born"
        return said, wanting
    return (old if case.on >= grown else young), "form"


def _by(
    way: ConsentWay, person: Person, held: Iterable[Person], grown: datetime.date | None,
    rule: Consent,
) -> bool | None:  # fmt: skip
    """Say whether the consents that hold are those of the one who has to give them."""
    if way is ConsentWay.FORM:
        known: bool | None = person.get("form")
        return known
    own = any(
        entry.get("by") is ConsentBy.SELF
        and not (rule.afresh and grown and entry.get("given_on", grown) < grown)
        for entry in held
    )
    parents = any(entry.get("by") is ConsentBy.PARENT for entry in held)
    return {
        ConsentWay.SELF: own,
        ConsentWay.GUARDIAN: parents,
        ConsentWay.EITHER: own or parents,
    }[way]


def _holding(person: Person, on: datetime.date, outlet: Any, named: bool) -> tuple[Person, ...]:
    """Return the consents that cover an outlet on a day: given, not expired, not withdrawn."""
    return tuple(
        entry
        for entry in person.get("consents", ())
        if outlet in entry.get("channels", ())
        and entry.get("given_on", on) <= on <= entry.get("expires_on", on)
        and ("withdrawn_on" not in entry or entry["withdrawn_on"] > on)
        and (entry.get("names", False) or not named)
    )
