"""Commands about people."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lanyard.config.cli.loading import ready

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from lanyard.people.api import Plan, Upload

_KINDS = ("lanyard_csv", "oneroster", "ilr", "sds")
_SHOWN = 50


@click.group()
def people() -> None:
    r"""Import people.

    \b
    Example:
      lanyard people import lanyard_csv people.zip --dry-run
    """


@people.command(name="import")
@click.argument("kind", type=click.Choice(_KINDS))
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--organisation", default="", help="Its short name; needed where several are served.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@click.option("--full", is_flag=True, help="The set is whole: whoever is not in it has left.")
@click.option("--yes", is_flag=True, help="Do not ask, even where more than a fifth would leave.")
def import_people(
    kind: str, files: tuple[Path, ...], organisation: str, dry_run: bool, full: bool, yes: bool
) -> None:
    r"""Import people from files, or from every file of a folder.

    The whole set is applied, or nothing of it: one error and nothing changes.

    \b
    Example:
      lanyard people import sds exports/sds --dry-run
      lanyard people import ilr ILR-10000001-2526.xml --full
    """
    with ready():
        from lanyard.people.api import Upload

        uploads = [Upload(path.name, path.read_bytes()) for path in _files(files)]
        code = _run(kind, uploads, organisation, dry_run=dry_run, full=full, yes=yes)
    raise SystemExit(code)


@people.command(name="sign-ins")
@click.option("--organisation", default="", help="Its short name; needed where several are served.")
def sign_ins(organisation: str) -> None:
    r"""Open a sign-in for everybody with an e-mail address who has none yet.

    \b
    Example:
      lanyard people sign-ins
    """
    with ready():
        from django.db import transaction

        from lanyard.foundation.database.identity import acting_as_system
        from lanyard.people import api

        with (
            acting_as_system(_organisation(organisation), "open sign-ins"),
            transaction.atomic(),
        ):
            opened = api.open_sign_ins(by=None)
    click.echo(f"{opened} sign-ins were opened.")


def _files(given: tuple[Path, ...]) -> list[Path]:
    found: list[Path] = []
    for path in given:
        inside = sorted(path.iterdir()) if path.is_dir() else [path]
        found += [one for one in inside if one.is_file() and not one.name.startswith(".")]
    return [one for one in found if one.suffix.lower() in {".csv", ".xml", ".zip"} or one in given]


def _run(
    kind: str, uploads: Sequence[Upload], organisation: str, *, dry_run: bool, full: bool, yes: bool
) -> int:
    from django.db import transaction
    from django.utils import timezone
    from rich.progress import Progress

    from lanyard.foundation.database.identity import acting_as_system
    from lanyard.people import api

    with (
        acting_as_system(_organisation(organisation), "import people"),
        transaction.atomic(),
        Progress(transient=True) as progress,
    ):
        api.hold_imports()
        today = timezone.localdate()
        step = progress.add_task("Reading the files", total=None)
        batch = api.read_set(kind, uploads, today=today)
        progress.update(step, description="Comparing with the directory")
        plan = api.plan_import(batch, today=today, full=full)
        progress.stop()
        _show(plan)
        if dry_run or not plan.can_apply:
            return 0 if plan.can_apply else 1
        if plan.too_many_leavers and not yes:
            click.confirm(f"{len(plan.leavers)} of {plan.present} would leave. Go on?", abort=True)
        elif not yes:
            click.confirm("Apply this?", abort=True)
        progress.start()
        done = progress.add_task("Writing", total=9)

        def report(name: str, rows: int) -> None:
            progress.update(done, advance=1, description=f"Writing {name}: {rows}")

        api.apply_plan(
            plan, by=None, files=api.digests(uploads), confirm_leavers=True, progress=report
        )
    click.echo("Applied.")
    return 0


def _organisation(slug: str) -> UUID:
    from lanyard.foundation.organisations.models import Organisation

    found = list(Organisation.objects.filter(slug=slug) if slug else Organisation.objects.all()[:2])
    if len(found) == 1:
        return found[0].pk
    raise click.UsageError(
        f"No organisation is called {slug}." if slug else "Say which with --organisation."
    )


def _show(plan: Plan) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console()
    table = Table("", "added", "changed", "ended", "as it was", "sent")
    for kind, count in plan.counts.items():
        numbers = (count.add, count.change, count.end, count.same, count.sent)
        table.add_row(kind, *(str(n) for n in numbers))
    console.print(table)
    for title, lines in (
        ("Leavers", plan.leaver_names),
        ("Errors", [f"{p.where}: {p.message}" for p in plan.problems.in_order() if not p.warning]),
        ("Warnings", [f"{p.where}: {p.message}" for p in plan.problems.in_order() if p.warning]),
    ):
        number = {"Errors": plan.problems.errors, "Warnings": plan.problems.warnings}
        click.echo(f"{title}: {number.get(title, len(lines))}")
        for line in lines[:_SHOWN]:
            click.echo(f"  {line}")
