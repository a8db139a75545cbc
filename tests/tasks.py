"""Tasks for tests, and the worker process that knows them. Imported once Django is set up."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from uuid import UUID

from django.conf import settings

from lanyard.foundation.jobs import api as jobs
from lanyard.foundation.jobs.models import ScheduledRun
from lanyard.foundation.jobs.worker import Pace, run

_FOLDER = Path(os.environ["LANYARD_TEST_FOLDER"])


@jobs.task("tests.slow-once")
def slow_once(organisation: UUID, number: int) -> None:
    """Write a row; the first time take a minute over it."""
    ScheduledRun.objects.create(name=f"ran {number}", due="2026-03-03T00:00:00Z")
    mark = _FOLDER / f"began-{number}"
    if not mark.exists():
        mark.write_text("began")
        time.sleep(60)


@jobs.task("tests.half-second")
def half_second(organisation: UUID, number: int) -> None:
    """Take half a second."""
    (_FOLDER / f"began-{number}").write_text("began")
    time.sleep(0.5)
    (_FOLDER / f"ended-{number}").write_text("ended")


@jobs.task("tests.count")
def count(organisation: UUID, number: int) -> None:
    """Add a row and write down how many rows the job sees."""
    ScheduledRun.objects.create(name=f"ran {number}", due="2026-03-03T00:00:00Z")
    seen = ScheduledRun.objects.filter(name__startswith="ran").count()
    with (_FOLDER / f"count-{organisation}").open("a") as file:
        file.write(f"{seen} ")


@jobs.task("tests.kills")
def kills(organisation: UUID) -> None:
    """End the worker as a power cut would."""
    os.kill(os.getpid(), 9)


@jobs.task("tests.fails")
def fails(organisation: UUID, number: int) -> None:
    """Fail with somebody's words."""
    raise RuntimeError("Ada Lovelace said something")


def main() -> None:
    """Run a worker at a quick pace: until it is stopped ("wait") or nothing is left ("once")."""
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = int(os.environ.get("LANYARD_SMTP_PORT", "25"))
    pace = Pace(heartbeat=0.1, stalled=0.5, poll=0.1, rounds=0.2)
    run(concurrency=1, pace=pace, wait=sys.argv[1] == "wait")
