"""The Django app of profiles."""

from django.apps import AppConfig


class ProfilesConfig(AppConfig):
    """See the package's docstring."""

    name = "lanyard.engine.profiles"
    label = "profiles"
    verbose_name = "Profiles"

    def ready(self) -> None:
        """Register the manifest."""
        from lanyard.engine.profiles import routes
        from lanyard.engine.profiles.room import MANIFEST
        from lanyard.foundation.registry.api import register
        from lanyard.people.api import provide_routes

        register(MANIFEST)
        provide_routes(routes.routes)
