"""Worker processes for tests: started, watched, killed."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

_ROOT = Path(__file__).resolve().parent.parent
_PATIENCE = 60.0
_PROGRAM = "import django; django.setup(); from tests import tasks; tasks.main()"


def until(said: Callable[[], Any], *, seconds: float = _PATIENCE) -> None:
    """Wait until something holds; fails the test where it does not in time."""
    deadline = time.monotonic() + seconds
    while not said():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


class Workers:
    """Starts workers that keep a quick pace and know the tasks of ``tests.tasks``."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        self.running: list[subprocess.Popen[bytes]] = []

    def start(self, *, wait: bool) -> subprocess.Popen[bytes]:
        """Start a worker; without ``wait`` it ends when nothing waits any more."""
        process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, "wait" if wait else "once"],
            cwd=_ROOT, env={**os.environ, **self.environment},
        )  # fmt: skip
        self.running.append(process)
        return process

    def run_once(self) -> None:
        """Run what waits in a worker of its own, until nothing is left."""
        assert self.start(wait=False).wait(timeout=_PATIENCE) == 0


@contextlib.contextmanager
def ended(workers: Workers) -> Iterator[Workers]:
    """End every worker after the block."""
    try:
        yield workers
    finally:
        for process in workers.running:
            process.kill()
            process.wait()


@pytest.fixture
def workers(
    own_database: None, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Workers]:
    """Give a test its own database and workers on it; ``tmp_path`` holds what tasks leave."""
    with ended(Workers(surroundings(tmp_path))) as started:
        yield started


def surroundings(folder: Path) -> dict[str, str]:
    """Return the environment of a worker whose tasks leave their marks in a folder."""
    return {
        "DJANGO_SETTINGS_MODULE": "lanyard.config.settings",
        "LANYARD_LOOPBACK": "1",
        "LANYARD_TEST_FOLDER": str(folder),
        "PYTHONPATH": str(_ROOT),
        "LANYARD_HOME": os.environ["LANYARD_HOME"],
    }
