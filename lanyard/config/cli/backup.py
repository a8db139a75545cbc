"""Commands that save an installation and bring it back."""

from __future__ import annotations

import os
from pathlib import Path

import click

from lanyard.config.cli.loading import ready
from lanyard.config.cli.progress import shown

_KEY_FILE = click.option(
    "--key-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file whose content seals the backup, in place of a passphrase.",
)
_SHORTEST = 12


@click.command()
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
@_KEY_FILE
def backup(target: Path, key_file: Path | None) -> None:
    r"""Save database, files and keys to TARGET, sealed. It may run while people work.

    The passphrase is asked for, or read from LANYARD_BACKUP_PASSPHRASE.

    \b
    Example:
      lanyard backup /backups/monday.lanyard --key-file /etc/lanyard/backup.key
    """
    secret = _secret(key_file, anew=True)
    with ready() as server:
        from lanyard.config.backup import saving, tools

        try:
            with shown() as progress:
                saved = saving.save(target, secret, server, progress)
        except (FileExistsError, tools.ToolFailed) as problem:
            raise click.ClickException(str(problem)) from None
    click.echo(f"Saved to {target}: {saved.files} files, {saved.bytes:,} bytes in all.")


@click.command()
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_KEY_FILE
@click.option("--replace", is_flag=True, help="Lose what this installation holds now.")
@click.option("--check", "check_only", is_flag=True, help="Only check that it could be restored.")
def restore(source: Path, key_file: Path | None, replace: bool, check_only: bool) -> None:
    r"""Bring back what SOURCE holds, wholly or not at all. Stop the server and the worker before.

    It is loaded beside what is there, verified, and only then put in its place.

    \b
    Example:
      lanyard restore /backups/monday.lanyard --key-file /etc/lanyard/backup.key
    """
    secret = _secret(key_file, anew=False)
    with ready() as server:
        from lanyard.config import installation
        from lanyard.config.backup import restoring, sealing, swapping, tools

        problems = (
            sealing.Unreadable, restoring.NotEmpty, restoring.Unsound, tools.ToolFailed,
            swapping.Busy,
        )  # fmt: skip
        try:
            with shown() as progress:
                if check_only:
                    about = restoring.check(source, secret, progress)
                    click.echo(f"Sound: saved {about['made']} by version {about['version']}.")
                    return
                installation.prepare_server(server)
                done = restoring.restore(source, secret, server, progress, replace=replace)
        except problems as problem:
            raise click.ClickException(str(problem)) from None
    for slug, links in done.chains.items():
        click.echo(f"{slug}: {links} audit entries, unbroken")
    click.echo(f"Restored what was saved {done.about['made']}, with {done.files} files.")


def _secret(key_file: Path | None, *, anew: bool) -> bytes:
    if key_file is not None:
        content = key_file.read_bytes().strip()
    else:
        named = os.environ.get("LANYARD_BACKUP_PASSPHRASE")
        asked = named or click.prompt("Passphrase", hide_input=True, confirmation_prompt=anew)
        content = str(asked).encode()
    if anew and len(content) < _SHORTEST:
        raise click.UsageError(f"A passphrase or key has at least {_SHORTEST} characters.")
    return content
