"""Commands that run the installation."""

from __future__ import annotations

import click

from lanyard.config import installation
from lanyard.config.cli.loading import ready


@click.command()
def migrate() -> None:
    r"""Create or update the tables.

    \b
    Example:
      lanyard migrate
    """
    with ready() as server:
        installation.prepare(server)
