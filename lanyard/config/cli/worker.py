"""The command that runs background work."""

from __future__ import annotations

import click

from lanyard.config.cli.loading import ready


@click.command()
@click.option("--concurrency", default=2, show_default=True, help="Jobs run side by side.")
@click.option("--once", is_flag=True, help="End when nothing waits any more.")
def worker(concurrency: int, once: bool) -> None:
    r"""Run background work: mail, escalations, schedules, imports. Stops cleanly on Ctrl-C.

    \b
    Example:
      lanyard worker --concurrency 4
    """
    with ready():
        from lanyard.foundation.jobs.worker import run

        run(concurrency=concurrency, wait=not once)
