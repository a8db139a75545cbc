"""The Django app of files."""

from django.apps import AppConfig

from lanyard.foundation.registry import api as registry


class FilesConfig(AppConfig):
    """Files: checked, stripped of metadata, sealed, opened with a record."""

    name = "lanyard.foundation.files"
    label = "files"
    verbose_name = "Files"

    def ready(self) -> None:
        """Register the manifest."""
        from lanyard.foundation.files import room

        registry.register(room.MANIFEST)
