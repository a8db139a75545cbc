"""The Django app of consent."""

from django.apps import AppConfig


class ConsentConfig(AppConfig):
    """See the package's docstring."""

    name = "lanyard.rooms.consent"
    label = "consent"
    verbose_name = "Consent"

    def ready(self) -> None:
        """Register the manifest, the jobs and the days by which answers are due."""
        from lanyard.engine.duties.api import provide_errand, provide_schedule
        from lanyard.foundation.registry.api import register
        from lanyard.rooms.consent import jobs  # noqa: F401 - declares its tasks
        from lanyard.rooms.consent.errands import ERRANDS
        from lanyard.rooms.consent.owing import DUTY, owing
        from lanyard.rooms.consent.room import MANIFEST

        register(MANIFEST)
        provide_schedule(DUTY, owing)
        for errand in ERRANDS:
            provide_errand(errand)
