"""How fast the pages of concerns are with a filled college, with row security on and off."""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable

from benchmarks.cluster import cluster

_WARM = 5
_RUNS = 60


def main(size: int) -> None:
    """Fill a college of ``size`` reports, time each page, print milliseconds as JSON."""
    database = f"bench_{size}"
    with cluster(database) as server:
        # Django loads for this database only now.
        from benchmarks import browsing, dataset

        dataset.fill(server, database, people=20_000, concerns=size)
        found = {}
        for security, role in (("off", "postgres"), ("on", "lanyard_app")):
            browsing.connect(server.url(database, role))
            for name, run in browsing.pages(size).items():
                found[f"{name}/{security}"] = _timed(run)
        print(json.dumps(found))


def _timed(run: Callable[[], object]) -> list[float]:
    for _ in range(_WARM):
        run()
    taken = []
    for _ in range(_RUNS):
        start = time.perf_counter()
        run()
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def quantile(times: list[float], part: float) -> float:
    """Return a quantile of measured times."""
    return statistics.quantiles(times, n=100, method="inclusive")[round(part * 100) - 1]


if __name__ == "__main__":
    main(int(sys.argv[1]))
