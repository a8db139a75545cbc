"""Draws the states of reports, cases and their work from the code, for the handbook.

Run ``python -m tests.architecture.diagrams`` after a change of states.
"""

from __future__ import annotations

import os

import django

from lanyard.rooms.concerns import states
from tests.architecture import house

PAGE = house.ROOT / "docs" / "handbook" / "states.md"
_TITLES = {
    "case": ("A case", "a report is triaged"),
    "concern": ("A report", "somebody tells us"),
    "action": ("An action", "somebody is given it"),
    "referral": ("A referral", "it is planned, or the policy demands it"),
    "sanction": ("A sanction", "recommended with reasons"),
}


def page() -> str:
    """Return the page as the code has it."""
    lines = [
        "# How far a case has come",
        "",
        "Drawn from `lanyard/rooms/concerns/states.py` by `python -m tests.architecture.diagrams`;",
        "a test fails when the two differ. What is not drawn here cannot happen: every act asks",
        "the drawing, and the database refuses what an act forgot to ask.",
    ]
    for machine, (title, begins) in _TITLES.items():
        lines += ["", f"## {title}", "", *_diagram(machine, begins)]
    return "\n".join(lines) + "\n"


def _diagram(machine: str, begins: str) -> list[str]:
    choices, edges, start = states.MACHINES[machine]
    return [
        "```mermaid",
        "stateDiagram-v2",
        *(f'    state "{state.label}" as {_word(state.value)}' for state in choices),
        f"    [*] --> {_word(start)}: {begins}",
        *(
            f"    {_word(source)} --> {_word(target)}: {act}"
            for (source, target), act in edges.items()
        ),
        "```",
    ]


def _word(state: str) -> str:
    return str(state).replace("-", "_")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lanyard.config.settings")
    os.environ.setdefault("LANYARD_LOOPBACK", "1")
    django.setup()
    PAGE.write_text(page(), "utf-8")
