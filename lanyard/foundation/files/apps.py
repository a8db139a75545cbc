"""The Django app of files."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """See the package's docstring."""

    name = "lanyard.foundation.files"
    label = "files"
    verbose_name = "Files"
