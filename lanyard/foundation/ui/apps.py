"""The Django app of ui."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """See the package's docstring."""

    name = "lanyard.foundation.ui"
    label = "ui"
    verbose_name = "Ui"
