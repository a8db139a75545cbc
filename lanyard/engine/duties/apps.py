"""The Django app of duties."""

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    """See the package's docstring."""

    name = "lanyard.engine.duties"
    label = "duties"
    verbose_name = "Duties"

    def ready(self) -> None:
        """Register the manifest and the jobs."""
        from lanyard.engine.duties import jobs  # noqa: F401 - declares its tasks
        from lanyard.engine.duties.errands import provide_errand
        from lanyard.engine.duties.proposals import ERRAND
        from lanyard.engine.duties.room import MANIFEST
        from lanyard.foundation.registry.api import register

        register(MANIFEST)
        provide_errand(ERRAND)
