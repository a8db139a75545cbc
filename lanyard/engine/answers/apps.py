"""The Django app of "May I…?"."""

from django.apps import AppConfig


class AnswersConfig(AppConfig):
    """See the package's docstring."""

    name = "lanyard.engine.answers"
    label = "answers"
    verbose_name = "May I…?"

    def ready(self) -> None:
        """Register the manifest."""
        from lanyard.engine.answers.room import MANIFEST
        from lanyard.foundation.registry.api import register

        register(MANIFEST)
