"""The Django app of observability."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ObservabilityConfig(AppConfig):
    """Health, metrics, logs."""

    name = "lanyard.foundation.observability"
    label = "observability"
    verbose_name = "Observability"

    def ready(self) -> None:
        """Set up logs, and declare what a token must open to read the metrics."""
        from lanyard.foundation.identity.api import declare_scope
        from lanyard.foundation.observability import logs, views

        logs.configure_structlog()
        declare_scope(views.SCOPE, _("Read the metrics"))
