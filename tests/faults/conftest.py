"""The fault tests' own fixtures: a college in a database of its own, a real server on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from pytest_django import DjangoDbBlocker

from lanyard.config import environment
from lanyard.foundation.database.embedded import APPLICATION_ROLE, OWNER_ROLE, EmbeddedServer
from tests.database import Databases
from tests.faults import scene
from tests.faults.scene import College
from tests.faults.site import Site

_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything here as a fault."""
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker(pytest.mark.fault)


@pytest.fixture
def college_here(own_database: None) -> College:
    """A college that commits; everything is asked for as one of its people or as the system."""
    return scene.make()


@pytest.fixture
def site() -> Iterator[Site]:
    """A web server on the database that the environment names, not yet started."""
    made = Site()
    yield made
    made.kill()


@pytest.fixture
def own_cluster(
    databases: Databases,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[EmbeddedServer]:
    """A database server of the test's own, which it may kill, with a database like any other."""
    before, name = str(settings.DATABASES["default"]["NAME"]), "lanyard_faults"
    server = EmbeddedServer(environment.home() / "faults" / "postgres")
    server.start()
    own = Databases(server.url("postgres", "postgres"))
    with django_db_blocker.unblock():
        own.copy(own.template(), name)
        own.use(name)
        monkeypatch.setenv("LANYARD_DATABASE_URL", own.url(name, APPLICATION_ROLE))
        monkeypatch.setenv("LANYARD_OWNER_DATABASE_URL", own.url(name, OWNER_ROLE))
        yield server
        databases.use(before)
    server.stop()
