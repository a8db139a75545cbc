"""Processes that run beside this one and never outlive it."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping

_PR_SET_PDEATHSIG = 1
_GRACE = 15.0


class Stopped(Exception):
    """A process ended, or did not begin to answer; the message names it."""


class Children:
    """Starts commands of ``lanyard`` and stops them, in the reverse order."""

    def __init__(self, environment: Mapping[str, str] | None = None) -> None:
        self.environment = {**os.environ, **(environment or {})}
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str, *arguments: str) -> subprocess.Popen[bytes]:
        """Start ``lanyard`` with arguments; it ends when this process does, however that is."""
        self._running[name] = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", "lanyard.config.cli", *arguments],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=_end_with_parent,  # noqa: PLW1509 - no threads run yet
        )
        return self._running[name]

    def check(self) -> None:
        """Raise Stopped where a process has ended."""
        for name, process in self._running.items():
            if process.poll() is not None:
                raise Stopped(f"The {name} ended with status {process.returncode}.")

    def wait_for(self, host: str, port: int, *, seconds: float = 60) -> None:
        """Wait until a port answers; raises Stopped where it does not or a process ends."""
        deadline = time.monotonic() + seconds
        while not answers(host, port):
            self.check()
            if time.monotonic() > deadline:
                raise Stopped(f"Nothing answered on {host}:{port} within {seconds:.0f} seconds.")
            time.sleep(0.05)

    def watch(self) -> None:
        """Return never; raise Stopped once a process has ended."""
        while True:
            self.check()
            time.sleep(0.5)

    def stop(self) -> None:
        """Ask every process to end, and end those that do not."""
        ending = list(reversed(self._running.values()))
        for process in ending:
            _signal(process, signal.SIGTERM)
        deadline = time.monotonic() + _GRACE
        for process in ending:
            try:
                process.wait(timeout=max(deadline - time.monotonic(), 0.1))
            except subprocess.TimeoutExpired:
                _signal(process, signal.SIGKILL)
                process.wait()
        self._running.clear()


@contextlib.contextmanager
def stopping_on_signals() -> Iterator[None]:
    """Turn SIGTERM and SIGHUP into SystemExit, so that what was started is stopped.

    Ctrl-C is listened to as well where the shell that started us had it ignored.
    """
    before = {number: signal.signal(number, _leave) for number in (signal.SIGTERM, signal.SIGHUP)}
    before[signal.SIGINT] = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def answers(host: str, port: int) -> bool:
    """Say whether something listens on a port."""
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex((host, port)) == 0


def free_port() -> int:
    """Return a port of loopback that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _signal(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, number)


def _leave(number: int, _frame: object) -> None:
    raise SystemExit(128 + number)


def _end_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
