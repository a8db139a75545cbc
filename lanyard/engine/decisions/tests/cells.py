"""One cell of a decision table: what is known, and what must be answered."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from lanyard.engine.decisions.api import Answer, decide
from lanyard.engine.policy.api import shipped

LAN, KMC, OAK, POR, COM = "landau", "kingston-maurward", "oaklands", "portland", "company"
EVERY = (LAN, KMC, OAK, POR, COM)
ON = "2026-03-02"
_LISTS = ("duties", "conditions", "approvers", "missing")


@dataclass(frozen=True)
class Cell:
    """``why`` names the clauses that decide; ``silent`` follows from there being none."""

    table: str
    question: str
    profile: str
    name: str
    facts: dict[str, Any]
    answer: str
    why: tuple[str, ...] = ()
    silent: bool = False
    until: str | None = None
    on: str = ON
    duties: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    approvers: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return f"{self.table}-{self.profile}-{'+'.join(self.why) or 'default'}-{self.name}"


class Table:
    """Collects the cells of one decision table."""

    def __init__(self, table: str, question: str, **usual: Any) -> None:
        self.table, self.question, self.usual = table, question, usual
        self.cells: list[Cell] = []

    def __call__(
        self,
        profile: str,
        name: str,
        facts: dict[str, Any],
        answer: str,
        why: str = "",
        *,
        silent: bool | None = None,
        until: str | None = None,
        on: str = ON,
        **more: Any,
    ) -> None:
        """Add a cell; a usual fact given as ``...`` is left out. Words are split at spaces."""
        known = {k: v for k, v in {**self.usual, **facts}.items() if v is not ...}
        words = {k: tuple(more.pop(k, "").split()) for k in _LISTS}
        self.cells.append(
            Cell(
                self.table, self.question, profile, name.replace(" ", "-"), known, answer,
                tuple(why.split()), not why if silent is None else silent, until, on,
                **words, more=more,
            )
        )  # fmt: skip


def check(cell: Cell) -> Answer:
    """Hold the engine to a cell."""
    answer = decide(
        cell.question, shipped(cell.profile), datetime.date.fromisoformat(cell.on), cell.facts
    )
    told = answer.as_json()
    assert told["answer"] == cell.answer, told
    assert set(cell.why) <= set(told["because"]), told
    assert told["silent"] is cell.silent, told
    assert told["until"] == cell.until, told
    assert set(told["duties"]) == set(cell.duties), told
    assert set(told["conditions"]) == set(cell.conditions), told
    assert told["approvers"] == list(cell.approvers), told
    assert told["missing"] == list(cell.missing), told
    assert {key: told[key] for key in cell.more} == cell.more, told
    assert told["silent"] or told["because"], told
    assert told["say"].endswith(".")
    return answer
