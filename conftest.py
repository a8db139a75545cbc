"""The test harness: a real PostgreSQL, one database per test process, two organisations."""

from __future__ import annotations

from hypothesis import settings

pytest_plugins = [
    "tests.addresses",
    "tests.database",
    "tests.colleges",
    "tests.hashing",
    "tests.order",
    "tests.people",
    "tests.post",
    "tests.workers",
]

# The machine may be busy: a slow example is no failure. Nothing is remembered between runs.
settings.register_profile("lanyard", deadline=None, database=None)
settings.load_profile("lanyard")
