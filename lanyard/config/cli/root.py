"""The root of the command line. Commands are found in the modules named here, on use only."""

from __future__ import annotations

import importlib
import os

import click

#: Command name to the module and function that carry it out.
COMMANDS = {
    "audit": "lanyard.config.cli.audit:audit",
    "backup": "lanyard.config.cli.backup:backup",
    "check": "lanyard.config.cli.check:check",
    "clauses": "lanyard.config.cli.clauses:clauses_command",
    "decide": "lanyard.config.cli.decide:decide_command",
    "demo": "lanyard.config.cli.demo:demo",
    "migrate": "lanyard.config.cli.server:migrate",
    "organisation": "lanyard.config.cli.organisation:organisation",
    "people": "lanyard.config.cli.people:people",
    "profile": "lanyard.config.cli.profile:profile",
    "replay": "lanyard.config.cli.replay:replay",
    "restore": "lanyard.config.cli.backup:restore",
    "serve": "lanyard.config.cli.server:serve",
    "worker": "lanyard.config.cli.worker:worker",
}


class Lazy(click.Group):
    """A group that imports a command when it is called, so that ``lanyard decide`` starts fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the command names in order."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command."""
        if cmd_name not in COMMANDS:
            return None
        module, function = COMMANDS[cmd_name].split(":")
        command = getattr(importlib.import_module(module), function)
        return command if isinstance(command, click.Command) else None


@click.command(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="lanyard")
def main() -> None:
    """Lanyard runs a college's online-safety and social-media policy."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lanyard.config.settings")
