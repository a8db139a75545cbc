"""The Django app of identity."""

from django.apps import AppConfig

from lanyard.foundation.registry import api as registry


class IdentityConfig(AppConfig):
    """Accounts, sessions and tokens."""

    name = "lanyard.foundation.identity"
    label = "identity"
    verbose_name = "Identity"

    def ready(self) -> None:
        """Register the manifest, and provide the gates that ask for a sign-in."""
        from lanyard.foundation.access import gates
        from lanyard.foundation.files.api import holds_secrets
        from lanyard.foundation.identity import guards, mail, room, sweeping  # noqa: F401

        registry.register(room.MANIFEST)
        gates.provide_gate("signed-in", guards.ask_for_sign_in)
        gates.provide_gate("step-up", guards.ask_for_factor)
        holds_secrets("identity.SignOnProvider", "secret")
