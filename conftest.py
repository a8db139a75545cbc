"""The test harness: a real PostgreSQL, one database per test process, two organisations."""

from __future__ import annotations

pytest_plugins = [
    "tests.database",
    "tests.hashing",
    "tests.people",
    "tests.post",
    "tests.workers",
]
