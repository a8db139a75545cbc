"""How many decisions a second one core makes: ``python -m benchmarks.decisions``."""

from __future__ import annotations

import json
import time
from pathlib import Path

from lanyard.engine.decisions.api import day, decide
from lanyard.engine.policy.api import shipped

_EXAMPLES = "lanyard/engine/decisions/tests/examples.jsonl"
_SECONDS = 5.0


def main() -> None:
    """Answer the examples over and over."""
    lines = [json.loads(line) for line in Path(_EXAMPLES).read_text("utf-8").splitlines()]
    asked = [
        (line["question"], shipped(line["profile"]), day(line["on"], "on"), line["facts"])
        for line in lines
    ]
    made, began = 0, time.perf_counter()
    while time.perf_counter() - began < _SECONDS:
        for one in asked:
            decide(*one)
        made += len(asked)
    print(f"{made / (time.perf_counter() - began):,.0f} decisions a second on one core")


if __name__ == "__main__":
    main()
