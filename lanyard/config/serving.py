"""The web server: Granian's processes around the WSGI application."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

APPLICATION = "lanyard.config.wsgi:application"
#: Seconds that a request in hand has to end when the server stops.
_GRACE = 10


def run(host: str, port: int, *, workers: int, threads: int, quiet: bool = False) -> None:
    """Serve until SIGINT or SIGTERM; a worker process that dies is started again."""
    server = Granian(
        APPLICATION,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=_GRACE,
        log_level=LogLevels.warning if quiet else LogLevels.info,
    )
    server.serve()


@contextlib.contextmanager
def shared_figures() -> Iterator[None]:
    """Let server processes add their figures up in files, so that each answers for all.

    Entered before Django is loaded: the metrics library looks once, when it is imported.
    """
    with tempfile.TemporaryDirectory(prefix="lanyard-metrics-") as folder:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
        yield
