"""How fast the pages of concerns are with a filled college, with row security on and off."""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections import defaultdict
from typing import TYPE_CHECKING

from benchmarks.cluster import cluster

if TYPE_CHECKING:
    from benchmarks.browsing import Page

_ROUNDS = 4
_WARM = 2
_RUNS = 15


def main(size: int) -> None:
    """Fill a college of ``size`` reports, time each page, print milliseconds as JSON.

    With and without row security by turns, so that what else the machine does falls on both.
    """
    database = f"bench_{size}"
    with cluster(database) as server:
        # Django loads for this database only now.
        from benchmarks import browsing, dataset

        dataset.fill(server, database, people=20_000, concerns=size)
        found: dict[str, list[float]] = defaultdict(list)
        for _ in range(_ROUNDS):
            for security, role in (("on", "lanyard_app"), ("off", "postgres")):
                browsing.connect(server.url(database, role))
                for name, page in browsing.pages(size).items():
                    found[f"{name}/{security}"] += _timed(page)
        print(json.dumps(found))


def _timed(page: Page) -> list[float]:
    taken = []
    for _ in range(_WARM + _RUNS):
        page.prepare()
        start = time.perf_counter()
        page.run()
        taken.append((time.perf_counter() - start) * 1000)
    return taken[_WARM:]


def quantile(times: list[float], part: float) -> float:
    """Return a quantile of measured times."""
    return statistics.quantiles(times, n=100, method="inclusive")[round(part * 100) - 1]


if __name__ == "__main__":
    main(int(sys.argv[1]))
