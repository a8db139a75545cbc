"""How fast the pages of concerns are with a filled college, with row security on and off."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.cluster import cluster

if TYPE_CHECKING:
    from benchmarks.browsing import Page

PEOPLE = 20_000
SIZES = (10_000, 100_000)
ROLES = (("on", "lanyard_app"), ("off", "postgres"))
_WARM = 3
_RUNS = 25


def main() -> None:
    """Time each page; print pairs of milliseconds by page, size and security as JSON.

    The first of a pair is the time that passed, the second the time for which a processor worked
    on it, in Python and in PostgreSQL: that one hardly depends on what else the machine does.
    Requests go to each college, with and without row security, by turns.
    """
    for size in SIZES:
        subprocess.run([sys.executable, "-m", "benchmarks.pages", str(size)], check=True)
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)
    with cluster("postgres") as server:
        # Django loads only now.
        from benchmarks import browsing

        colleges = {}
        for size in SIZES:
            for security, role in ROLES:
                wrapper = browsing.connection_to(server.url(f"bench_{size}", role))
                colleges[size, security] = wrapper, browsing.pages(size, wrapper)
        for name in colleges[SIZES[0], "on"][1]:
            for run in range(_WARM + _RUNS):
                for (size, security), (wrapper, pages) in colleges.items():
                    browsing.use(wrapper)
                    wrapper.ensure_connection()
                    taken = _timed(pages[name], wrapper.connection.info.backend_pid)
                    if run >= _WARM:
                        found[f"{name}/{size}/{security}"].append(taken)
    print(json.dumps(found))


def fill(size: int) -> None:
    """Fill a college of ``size`` reports, unless it stands."""
    database = f"bench_{size}"
    with cluster(database) as server:
        from benchmarks import dataset

        dataset.fill(server, database, people=PEOPLE, concerns=size)


def _timed(page: Page, backend: int) -> tuple[float, float]:
    page.prepare()
    start, worked = time.perf_counter(), _worked(backend)
    page.run()
    return (time.perf_counter() - start) * 1000, (_worked(backend) - worked) * 1000


def _worked(backend: int) -> float:
    """Return the seconds that this process and its database backend have been running so far."""
    nanoseconds = Path(f"/proc/{backend}/schedstat").read_text("ascii").split()[0]
    return time.process_time() + int(nanoseconds) / 1e9


def quantile(times: list[float], part: float) -> float:
    """Return a quantile of measured times."""
    return statistics.quantiles(times, n=100, method="inclusive")[round(part * 100) - 1]


if __name__ == "__main__":
    if len(sys.argv) > 1:
        fill(int(sys.argv[1]))
    else:
        main()
