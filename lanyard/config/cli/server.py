"""Commands that run the installation."""

from __future__ import annotations

import click

from lanyard.config import installation
from lanyard.config.cli.loading import ready


@click.command()
def migrate() -> None:
    r"""Create or update the tables, and propose what a release changed in the policy profiles.

    \b
    Example:
      lanyard migrate
    """
    with ready() as server:
        from lanyard.config.releasing import propose_profiles

        installation.prepare(server)
        for slug, profile in propose_profiles().items():
            click.echo(f"{slug}: the shipped profile {profile} changed; it waits to be decided.")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option("--workers", default=2, show_default=True, help="Server processes, one per core.")
@click.option("--threads", default=4, show_default=True, help="Requests at once per process.")
@click.option("--quiet", is_flag=True, help="Say only what goes wrong.")
def serve(host: str, port: int, workers: int, threads: int, quiet: bool) -> None:
    r"""Serve the pages, until Ctrl-C. Put a proxy with TLS in front for a real college.

    \b
    Example:
      lanyard serve --host 127.0.0.1 --port 8000 --workers 4
    """
    from lanyard.config.serving import run, shared_figures

    with shared_figures(), ready():
        run(host, port, workers=workers, threads=threads, quiet=quiet)
