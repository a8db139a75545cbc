"""Draws the states of reports, cases, actions and referrals from the code, for the handbook.

Run ``python -m tests.architecture.diagrams`` after a change of states.
"""

from __future__ import annotations

import os

import django

from lanyard.rooms.concerns import states
from tests.architecture import house

PAGE = house.ROOT / "docs" / "handbook" / "states.md"
_ACTS = {
    ("open", "awaiting-agreement"): "closure proposed",
    ("awaiting-agreement", "open"): "the second person does not agree",
    ("awaiting-agreement", "closed"): "the second person agrees",
    ("awaiting-agreement", "watching"): "the second person agrees, keeping watch",
    ("watching", "open"): "reopened with a reason",
    ("watching", "closed"): "the watch ends",
    ("closed", "open"): "reopened with a reason",
}


def page() -> str:
    """Return the page as the code has it."""
    lines = [
        "# How far a case has come",
        "",
        "Drawn from `lanyard/rooms/concerns/states.py` by `python -m tests.architecture.diagrams`;",
        "a test fails when the two differ.",
        "",
        "```mermaid",
        "stateDiagram-v2",
    ]
    lines += [f'    state "{s.label}" as {_word(s.value)}' for s in states.CaseState]
    lines.append(f"    [*] --> {_word(states.CaseState.OPEN.value)}: a report is triaged")
    lines += [
        f"    {_word(source.value)} --> {_word(target.value)}: {_ACTS[source.value, target.value]}"
        for source, targets in states.CASE_TRANSITIONS.items()
        for target in sorted(targets)
    ]
    lines += ["```", "", "| What | Its states |", "|---|---|"]
    for what, choices in (
        ("A report", states.ConcernState),
        ("A case", states.CaseState),
        ("An action", states.ActionState),
        ("A referral", states.ReferralState),
    ):
        lines.append(f"| {what} | {'; '.join(str(label) for label in choices.labels)} |")
    return "\n".join(lines) + "\n"


def _word(state: str) -> str:
    return state.replace("-", "_")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lanyard.config.settings")
    os.environ.setdefault("LANYARD_LOOPBACK", "1")
    django.setup()
    PAGE.write_text(page(), "utf-8")
