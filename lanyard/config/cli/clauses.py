"""``lanyard clauses``: the clauses of the policies, and how far they are carried out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click
import django
from rich.console import Console
from rich.table import Table

from lanyard.config import environment
from lanyard.config.cli.loading import ready
from lanyard.engine.policy.api import ContentInvalid, clauses, slugs

if TYPE_CHECKING:
    from lanyard.engine.clauses.api import Standing

_WIDTH = 110
_COLUMNS = ("clauses", "built", "in_force", "at_risk", "not_in_force", "not_set_up", "not_built")
_CODE_ONLY = "Counted from the code alone: no organisation's evidence was asked, so what is built"


@click.command("clauses")
@click.option("--coverage", is_flag=True, help="Count what is built and how it stands.")
@click.option("--profile", default="", help="Only one policy, by its slug.")
@click.option("--organisation", default="", help="Whose evidence to ask, by its slug.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of tables.")
def clauses_command(coverage: bool, profile: str, organisation: str, as_json: bool) -> None:
    r"""List the clauses of the policies, or count how far they are carried out.

    What is built is known from the code. How it stands needs an organisation's database; which one
    was asked, or that none was, is said on standard error.

    \b
    Examples:
      lanyard clauses --profile oaklands
      lanyard clauses --coverage --json
      lanyard clauses --coverage --organisation oaklands
    """
    if profile and profile not in slugs():
        raise click.BadParameter(f"there are {', '.join(slugs())}", param_hint="--profile")
    chosen = (profile,) if profile else slugs()
    try:
        registers = {slug: clauses(slug) for slug in chosen}
    except ContentInvalid as invalid:
        raise click.ClickException(str(invalid)) from None
    if coverage:
        _print_coverage(_counted(registers, organisation), as_json=as_json)
    else:
        _print_clauses(registers, as_json=as_json)


def _counted(registers: Mapping[str, Any], organisation: str) -> dict[str, Any]:
    if not organisation and not _database_there():
        django.setup()
        return _count(registers, None)
    with ready():
        return _count(registers, _states(organisation))


def _database_there() -> bool:
    """Say whether a database is named, or an embedded one was made here before."""
    return environment.embedded_server() is None or (environment.home() / "postgres").exists()


def _count(registers: Mapping[str, Any], states: Mapping[str, Standing] | None) -> dict[str, Any]:
    from lanyard.engine.clauses.api import coverage, standings_with

    if states is None:
        from django.utils import timezone

        states = standings_with({}, None, on=timezone.localdate())
        click.echo(f"{_CODE_ONLY} reads “not set up”.", err=True)
    return coverage(registers, states)


def _states(slug: str) -> Mapping[str, Standing] | None:
    """Ask every control of an organisation for its evidence now; None where none is to be asked."""
    from django.db import transaction
    from django.utils import timezone

    from lanyard.engine.clauses.api import evidence_of_all, found_as, standings_with
    from lanyard.engine.profiles.api import NoProfile, profile_in_force
    from lanyard.foundation.database.identity import acting_as_system

    row = _organisation(slug)
    if row is None:
        return None
    today, moment = timezone.localdate(), timezone.now()
    with acting_as_system(row.pk, "count the clauses"), transaction.atomic():
        found = evidence_of_all(row.pk, on=today)
        try:
            profile = profile_in_force(today).profile
        except NoProfile:
            profile = None
    click.echo(f"States from the evidence of {row.name}, gathered {today.isoformat()}.", err=True)
    gathered = {slug: found_as(evidence, moment) for slug, evidence in found.items()}
    return standings_with(gathered, profile, on=today)


def _organisation(slug: str) -> Any:
    """Return the organisation that is named, the only one, or the one the demonstration shows."""
    from django.db import DatabaseError

    from lanyard.config.demonstration import running
    from lanyard.foundation.organisations.models import Organisation

    try:
        every = {row.slug: row for row in Organisation.objects.all()}
    except DatabaseError as problem:
        if slug:
            raise click.ClickException(f"The database cannot be read: {problem}") from None
        return None
    if slug and slug not in every:
        there = ", ".join(sorted(every)) or "none"
        raise click.BadParameter(f"there is no {slug}; there are: {there}",
                                 param_hint="--organisation")  # fmt: skip
    if slug or len(every) == 1:
        return every[slug or next(iter(every))]
    if (environment.home() / "demonstration").exists():
        return every.get(running.last_shown())
    return None


def _print_coverage(counted: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(counted, indent=2))
        return
    table = Table(title="Clauses carried out", title_justify="left")
    table.add_column("")
    for name in _COLUMNS:
        table.add_column(name.replace("_", " "), justify="right")
    for group in ("profiles", "capabilities"):
        for slug, counts in counted[group].items():
            table.add_row(slug, *(str(counts[name]) for name in _COLUMNS))
        table.add_section()
    table.add_row("total", *(str(counted["total"][name]) for name in _COLUMNS))
    _console().print(table)


def _print_clauses(registers: Mapping[str, Any], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(list(_plain(registers)), ensure_ascii=False, indent=2))
        return
    for slug, register in registers.items():
        table = Table(title=f"{slug}: {len(register)} clauses", title_justify="left", expand=True)
        for heading, ratio in (("Clause", 2), ("Binds", 1), ("Says", 7), ("Carried out by", 4)):
            table.add_column(heading, ratio=ratio, overflow="fold")
        for one in register.values():
            table.add_row(one.id, one.strength.value, one.says, "\n".join(one.controls))
        _console().print(table)


def _plain(registers: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for slug, register in registers.items():
        for one in register.values():
            yield {
                "profile": slug, "id": one.id, "section": one.section, "says": one.says,
                "actor": one.actor, "kind": one.kind, "capability": one.capability,
                "strength": one.strength.value, "controls": list(one.controls),
            }  # fmt: skip


def _console() -> Console:
    console = Console()
    return console if console.is_terminal else Console(width=_WIDTH)
