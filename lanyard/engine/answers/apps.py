"""The Django app of "May I…?"."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AnswersConfig(AppConfig):
    """See the package's docstring."""

    name = "lanyard.engine.answers"
    label = "answers"
    verbose_name = "May I…?"

    def ready(self) -> None:
        """Register the manifest."""
        from lanyard.engine.answers.errands import ERRANDS
        from lanyard.engine.answers.rest import SCOPE
        from lanyard.engine.answers.room import MANIFEST
        from lanyard.engine.duties.api import provide_errand
        from lanyard.foundation.identity.api import declare_scope
        from lanyard.foundation.registry.api import register

        register(MANIFEST)
        for errand in ERRANDS:
            provide_errand(errand)
        declare_scope(SCOPE, _("Ask what the policy says of facts (decisions)"))
