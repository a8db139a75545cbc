"""The Django app of clauses."""

from django.apps import AppConfig


class ClausesConfig(AppConfig):
    """See the package's docstring."""

    name = "lanyard.engine.clauses"
    label = "clauses"
    verbose_name = "Clauses"

    def ready(self) -> None:
        """Register the manifest and the daily job."""
        from lanyard.engine.clauses import jobs  # noqa: F401
        from lanyard.engine.clauses.errands import ERRAND
        from lanyard.engine.clauses.room import MANIFEST
        from lanyard.engine.duties.api import provide_errand
        from lanyard.foundation.registry.api import register

        register(MANIFEST)
        provide_errand(ERRAND)
