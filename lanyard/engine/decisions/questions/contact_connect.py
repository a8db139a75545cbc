"""``contact.connect``: who may connect with whom on social media (decision table D1)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from lanyard.engine.decisions.answers import Answer, Word
from lanyard.engine.decisions.asking import Ask, Question, titled, wanting
from lanyard.engine.decisions.dates import months_after, told, years_after
from lanyard.engine.decisions.facts import (
    FactsRefused,
    choice,
    day,
    flag,
    list_of,
    optional,
    table,
    text,
    whole_number,
)
from lanyard.engine.decisions.tables import Facts, Found, Situation, answered, assumed, first
from lanyard.engine.policy.api import (
    AccountKind,
    Clock,
    Declared,
    Direction,
    Profile,
    Relation,
    Rule,
    Standing,
)

_FACTS = {
    "platform": text,
    "account": choice(AccountKind),
    "direction": choice(Direction),
    "relation": choice(Relation),
    "born": day,
    "enrolments": list_of(table({"from": day, "to": optional(day)})),
    "vulnerable": flag,
    "deemed": flag,
    "responsible": flag,
    "declaration": optional(
        table({"elsewhere": flag, "status": choice(Standing), "review_on": day})
    ),
    "own_childs_friend": flag,
    "site_authorised": flag,
    "staff_with_access": whole_number(0, 100_000),
    "it_permission": flag,
}
_ASKS = {
    "account": Ask("Is it your own account or an official one?", "whose account it is"),
    "relation": Ask("Who is the other person?", "who the other person is", recorded=True),
    "platform": Ask("On which platform?", "the platform"),
    "direction": Ask("Who asks or follows whom?", "who follows whom"),
    "born": Ask("When were they born?", "the date of birth", recorded=True),
    "enrolments": Ask("When did they study here?", "the dates of study", recorded=True),
    "responsible": Ask(
        "Do you teach or support them, or could you be thought to favour them?",
        "whether you teach or support them", recorded=True,
    ),
    "vulnerable": Ask("Is a vulnerability on record?", recorded=True, protected=True),
    "deemed": Ask("Are they on the lead's list?", recorded=True, protected=True),
    "declaration": Ask("Has it been declared?", "the declaration", recorded=True),
    "own_childs_friend": Ask("Are they a friend of your own child?", "your own child's friends"),
    "site_authorised": Ask("Is the account authorised?", "the authorisation", recorded=True),
    "staff_with_access": Ask(
        "How many members of staff have access to it?", "who has access", recorded=True
    ),
    "it_permission": Ask(
        "Did the IT department permit the platform?", "the IT department's permission",
        recorded=True,
    ),
}  # fmt: skip
_LEARNERS = {Relation.CURRENT_LEARNER, Relation.FORMER_LEARNER}
_WAIT = "former-learner-connection"


def _relation(case: Situation) -> Relation | None:
    """Somebody called a former learner who is still enrolled is a current one."""
    relation: Relation | None = case.need("relation")
    if relation is Relation.FORMER_LEARNER:
        spans = case.facts.get("enrolments", ())
        begun = (span for span in spans if span.get("from", case.on) <= case.on)
        if any(span.get("to", case.on) is None for span in begun):
            return Relation.CURRENT_LEARNER
    return relation


def _adult(case: Situation) -> bool | None:
    born = case.need("born")
    return None if born is None else case.on >= years_after(born, case.profile.image.adult_age)


def _studied_as_child(case: Situation) -> bool | None:
    born, spans = case.need("born"), _spans(case)
    if born is None or spans is None:
        return None
    grown = years_after(born, case.profile.image.adult_age)
    if any("from" in span and span["from"] < grown for span in spans):
        return True
    if any("from" not in span for span in spans):
        case.lack("enrolments")
        return None
    return False


def _clock(case: Situation) -> Clock | None:
    relation = case.value("relation")
    if relation is None:
        return None
    if relation is not Relation.FORMER_LEARNER:
        return Clock.NOT_BEGUN
    spans = _spans(case)
    if spans is None or any("to" not in span for span in spans):
        case.lack("enrolments")
        return None
    return Clock.RUNNING if case.on < _free_from(case.profile, spans) else Clock.OVER


def _spans(case: Situation) -> tuple[Mapping[str, Any], ...] | None:
    """Return the enrolments that have begun; none at all is as good as not known."""
    spans = case.need("enrolments")
    begun = tuple(s for s in spans or () if s.get("from", case.on) <= case.on)
    if not begun:
        case.lack("enrolments")
        return None
    return begun


def _free_from(profile: Profile, spans: tuple[Mapping[str, Any], ...]) -> datetime.date:
    months = profile.interval(_WAIT).months or 0
    return months_after(max(span["to"] for span in spans), months)


def _protected(name: str) -> Any:
    """Return the term of a flag that is on record for learners; of others it is not expected."""

    def term(case: Situation) -> bool | None:
        if case.value("relation") in _LEARNERS:
            known: bool | None = case.need(name)
            return known
        return bool(case.facts.get(name, False))

    return term


def _second_staff(case: Situation) -> bool | None:
    count = case.need("staff_with_access")
    return None if count is None else count >= case.profile.go_live.admins.least


def _platform(case: Situation) -> str | None:
    """Platforms are typed by hand: "Microsoft Teams" is "teams"."""
    named = case.need("platform")
    if named is None:
        return None
    plain = "-".join(named.casefold().removeprefix("microsoft ").removeprefix("ms ").split())
    return {"eportfolio": "e-portfolio"}.get(plain, plain)


_TERMS = {
    "relation": _relation,
    "adult": _adult,
    "studied_as_child": _studied_as_child,
    "clock": _clock,
    "vulnerable": _protected("vulnerable"),
    "deemed": _protected("deemed"),
    "second_staff": _second_staff,
    "platform": _platform,
    "own_childs_friend": assumed("own_childs_friend", False),
}


def _decide(profile: Profile, on: datetime.date, facts: Facts) -> Answer:
    _check(facts)
    case, found = _found(profile, on, facts)
    if found.word is Word.UNKNOWN:
        return wanting(_ASKS, found)
    row = found.row
    declared = profile.connect.declared
    if found.word is row.answer or declared is None:
        return _plain(case, found)
    return answered(
        found, _say_declared(profile, declared, found.word), because=declared.clauses,
        silent=declared.default, duties=(),
        conditions=declared.conditions if found.word is Word.YES_IF else (),
        approvers=declared.approvers if found.word is Word.ASK_FIRST else (),
    )  # fmt: skip


def _found(profile: Profile, on: datetime.date, facts: Facts) -> tuple[Situation, Found]:
    case = Situation(profile, on, facts, _TERMS)
    rows = profile.connect.rows
    return case, first(rows, case, "connect", lambda row: _word(case, row))


def _word(case: Situation, row: Rule) -> Word:
    """Return a row's answer, lifted by a declaration where the row lets itself be lifted."""
    if not row.declarable:
        return row.answer
    if case.profile.connect.declared is None:
        return row.answer
    declaration = case.facts.get("declaration")
    if declaration is None or not declaration.get("elsewhere", False):
        return row.answer
    status = declaration.get("status")
    if status is Standing.PENDING:
        return Word.ASK_FIRST
    lapsed = declaration.get("review_on", case.on) < case.on
    return Word.YES_IF if status is Standing.RECORDED and not lapsed else row.answer


