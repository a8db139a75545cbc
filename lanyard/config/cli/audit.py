"""Commands of the audit trail."""

from __future__ import annotations

import sys
from typing import IO, TYPE_CHECKING

import click

from lanyard.config.cli.loading import ready

if TYPE_CHECKING:
    from lanyard.foundation.audit.api import Verified


@click.group()
def audit() -> None:
    r"""Check the audit trail, or take it out.

    \b
    Example:
      lanyard audit verify
    """


@audit.command()
@click.option("--organisation", default="", help="One organisation's slug; otherwise all.")
def verify(organisation: str) -> None:
    r"""Walk the chain of each organisation and name the first broken link.

    The chain is also held against the heads that were written down of it, each day, in
    LANYARD_AUDIT_HEAD_FILE: one that was cut at its end is found out by them.

    \b
    Example:
      lanyard audit verify --organisation oaklands
    """
    with ready():
        from django.db import transaction

        from lanyard.foundation.audit import api
        from lanyard.foundation.database.identity import acting_as_system
        from lanyard.foundation.observability import heads
        from lanyard.foundation.organisations.models import Organisation

        sound = True
        chosen = Organisation.objects.order_by("slug")
        rows = list(chosen.filter(slug=organisation) if organisation else chosen)
        if not rows:
            raise click.ClickException(f"No organisation is called {organisation or 'anything'}.")
        told = []
        with click.progressbar(rows, label="Walking", file=sys.stderr) as bar:
            for row in bar:
                with acting_as_system(row.pk, "verify the audit trail"), transaction.atomic():
                    verified = api.verify(row.pk)
                    unlike = "" if verified.broken else heads.unlike(row.pk)
                sound = sound and verified.broken is None and not unlike
                told.append(f"{row.slug}: {f'BROKEN: {unlike}' if unlike else _said(verified)}")
        click.echo("\n".join(told))
    if not sound:
        sys.exit(1)


@audit.command()
@click.option("--organisation", required=True, help="The organisation's slug.")
@click.option("--because", required=True, help="Why; it goes into the trail.")
@click.option("--to", "target", type=click.File("w", encoding="utf-8"), required=True)
def export(organisation: str, because: str, target: IO[str]) -> None:
    r"""Write the whole trail of an organisation as CSV. That it was done is recorded.

    \b
    Example:
      lanyard audit export --organisation oaklands --because "Yearly audit" --to audit.csv
    """
    with ready():
        from django.db import transaction

        from lanyard.foundation.audit import api, exports, queries
        from lanyard.foundation.database.identity import acting_as_system
        from lanyard.foundation.organisations.models import Organisation

        row = Organisation.objects.filter(slug=organisation).first()
        if row is None:
            raise click.ClickException(f"No organisation is called {organisation}.")
        with acting_as_system(row.pk, "export the audit trail"), transaction.atomic():
            found = queries.entries().order_by("at", "id")
            number = found.count()
            lines = exports.lines(found.iterator(chunk_size=2000))
            with click.progressbar(lines, length=number + 1, label="Writing", file=sys.stderr) as b:
                for line in b:
                    target.write(line)
            api.record("audit.exported", by=None, because=because, entries=number)
        click.echo(f"{number} entries written.", err=True)


def _said(verified: Verified) -> str:
    broken = verified.broken
    if broken is None:
        links = "1 link" if verified.links == 1 else f"{verified.links:,} links"
        return f"unbroken, {links}, head {verified.head[:16] or '(none)'}"
    return f"BROKEN at link {broken.number}, entry {broken.entry}: {broken.why}"
