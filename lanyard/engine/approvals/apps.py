"""The Django app of approvals."""

from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    """See the package's docstring."""

    name = "lanyard.engine.approvals"
    label = "approvals"
    verbose_name = "Approvals"

    def ready(self) -> None:
        """Register the manifest."""
        from lanyard.engine.approvals.errands import ERRAND
        from lanyard.engine.approvals.room import MANIFEST
        from lanyard.engine.duties.api import provide_errand
        from lanyard.foundation.registry.api import register

        register(MANIFEST)
        provide_errand(ERRAND)
