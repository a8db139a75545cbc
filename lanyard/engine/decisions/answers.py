"""An answer, with its reasons."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from lanyard.engine.policy.api import Word

__all__ = ["Answer", "Word"]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What was decided. The fields are those of the documented answer, and two more.

    ``rule`` names the rule that fired, kept with a stored answer so that it can be replayed;
    ``more`` holds fields that one question adds (such as ``due``); ``shown`` is what stands in for
    ``because`` where the asker may not learn which of several rules decided. ``dated_by`` is
    the fact out of which ``until`` is worked out where that would tell it, and ``undated`` what to
    say then.
    """

    answer: Word
    because: tuple[str, ...] = ()
    silent: bool = False
    until: datetime.date | None = None
    conditions: tuple[str, ...] = ()
    approvers: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    say: str
    rule: str = ""
    more: dict[str, Any] = field(default_factory=dict)
    shown: tuple[str, ...] | None = None
    dated_by: str = ""
    undated: str = ""

    @property
    def permitted(self) -> bool:
        """Whether it can go ahead now, be it with a recorded reason."""
        return self.answer in {Word.YES, Word.YES_IF, Word.AVOID}

    def as_json(self) -> dict[str, Any]:
        """Return the documented fields, ready for JSON."""
        return {
            "answer": str(self.answer),
            "because": list(self.because),
            "silent": self.silent,
            "until": self.until.isoformat() if self.until else None,
            "conditions": list(self.conditions),
            "approvers": list(self.approvers),
            "recipients": list(self.recipients),
            "excluded": list(self.excluded),
            "duties": list(self.duties),
            "missing": list(self.missing),
            "say": self.say,
            **self.more,
        }
