"""Measure everything and write docs/benchmarks.md: ``python -m benchmarks [--pages-only]``."""

from __future__ import annotations

import datetime
import json
import os
import subprocess
import sys
from pathlib import Path

from benchmarks.pages import PEOPLE, SIZES, quantile

_PAPER = Path("docs/benchmarks.md")
_HEAD = """| page | reports | off p50/p95 | on p50/p95 | work off | work on | security | growth |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"""
_WORDS = """# Benchmarks

Measured by `make bench` on {day} with {cores} cores and {people:,} people, Python's test client and
PostgreSQL on the same machine. Its load average was {before} before and {after} after: figures of a
machine that does other work besides are slower than those of a server of your own.

Each request is a whole one: middleware, session, permission checks, template, and the entry that
reading leaves in the audit trail. "Off" is the same request as a database role that row security
does not hold; "on" as the application's role. All four were measured by turns.

- p50 and p95 are milliseconds that passed
- "work" is the median of the milliseconds for which a processor worked on the request, in Python
  and in PostgreSQL: what passes on a machine that does nothing else
- "security" is work on divided by work off
- "growth" is work on with {large:,} reports divided by work on with {small:,}

{table}

The aims: p95 at most 300 ms, security at most 1.3 times, ten times the rows at most 1.5 times.

- case page: opened by a safeguarding lead, by role; "by name" is a line manager who was let onto
  forty cases
- inbox: the first page of what is open, with the numbers beside the filters
- search: the house's search, which finds reports and cases; the press of the button and the page
  to which it leads, two requests
- gallery: a page of twenty-four pictures, of as many pictures as there are reports, by marketing
- submit: the last press of a tutor's report, with routing, receipt, notices and audit

## People import, decisions and duties

```
{rest}
```
"""


def main(arguments: list[str]) -> None:
    """Run each benchmark in a process of its own; print the table and keep it."""
    before = _load()
    found = json.loads(_run("benchmarks.pages"))
    table = "\n".join([_HEAD, *_rows(found)])
    print(table, flush=True)
    if "--pages-only" in arguments:
        rest = "not measured this time"
    else:
        rest = "".join(
            _run(f"benchmarks.{one}") for one in ("people_import", "decisions", "duties")
        )
    print(rest)
    _PAPER.write_text(_WORDS.format(
        day=datetime.date.today(), cores=os.cpu_count(), people=PEOPLE, before=before,
        after=_load(), large=SIZES[1], small=SIZES[0], table=table, rest=rest.strip(),
    ), "utf-8")  # fmt: skip
    print(f"Written to {_PAPER}.")


def _run(module: str, *arguments: str) -> str:
    print(f"{module} {' '.join(arguments)}", file=sys.stderr, flush=True)
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments], stdout=subprocess.PIPE, text=True, check=True,
        env={"LANYARD_LOG_LEVEL": "ERROR", **os.environ},
    )  # fmt: skip
    return done.stdout


def _rows(found: dict[str, list[list[float]]]) -> list[str]:
    pages = dict.fromkeys(key.split("/")[0] for key in found)
    return [_row(page, size, found) for page in pages for size in SIZES]


def _row(page: str, size: int, found: dict[str, list[list[float]]]) -> str:
    on, off = found[f"{page}/{size}/on"], found[f"{page}/{size}/off"]
    small = _work(found[f"{page}/{SIZES[0]}/on"])
    growth = f"{_work(on) / small:.2f}" if size != SIZES[0] else ""
    return (
        f"| {page} | {size:,} | {_spread(off)} | {_spread(on)} | {_work(off):.0f} | {_work(on):.0f}"
        f" | {_work(on) / _work(off):.2f} | {growth} |"
    )


def _spread(pairs: list[list[float]]) -> str:
    times = [passed for passed, _worked in pairs]
    return f"{quantile(times, 0.5):.0f} / {quantile(times, 0.95):.0f}"


def _work(pairs: list[list[float]]) -> float:
    return quantile([worked for _passed, worked in pairs], 0.5)


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f}"


if __name__ == "__main__":
    main(sys.argv[1:])
