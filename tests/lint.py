"""Run every linter, with one line for each: ``python -m tests.lint``."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
_BIN = Path(sys.executable).parent
_PYTHON = (sys.executable, "-m")
#: What each linter is called, what it holds, and how it is run.
_LINTERS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("ruff check", "style and likely mistakes", (str(_BIN / "ruff"), "check", "--quiet", ".")),
    ("ruff format", "layout", (str(_BIN / "ruff"), "format", "--check", "--quiet", ".")),
    ("mypy", "types", (*_PYTHON, "mypy", "lanyard", "tests", "conftest.py")),
    ("import-linter", "the order of imports", (str(_BIN / "lint-imports"),)),
    ("djlint", "templates", (str(_BIN / "djlint"), "lanyard", "--lint", "--quiet")),
    (
        "makemigrations",
        "tables match their models",
        (*_PYTHON, "tests.migrations"),
    ),
    (
        "messages",
        "catalogues hold every string",
        (*_PYTHON, "lanyard.foundation.ui.messages", "--check"),
    ),
    (
        "architecture",
        "doors, sizes, templates, manifests, papers",
        (*_PYTHON, "pytest", "-q", "--no-header", "tests/architecture", "-m", "not database"),
    ),
)


def main() -> int:
    """Run the linters; return 1 if one objects, after printing what it said."""
    environment = {**os.environ, "LANYARD_LOOPBACK": "1", "PYTHONPATH": str(_ROOT)}
    objections = 0
    for name, holds, command in _LINTERS:
        began = time.monotonic()
        done = subprocess.run(
            command, cwd=_ROOT, env=environment, capture_output=True, text=True, check=False
        )
        verdict = "ok" if done.returncode == 0 else "FAILED"
        print(f"{verdict:7}{name:16}{holds:44}{time.monotonic() - began:5.1f} s", flush=True)
        if done.returncode:
            objections += 1
            print(done.stdout + done.stderr)
    return 1 if objections else 0


if __name__ == "__main__":
    sys.exit(main())
