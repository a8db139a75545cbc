"""The Django app of organisations."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Organisations and their host names."""

    name = "lanyard.foundation.organisations"
    label = "organisations"
    verbose_name = "Organisations"
