"""Commands about organisations."""

from __future__ import annotations

import click

from lanyard.config.cli.loading import ready


@click.group()
def organisation() -> None:
    r"""Add organisations, and renew their keys.

    \b
    Example:
      lanyard organisation add --help
    """


@organisation.command()
@click.argument("slug")
@click.argument("name")
@click.option("--host", "hosts", multiple=True, required=True, help="A host name it is reached at.")
@click.option("--profile", required=True, help="The policy profile that it begins with.")
@click.option(
    "--first", nargs=3, required=True, metavar="GIVEN FAMILY EMAIL",
    help="Who runs the system: they give out the posts, and read no concern.",
)  # fmt: skip
def add(
    slug: str, name: str, hosts: tuple[str, ...], profile: str, first: tuple[str, str, str]
) -> None:
    r"""Add an organisation with its policy, its open posts and the person who runs it.

    That person then presses "I do not know my password" on the sign-in page.

    \b
    Example:
      lanyard organisation add oaklands "Oaklands College" --host lanyard.oaklands.example \
        --profile oaklands --first Ada Clarke ada.clarke@oaklands.example
    """
    with ready():
        from django.db import IntegrityError
        from django.utils import timezone

        from lanyard.config.founding import found

        try:
            found(
                slug, name, hosts=hosts, profile=profile, first=first, on=timezone.localdate()
            )  # fmt: skip
        except LookupError as problem:
            raise click.ClickException(str(problem.args[0])) from None
        except IntegrityError:
            raise click.ClickException("That short name or host name is taken.") from None
    click.echo(f"{name} is there. {first[2]} can choose a password on the sign-in page.")


@organisation.command(name="renew-key")
@click.argument("slug")
def renew_key(slug: str) -> None:
    r"""Make a new key for an organisation's files and secrets, such as after somebody left IT.

    The worker wraps everything with the new key; the old one is retired a day later.

    \b
    Example:
      lanyard organisation renew-key oaklands
    """
    with ready():
        from django.db import transaction

        from lanyard.foundation.database.identity import acting_as_system
        from lanyard.foundation.files.api import renew_key as renew
        from lanyard.foundation.organisations.api import Organisation, organisation_named

        try:
            found = organisation_named(slug)
        except Organisation.DoesNotExist:
            raise click.ClickException(f"There is no organisation {slug!r}.") from None
        with acting_as_system(found.pk, "renew the key"), transaction.atomic():
            version = renew(by=None)
    click.echo(f"{slug} has version {version} of its key; the worker wraps everything with it.")
