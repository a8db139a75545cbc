"""The Django app of official accounts."""

from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    """See the package's docstring."""

    name = "lanyard.rooms.channels"
    label = "channels"
    verbose_name = "Official accounts"

    def ready(self) -> None:
        """Register the manifest and what waits for somebody."""
        from lanyard.engine.duties.api import provide_errand
        from lanyard.foundation.registry.api import register
        from lanyard.rooms.channels.errands import ERRANDS
        from lanyard.rooms.channels.queries import live_names
        from lanyard.rooms.channels.room import MANIFEST
        from lanyard.rooms.guidance.api import provide_official_pages

        register(MANIFEST)
        for errand in ERRANDS:
            provide_errand(errand)
        provide_official_pages(live_names)
