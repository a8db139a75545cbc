"""The Django app of official accounts."""

from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    """See the package's docstring."""

    name = "lanyard.rooms.channels"
    label = "channels"
    verbose_name = "Official accounts"

    def ready(self) -> None:
        """Register the manifest."""
        from lanyard.foundation.registry.api import register
        from lanyard.rooms.channels.room import MANIFEST

        register(MANIFEST)
