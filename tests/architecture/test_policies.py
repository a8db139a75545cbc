"""A sixth policy is data: no room asks which policy is in force."""

from __future__ import annotations

from pathlib import Path

from lanyard.engine.policy.api import slugs

ROOMS = Path(__file__).resolve().parents[2] / "lanyard" / "rooms"


def test_no_room_knows_a_policy_by_its_name() -> None:
    names = {quote + slug + quote for slug in slugs() for quote in "\"'"}
    found = [
        f"{path.relative_to(ROOMS)}: {name}"
        for path in sorted(ROOMS.rglob("*.py"))
        if "tests" not in path.parts
        for name in names
        if name in path.read_text("utf-8")
    ]
    assert found == []
