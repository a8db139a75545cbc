"""The demonstration: a made-up college on this machine, and the codes of its authenticators."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import click
import django
from rich.console import Console
from rich.table import Table

from lanyard.config.cli.loading import ready

if TYPE_CHECKING:
    from lanyard.foundation.organisations.models import Organisation

_TABLE = 120
_WAY_OUT = "Ctrl-C stops everything that this command started."


@click.group(invoke_without_command=True)
@click.option("--profile", default="oaklands", show_default=True, help="The policy profile.")
@click.option("--port", default=8000, show_default=True, help="Port of loopback to serve on.")
@click.option("--fresh", is_flag=True, help="Drop the demonstration's data and make it anew.")
@click.option("--small", is_flag=True, help="Load a small college, in a moment.")
@click.option("--prepare-only", is_flag=True, help="Load the college and stop.")
@click.pass_context
def demo(
    context: click.Context, profile: str, port: int, fresh: bool, small: bool, prepare_only: bool
) -> None:
    r"""Run a made-up college on this machine, with a table of its sign-ins.

    \b
    Examples:
      lanyard demo --profile landau
      lanyard demo code dsl
    """
    os.environ["LANYARD_LOOPBACK"] = "1"
    if context.invoked_subcommand is not None:
        given = context.get_parameter_source("profile") is click.core.ParameterSource.COMMANDLINE
        context.obj = profile if given else ""
        return
    with ready() as server:
        from lanyard.config import processes
        from lanyard.config.demonstration import running
        from lanyard.engine.policy import api as policies

        if profile not in policies.slugs():
            raise click.UsageError(f"Choose a profile of {', '.join(policies.slugs())}.")
        if not prepare_only and processes.answers(running.HOST, port):
            raise click.ClickException(f"Port {port} is in use. Choose another with --port.")
        console = Console()
        try:
            with console.status("Preparing") as status:
                organisation = running.prepare(
                    profile,
                    server,
                    fresh=fresh,
                    small=small,
                    say=lambda text: _say(console, status, text),
                )
            if not prepare_only:
                running.run(organisation, port, ready=lambda: _show(console, organisation, port))
        except (running.NotADemonstration, processes.Stopped) as problem:
            raise click.ClickException(str(problem)) from None
        except KeyboardInterrupt:
            console.print("Stopped.")


@demo.command()
@click.argument("who")
@click.pass_obj
def code(profile: str, who: str) -> None:
    r"""Print the code that a demonstration person's authenticator shows now.

    \b
    Example:
      lanyard demo code dsl
    """
    django.setup()
    from lanyard.config.demonstration import college, running, signins

    try:
        entry = signins.sign_in(profile or running.last_shown(), college.SEED, who)
    except LookupError as problem:
        known = ", ".join(word for word, *_ in signins.KINDS)
        raise click.UsageError(f"{problem} There are: {known}.") from None
    click.echo(signins.code(entry, at=time.time()))


def _say(console: Console, status: object, text: str) -> None:
    update = getattr(status, "update", None)
    if console.is_terminal and update is not None:
        update(text)
    else:
        console.print(text)


def _show(console: Console, organisation: Organisation, port: int) -> None:
    from lanyard.config.demonstration import college, running, signins

    coded = running.with_authenticator(organisation)
    table = Table(title=f"{organisation.name}: sign-ins of the demonstration")
    for heading in ("Who", "E-mail address", "Password", "Code of"):
        table.add_column(heading, overflow="fold", no_wrap=True)
    for entry in signins.sign_ins(organisation.slug, college.SEED):
        who = entry.who if entry.who in coded else ""
        table.add_row(entry.label, entry.email, entry.password, who)
    Console(width=max(console.width, _TABLE)).print(table)
    console.print("Where a code is asked for: lanyard demo code dsl", highlight=False)
    console.print(f"Lanyard runs at http://localhost:{port}/", highlight=False)
    console.print(_WAY_OUT)
