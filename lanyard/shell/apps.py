"""The Django app of the shell."""

from django.apps import AppConfig


class ShellConfig(AppConfig):
    """See the package's docstring."""

    name = "lanyard.shell"
    label = "shell"
    verbose_name = "Shell"
