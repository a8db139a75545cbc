"""How many decisions a second one core makes: ``python -m benchmarks.decisions``.

Every cell of the decision tables is asked over and over: through ``lanyard decide --jsonl``, with
its start-up taken off, and in process, question by question. Seconds are those for which the
processor worked, so that other work on the machine does not count.
"""

from __future__ import annotations

import datetime
import json
import resource
import subprocess
import sys
import time
from collections import defaultdict

from lanyard.engine.decisions.api import decide
from lanyard.engine.decisions.tests.all_cells import CELLS
from lanyard.engine.decisions.tests.cells import Cell
from lanyard.engine.policy.api import shipped

_LINES = 40_000
_ROUNDS = 20


def main() -> None:
    """Print a line for the batch, and one for each question."""
    lines = [_line(cell) for cell in CELLS]
    many = lines * (_LINES // len(lines))
    started = _batch(lines[:1])
    worked = _batch(many) - started
    print(
        f"{len(many) / worked:,.0f} decisions a second through lanyard decide --jsonl on one core"
    )
    print(f"(start-up, {started:.2f} s, apart; {len(lines)} cells of the tables, again and again)")
    for question, spent in _in_process().items():
        print(
            f"{question:18} {sum(spent) / len(spent):6.1f} µs a decision, {max(spent):6.1f} at most"
        )


def _line(cell: Cell) -> str:
    case = {"id": cell.id, "question": cell.question, "profile": cell.profile}
    return json.dumps({**case, "on": cell.on, "facts": cell.facts})


def _batch(lines: list[str]) -> float:
    """Answer lines in a process of its own; return for how long a processor worked on it."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "lanyard.config.cli", "decide", "--jsonl"],
        input="\n".join(lines), text=True, stdout=subprocess.DEVNULL, check=True,
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _in_process() -> dict[str, list[float]]:
    spent: dict[str, list[float]] = defaultdict(list)
    for cell in CELLS:
        profile, on = shipped(cell.profile), datetime.date.fromisoformat(cell.on)
        began = time.process_time()
        for _ in range(_ROUNDS):
            decide(cell.question, profile, on, cell.facts)
        spent[cell.question].append((time.process_time() - began) / _ROUNDS * 1e6)
    return spent


if __name__ == "__main__":
    main()
