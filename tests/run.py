"""Run every test: ``python -m tests.run [arguments for pytest]``.

First everything that needs no browser, on two processes; then the journeys in a real Chromium;
then the fault tests, which kill servers.
Chromium is installed through the system's package manager where that is allowed; otherwise the
run stops before its first test, with the command to run. Browser tests are never left out.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
_INSTALL = ("apt-get", "install", "-y", "--no-install-recommends", "chromium")
#: Whoever has no test left takes some of the other's.
_BOTH_CORES = ("-n", "2", "--dist", "worksteal")
#: pytest's exit status where nothing was collected.
_NOTHING_THERE = 5


def chromium() -> str | None:
    """Return the system's Chromium, or the one that ``LANYARD_CHROMIUM`` names."""
    named = os.environ.get("LANYARD_CHROMIUM")
    return named or next((path for name in _NAMES if (path := shutil.which(name))), None)


def ensure_chromium() -> str | None:
    """Return Chromium, installed if need be and allowed; None where a person must do it."""
    found = chromium()
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        print("Chromium is missing: installing it with apt-get.", flush=True)
        calm = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update"], [*_INSTALL]):
            subprocess.run(command, check=False, env=calm, stdout=subprocess.DEVNULL)
        found = chromium()
    return found


def how_to_install() -> str:
    """Return the command by which a person installs Chromium here."""
    if shutil.which("apt-get"):
        return "sudo " + " ".join(_INSTALL)
    if shutil.which("dnf"):
        return "sudo dnf install -y chromium"
    return "install Chromium with your system's package manager, or set LANYARD_CHROMIUM to it"


def run(title: str, arguments: list[str]) -> tuple[bool, str]:
    """Run pytest once; return whether it passed, and its last line."""
    print(f"== {title}", flush=True)
    environment = {**os.environ, "PYTHONPATH": str(_ROOT), "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "pytest", "-q", "--durations=15", *arguments],
        cwd=_ROOT, env=environment, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    last = ""
    assert process.stdout is not None
    for line in process.stdout:
        sys.stdout.write(line)
        sys.stdout.flush()
        last = line.strip() or last
    return process.wait() in {0, _NOTHING_THERE}, last


def main(extra: list[str]) -> int:
    """Run both parts and print the totals; return 1 where one failed."""
    began = time.monotonic()
    if ensure_chromium() is None:
        print(f"Chromium is needed for the browser tests. Run: {how_to_install()}")
        return 2
    parts = [
        ("everything without a browser", [*_BOTH_CORES, "-m", "not journey and not fault", *extra]),
        ("journeys in a browser", ["-m", "journey", *extra]),
        ("servers killed in the middle of work", ["-m", "fault", *extra]),
    ]
    results = [(title, *run(title, arguments)) for title, arguments in parts]
    print("== totals")
    for title, passed, last in results:
        print(f"{'ok' if passed else 'FAILED':7}{title:32}{last}")
    print(f"In all {time.monotonic() - began:.0f} s.")
    return 0 if all(passed for _, passed, _ in results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
