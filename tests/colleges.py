"""Made-up colleges, loaded once in a run and copied for each test that asks for them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connections
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from lanyard.config.demonstration import college
from tests.database import Databases, copied

#: The colleges by slug, all of them under Oaklands: much work, some, none.
COLLEGES = {
    "much": college.Size(learners=120, staff=60, leavers=20, concerns=60, told=30),
    "some": college.Size(learners=60, staff=60, leavers=10, concerns=10, told=10),
    "none": college.Size(learners=60, staff=60, leavers=10, concerns=0, told=0),
}


@pytest.fixture
def made_up_colleges(
    databases: Databases,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[None]:
    """Give one test a database of its own that holds the colleges; it commits there.

    Not together with ``db`` or ``college``.
    """
    with django_db_blocker.unblock():
        template = databases.once("colleges", lambda name: _load(databases, name))
    with copied(databases, template, monkeypatch, django_db_blocker):
        yield


def _load(databases: Databases, name: str) -> None:
    before = str(settings.DATABASES["default"]["NAME"])
    databases.use(name)
    for slug, size in COLLEGES.items():
        college.load("oaklands", slug=slug, seed=slug, on=timezone.localdate(), size=size)
    for alias in ("default", "owner"):
        connections[alias].close()
    databases.use(before)
