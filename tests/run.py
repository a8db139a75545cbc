"""Run every test: ``python -m tests.run [arguments for pytest]``.

First everything that needs no browser, on two processes; then the journeys in a real Chromium;
then the fault tests, which kill servers.
Chromium and exiftool are installed through the system's package manager where that is allowed;
otherwise the run stops before its first test, with the command to run. No test is left out.
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
_INSTALL = ("apt-get", "install", "-y", "--no-install-recommends")
#: Programs of the system that tests run, by the packages of Debian and of Fedora.
_PACKAGES = {
    "chromium": ("chromium", "chromium"),
    "exiftool": ("libimage-exiftool-perl", "perl-Image-ExifTool"),
}
#: Whoever has no test left takes some of the other's.
_BOTH_CORES = ("-n", "2", "--dist", "worksteal")
#: pytest's exit status where nothing was collected.
_NOTHING_THERE = 5


def chromium() -> str | None:
    """Return the system's Chromium, or the one that ``LANYARD_CHROMIUM`` names."""
    named = os.environ.get("LANYARD_CHROMIUM")
    return named or next((path for name in _NAMES if (path := shutil.which(name))), None)


def missing() -> list[str]:
    """Return the programs that tests need and the system has not."""
    found = {"chromium": chromium(), "exiftool": shutil.which("exiftool")}
    return [name for name, path in found.items() if path is None]


def ensure_programs() -> list[str]:
    """Install what is missing, where that is allowed; return what a person must install."""
    lacking = missing()
    if lacking and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Missing: {', '.join(lacking)}. Installing with apt-get.", flush=True)
        calm = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        packages = [_PACKAGES[name][0] for name in lacking]
        for command in (["apt-get", "update"], [*_INSTALL, *packages]):
            subprocess.run(command, check=False, env=calm, stdout=subprocess.DEVNULL)
        lacking = missing()
    return lacking


def how_to_install(*names: str) -> str:
    """Return the command by which a person installs programs here."""
    if shutil.which("apt-get"):
        return "sudo " + " ".join((*_INSTALL, *(_PACKAGES[name][0] for name in names)))
    if shutil.which("dnf"):
        return "sudo dnf install -y " + " ".join(_PACKAGES[name][1] for name in names)
    return f"install {', '.join(names)} with your system's package manager"


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
    lacking = ensure_programs()
    if lacking:
        print(f"Needed for the tests: {', '.join(lacking)}. Run: {how_to_install(*lacking)}")
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
