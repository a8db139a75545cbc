"""The test harness: a real PostgreSQL, one database per test process, two organisations."""

from __future__ import annotations

import os

os.environ.setdefault("LANYARD_LOOPBACK", "1")
os.environ.setdefault("LANYARD_HOME", os.path.abspath("var/test"))

pytest_plugins = ["tests.database", "tests.people", "tests.post", "tests.workers"]
