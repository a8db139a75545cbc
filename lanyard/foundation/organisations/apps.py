"""The Django app of organisations."""

from django.apps import AppConfig

from lanyard.foundation.registry import api as registry


class OrganisationsConfig(AppConfig):
    """Organisations and their host names."""

    name = "lanyard.foundation.organisations"
    label = "organisations"
    verbose_name = "Organisations"

    def ready(self) -> None:
        """Register the manifest."""
        from lanyard.foundation.organisations import room

        registry.register(room.MANIFEST)
