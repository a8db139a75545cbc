"""``lanyard profile``: read the policy profiles that ship. No database, no Django, no server."""

from __future__ import annotations

import dataclasses
import itertools
import json

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from lanyard.engine.policy.api import Profile, ProfileInvalid, Value, key_of, shipped, slugs, values

_DEFAULT = "Lanyard's default"
#: The parts of a profile in the order in which they are printed.
SECTIONS = tuple(
    key_of(field.name)
    for field in dataclasses.fields(Profile)
    if field.name not in {"slug", "name"}
)


@click.group()
def profile() -> None:
    r"""Read policy profiles.

    \b
    Example:
      lanyard profile show oaklands
    """


@profile.command()
@click.argument("slug")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of tables.")
@click.option("--section", help="Only one section, such as routing or agencies.")
def show(slug: str, as_json: bool, section: str | None) -> None:
    r"""Print a profile: each value, and the clause that it comes from or that it is a default.

    \b
    Examples:
      lanyard profile show oaklands
      lanyard profile show landau --section routing
      lanyard profile show company --json
    """
    found = _found(slug)
    every = sorted(values(found, titled=not as_json), key=lambda v: SECTIONS.index(v.section))
    wanted = [v for v in every if section in {None, v.section}]
    if not wanted:
        told = f"there is no {section}; there are {', '.join(SECTIONS)}"
        raise click.BadParameter(told, param_hint="--section")
    if as_json:
        click.echo(json.dumps(_plain(found, wanted), ensure_ascii=False, indent=2))
    else:
        _print(found, wanted)


def _found(slug: str) -> Profile:
    try:
        return shipped(slug)
    except LookupError:
        told = ", ".join(slugs())
        raise click.BadParameter(
            f"no profile {slug!r}; there are {told}", param_hint="SLUG"
        ) from None
    except ProfileInvalid as invalid:
        raise click.ClickException(str(invalid)) from None


def _plain(found: Profile, wanted: list[Value]) -> dict[str, object]:
    return {
        "slug": found.slug,
        "name": found.name,
        "values": [
            {
                "key": value.key,
                "section": value.section,
                "value": dict(value.parts),
                "clauses": list(value.clauses),
                "default": value.default,
                "set_before_go_live": value.unset,
                "note": value.note,
            }
            for value in wanted
        ],
    }


def _print(found: Profile, wanted: list[Value]) -> None:
    console = Console()
    if not console.is_terminal:
        console = Console(width=120)
    console.print(f"[bold]{found.name}[/bold] ({found.slug}): {found.document.title}")
    defaults = sum(value.default for value in wanted)
    console.print(f"{len(wanted)} values, {defaults} of them {_DEFAULT}s.\n")
    for section, group in itertools.groupby(wanted, key=lambda value: value.section):
        table = Table(
            title=section.replace("-", " ").capitalize(), title_justify="left", expand=True
        )
        table.add_column("Key", ratio=3, overflow="fold")
        table.add_column("Value", ratio=6, overflow="fold")
        table.add_column("From", ratio=2, overflow="fold")
        for value in group:
            table.add_row(Text(value.key), _told(value), _source(value))
        console.print(table)


def _told(value: Value) -> Text:
    told = Text("\n".join(f"{name}: {words}" for name, words in value.parts))
    if value.unset:
        told.append("\nNot set: set it before go-live", style="bold yellow")
    if value.note:
        told.append(f"\n{value.note}", style="italic")
    return told


def _source(value: Value) -> Text:
    if value.default:
        return Text(_DEFAULT, style="dim")
    return Text("\n".join(value.clauses), style="green")
