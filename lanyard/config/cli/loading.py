"""What commands need to use Django."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator

import click
import django

from lanyard.config import environment, installation
from lanyard.config.backup import swapping
from lanyard.foundation.database.embedded import EmbeddedServer


@contextlib.contextmanager
def ready() -> Iterator[EmbeddedServer | None]:
    """Keep the database up and Django loaded within the block, once no restore is half done."""
    with installation.database_up() as server:
        _recover(server)
        django.setup()
        yield server


def _recover(server: EmbeddedServer | None) -> None:
    """End what a crash left of a restore, before keys and settings are read."""
    administrator = os.environ.get("LANYARD_ADMINISTRATOR_DATABASE_URL")
    if server is not None:
        administrator = server.url("postgres", "postgres")
    try:
        told = swapping.recover(administrator, administrator or environment.database_url())
    except swapping.Busy as busy:
        raise click.ClickException(str(busy)) from None
    if told:
        click.echo(told, err=True)
