"""What commands need to use Django."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import django

from lanyard.config import installation
from lanyard.foundation.database.embedded import EmbeddedServer


@contextlib.contextmanager
def ready() -> Iterator[EmbeddedServer | None]:
    """Keep the database up and Django loaded within the block."""
    with installation.database_up() as server:
        django.setup()
        yield server
