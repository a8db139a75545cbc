"""The Django app of concerns."""

from django.apps import AppConfig

from lanyard.foundation.registry import api as registry


class ConcernsConfig(AppConfig):
    """Reports, cases and what belongs to them."""

    name = "lanyard.rooms.concerns"
    label = "concerns"
    verbose_name = "Concerns"

    def ready(self) -> None:
        """Register the manifest, and declare what runs later."""
        from lanyard.rooms.concerns import room

        registry.register(room.MANIFEST)
