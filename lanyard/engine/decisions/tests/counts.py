"""How many cells of the tables are tested: ``python -m lanyard.engine.decisions.tests.counts``."""

from __future__ import annotations

import sys
from collections import Counter

from lanyard.engine.decisions.api import questions
from lanyard.engine.decisions.tests.all_cells import CELLS
from lanyard.engine.decisions.tests.cells import EVERY
from lanyard.engine.decisions.tests.tables import D3


def counted() -> str:
    """Return the counts by question and profile, as a table."""
    found = Counter((cell.question, cell.profile) for cell in CELLS)
    found += Counter(("concern.route", case.profile) for case in D3)
    lines = [
        f"| question | {' | '.join(EVERY)} | all |",
        f"| --- |{' ---: |' * (len(EVERY) + 1)}",
    ]
    for question in questions():
        each = [found[question, profile] for profile in EVERY]
        lines.append(_line(f"`{question}`", each))
    lines.append(_line("all", [sum(found[q, p] for q in questions()) for p in EVERY]))
    return "\n".join(lines)


def _line(name: str, each: list[int]) -> str:
    return f"| {name} | {' | '.join(str(n) for n in each)} | {sum(each)} |"


if __name__ == "__main__":
    sys.stdout.write(counted() + "\n")
