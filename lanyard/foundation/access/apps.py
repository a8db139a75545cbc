"""The Django app of access."""

from django.apps import AppConfig

from lanyard.foundation.registry import api as registry


class AccessConfig(AppConfig):
    """Roles, circles, grants and exclusions."""

    name = "lanyard.foundation.access"
    label = "access"
    verbose_name = "Access"

    def ready(self) -> None:
        """Register the manifest."""
        from lanyard.foundation.access import room

        registry.register(room.MANIFEST)
