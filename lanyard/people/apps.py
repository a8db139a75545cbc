"""The Django app of people."""

from django.apps import AppConfig

from lanyard.foundation.registry import api as registry


class PeopleConfig(AppConfig):
    """People and how they belong to the organisation."""

    name = "lanyard.people"
    label = "people"
    verbose_name = "People"

    def ready(self) -> None:
        """Register the roles and the manifest."""
        from lanyard.people import roles, room

        _ = roles.ALL
        registry.register(room.MANIFEST)
