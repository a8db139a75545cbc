"""The Django app of guidance."""

from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    """See the package's docstring."""

    name = "lanyard.rooms.guidance"
    label = "guidance"
    verbose_name = "Guidance"

    def ready(self) -> None:
        """Register the manifest."""
        from lanyard.foundation.registry.api import register
        from lanyard.rooms.guidance.room import MANIFEST

        register(MANIFEST)
