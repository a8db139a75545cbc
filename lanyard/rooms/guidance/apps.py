"""The Django app of guidance."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GuidanceConfig(AppConfig):
    """See the package's docstring."""

    name = "lanyard.rooms.guidance"
    label = "guidance"
    verbose_name = "Guidance"

    def ready(self) -> None:
        """Register the manifest, the scope of the checker, and the export of calls."""
        from lanyard.foundation.identity.api import declare_scope
        from lanyard.foundation.registry.api import register
        from lanyard.people.api import provide_export
        from lanyard.rooms.guidance.calls import take
        from lanyard.rooms.guidance.rest import SCOPE
        from lanyard.rooms.guidance.room import MANIFEST

        register(MANIFEST)
        provide_export("calls", take)
        declare_scope(SCOPE, _("Check texts before they are sent"))
