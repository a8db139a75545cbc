"""The Django app of jobs."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """See the package's docstring."""

    name = "lanyard.foundation.jobs"
    label = "jobs"
    verbose_name = "Jobs"
