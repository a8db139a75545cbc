"""The Django app of notices."""

from django.apps import AppConfig

from lanyard.foundation.registry import api as registry


class NoticesConfig(AppConfig):
    """Notifications, their deliveries, and what happens when nobody answers."""

    name = "lanyard.foundation.notices"
    label = "notices"
    verbose_name = "Notices"

    def ready(self) -> None:
        """Register the manifest, and say where secrets are sealed."""
        from lanyard.foundation.files.api import holds_secrets
        from lanyard.foundation.notices import room

        registry.register(room.MANIFEST)
        holds_secrets("notices.Endpoint", "secret")
