"""The Django app of governance."""

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    """See the package's docstring."""

    name = "lanyard.rooms.governance"
    label = "governance"
    verbose_name = "Governance"

    def ready(self) -> None:
        """Register the manifest and the daily job."""
        from lanyard.engine.duties.api import provide_errand
        from lanyard.foundation.registry.api import register
        from lanyard.rooms.governance import jobs  # noqa: F401 - declares its tasks
        from lanyard.rooms.governance.errands import ERRANDS
        from lanyard.rooms.governance.room import MANIFEST

        register(MANIFEST)
        for errand in ERRANDS:
            provide_errand(errand)
