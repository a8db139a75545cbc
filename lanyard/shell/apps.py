"""The Django app of the shell."""

from django.apps import AppConfig


class ShellConfig(AppConfig):
    """See the package's docstring."""

    name = "lanyard.shell"
    label = "shell"
    verbose_name = "Shell"

    def ready(self) -> None:
        """Register the manifest."""
        from lanyard.foundation.registry.api import register
        from lanyard.shell.room import MANIFEST

        register(MANIFEST)