def _plain(case: Situation, found: Found) -> Answer:
    row, profile = found.row, case.profile
    duties = [*row.duties, *row.also]
    if row.quiet and case.facts.get("direction") is Direction.FOLLOWED_BY:
        duties.append("block-follower")
    until = _lifts(case) if found.word is Word.NO else None
    return answered(
        found, _say(case, found, until, duties), until=until, duties=tuple(dict.fromkeys(duties)),
        shown=profile.connect.quiet_clauses if row.quiet else None,
        dated_by="born" if until and until == _birthday(case) else "",
        undated=_say(case, found, None, duties),
    )  # fmt: skip


def _birthday(case: Situation) -> datetime.date | None:
    """Return the day on which the person is grown up, where their day of birth is known."""
    born = dict.get(case.facts, "born")
    return None if born is None else years_after(born, case.profile.image.adult_age)


def _lifts(case: Situation) -> datetime.date | None:
    """Return the first day on which the same facts would no longer give a no."""
    for later in sorted(_turns(case)):
        if later > case.on:
            _, then = _found(case.profile, later, Facts(case.facts))
            if then.word in {Word.YES, Word.YES_IF, Word.AVOID}:
                return later
    return None


def _turns(case: Situation) -> Iterator[datetime.date]:
    """Give the days on which time alone changes something."""
    grown = _birthday(case)
    if grown is not None:
        yield grown
    if any(interval.slug == _WAIT for interval in case.profile.intervals):
        for span in dict.get(case.facts, "enrolments") or ():
            if span.get("to") is not None:
                yield _free_from(case.profile, (span,))


def _check(facts: Facts) -> None:
    for n, span in enumerate(dict.get(facts, "enrolments") or ()):
        if span.get("to") is not None and "from" in span and span["to"] < span["from"]:
            raise FactsRefused(f"enrolments[{n}].to", "is before the day on which it began")


def _say(case: Situation, found: Found, until: datetime.date | None, duties: list[str]) -> str:
    if found.word is Word.NO:
        when = f" before {told(until)}" if until and not found.row.quiet else ""
        block = "; block them, please" if "block-follower" in duties else ""
        return f"No, you may not be connected with this person{when}{block}."
    if found.word is Word.AVOID:
        declare = "; tell us if you already are" if "record-declaration" in duties else ""
        return f"Better not: we advise against connecting with this person{declare}."
    if found.word is Word.ASK_FIRST:
        who = titled(case.profile, found.row.approvers)
        return f"Not yet: the account needs approval by {who}, and a colleague with access."
    if found.word is Word.YES_IF:
        return "Yes, as long as what is listed here still holds."
    return _say_yes(case.facts)


def _say_yes(facts: Facts) -> str:
    if facts.get("account") is AccountKind.OFFICIAL:
        return "Yes, on the official account."
    if facts.get("responsible") and facts.get("relation") is Relation.FORMER_LEARNER:
        return "Yes, you may connect; you taught them once, so keep to boundaries with great care."
    return "Yes, you may connect; keep to professional boundaries."


def _say_declared(profile: Profile, declared: Declared, word: Word) -> str:
    if word is Word.ASK_FIRST:
        return f"Not yet: {titled(profile, declared.approvers)} has to decide on your declaration."
    return "Yes, since your declaration is recorded; keep to professional boundaries."


QUESTION = Question("contact.connect", _FACTS, (_decide,), "May I connect with this person?", _ASKS)
