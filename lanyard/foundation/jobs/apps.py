"""The Django app of jobs."""

from django.apps import AppConfig

from lanyard.foundation.registry import api as registry


class JobsConfig(AppConfig):
    """Background work: the queue, schedules, the worker, dead letters."""

    name = "lanyard.foundation.jobs"
    label = "jobs"
    verbose_name = "Jobs"

    def ready(self) -> None:
        """Register the manifest."""
        from lanyard.foundation.jobs import room

        registry.register(room.MANIFEST)
