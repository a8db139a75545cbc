"""The Django app of identity."""

from django.apps import AppConfig

from lanyard.foundation.registry import api as registry


class IdentityConfig(AppConfig):
    """Accounts, sessions and tokens."""

    name = "lanyard.foundation.identity"
    label = "identity"
    verbose_name = "Identity"

    def ready(self) -> None:
        """Register the manifest."""
        from lanyard.foundation.identity import room

        registry.register(room.MANIFEST)
