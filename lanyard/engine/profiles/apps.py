"""The Django app of profiles."""

from django.apps import AppConfig


class ProfilesConfig(AppConfig):
    """See the package's docstring."""

    name = "lanyard.engine.profiles"
    label = "profiles"
    verbose_name = "Profiles"
