"""The Django app of the audit trail."""

from django.apps import AppConfig

from lanyard.foundation.registry import api as registry


class AuditConfig(AppConfig):
    """Audit entries and their chain."""

    name = "lanyard.foundation.audit"
    label = "audit"
    verbose_name = "Audit"

    def ready(self) -> None:
        """Register the manifest."""
        from lanyard.foundation.audit import room

        registry.register(room.MANIFEST)
