"""The Django app of identity."""

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    """Accounts, sessions and tokens."""

    name = "lanyard.foundation.identity"
    label = "identity"
    verbose_name = "Identity"
