"""Verify a restored installation before it takes the place of another.

Run as a process of its own, with the restored database, files and keys as its own: what it can
read, the installation will be able to read. It writes one JSON object on each line.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import django


def main() -> int:
    """Update the tables, walk each chain, open each file; return 1 where something is wrong."""
    django.setup()
    from lanyard.config import installation, releasing
    from lanyard.config.backup import proving

    _say(begin="Updating the tables", total=None)
    installation.migrate(verbosity=0)
    releasing.propose_profiles()
    chains, files, wrong = proving.prove(_say)
    if not wrong:
        proving.note_heads()
    _say(chains=chains, files=files, wrong=wrong)
    return 1 if wrong else 0


def _say(**told: Any) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
