"""The Django app of the audit trail."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Audit entries and their chain."""

    name = "lanyard.foundation.audit"
    label = "audit"
    verbose_name = "Audit"
