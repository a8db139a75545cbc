"""Check what is to go out in the organisation's own name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lanyard.rooms.guidance.asking import checked
from lanyard.rooms.guidance.checking.policy import Weight, Writer
from lanyard.rooms.guidance.checking.rules import Account, Draft, Kind
from lanyard.rooms.guidance.words import SAYS


@dataclass(frozen=True)
class Concern:
    """Something in a text that should not go out so; one that ``stops`` must be changed."""

    kind: str
    stops: bool
    says: Any
    typed: str


def check_official(text: str, *, photo: bool) -> list[Concern]:
    """Return what stands against a post on an official account, the gravest first."""
    draft = Draft(text, Writer.STAFF, Kind.POST, photo=photo, account=Account.ORGANISATION)
    return [
        Concern(one.kind, one.rule.weight is Weight.STOP, SAYS[one.kind], text[one.start : one.end])
        for one in checked(draft, inside=True).findings
        if one.kind != "names-us"
    ]
