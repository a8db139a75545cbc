"""``police.report``: must the police be told (decision table D9)."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from lanyard.engine.decisions.answers import Answer, Word
from lanyard.engine.decisions.asking import Ask, Question, listed, once
from lanyard.engine.decisions.facts import choice, flag
from lanyard.engine.decisions.tables import Facts
from lanyard.engine.policy.api import Offence, PoliceDuty, PoliceRule, Profile

_FACTS = {"illegal": flag, "kind": choice(Offence)}
_ASKS = {
    "kind": Ask("What kind of conduct is it?", "the kind of conduct"),
    "illegal": Ask("Does it seem to be illegal?", "whether it seems to be illegal"),
}


@dataclass(frozen=True)
class _Verdict:
    """What is to be done; ``duty`` None where nothing is."""

    duty: PoliceDuty | None
    because: tuple[str, ...]
    silent: bool
    rule: str


def _verdict(rule: PoliceRule, kind: Offence, illegal: bool) -> _Verdict:
    """Return what one case asks for. A compulsory rule wins over one that leaves it open."""
    own = [row for row in rule.kinds if kind in row.kind]
    for row in own:
        if row.illegal is None or row.illegal is illegal:
            return _Verdict(row.duty, row.clauses, row.default, f"police.kinds.{row.slug}")
    near = once(rule.clauses, *(row.clauses for row in own))
    duty = rule.duty if illegal else None
    return _Verdict(duty, near, rule.default, "police.illegal" if illegal else "police.legal")


def _decide(profile: Profile, on: datetime.date, facts: Facts) -> Answer:
    kind, illegal = facts.get("kind"), facts.get("illegal")
    every = [
        _verdict(profile.police, one, seems)
        for one in ([kind] if kind else Offence)
        for seems in ([illegal] if illegal is not None else [True, False])
    ]
    if len({verdict.duty for verdict in every}) > 1:
        return _unknown(tuple(name for name in _ASKS if name not in facts))
    return _answer(profile, every[0])


def _unknown(missing: tuple[str, ...]) -> Answer:
    return Answer(
        answer=Word.UNKNOWN, silent=True, missing=missing, rule="police?",
        say=f"It depends on {listed(_ASKS[name].called for name in missing)}; until that is known, "
        "take it as something to decide.",
    )  # fmt: skip


def _answer(profile: Profile, verdict: _Verdict) -> Answer:
    whom = "the police"
    if profile.police.or_authority:
        whom += " or the local safeguarding authorities"
    word, duties, say = {
        PoliceDuty.MUST: (Word.YES, ("report-to-police",), f"Yes, {whom} must be told."),
        PoliceDuty.DECIDE: (
            Word.YES_IF, ("decide-police",),
            f"Decide whether {whom} are told, and record why or why not.",
        ),
        None: (Word.NO, (), "No, there is no duty to tell the police of this."),
    }[verdict.duty]  # fmt: skip
    return Answer(
        answer=word, because=verdict.because, silent=verdict.silent, duties=duties, say=say,
        conditions=("decided-and-recorded",) if word is Word.YES_IF else (), rule=verdict.rule,
    )  # fmt: skip


QUESTION = Question("police.report", _FACTS, (_decide,), "Must the police be told?", _ASKS)
