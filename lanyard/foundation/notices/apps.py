"""The Django app of notices."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """See the package's docstring."""

    name = "lanyard.foundation.notices"
    label = "notices"
    verbose_name = "Notices"
