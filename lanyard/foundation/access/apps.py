"""The Django app of access."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Roles, circles, grants and exclusions."""

    name = "lanyard.foundation.access"
    label = "access"
    verbose_name = "Access"
