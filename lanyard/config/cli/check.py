"""The command that says whether an installation is sound."""

from __future__ import annotations

import sys

import click
from rich.console import Console
from rich.table import Table

from lanyard.config.cli.loading import ready

_COLOURS = {"good": "green", "look": "yellow", "bad": "bold red"}


@click.command()
def check() -> None:
    r"""Look at settings, database roles, row security, keys and mail; end with 1 if one is bad.

    \b
    Example:
      lanyard check
    """
    with ready():
        from lanyard.config.checking import findings

        table = Table("What", "Verdict", "Finding")
        bad = False
        for finding in findings():
            colour = _COLOURS[finding.verdict]
            table.add_row(finding.what, f"[{colour}]{finding.verdict}[/]", finding.says)
            bad = bad or finding.verdict == "bad"
        Console().print(table)
    sys.exit(1 if bad else 0)
