"""The Django app of policies."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PoliciesConfig(AppConfig):
    """See the package's docstring."""

    name = "lanyard.rooms.policies"
    label = "policies"
    verbose_name = "Policies"

    def ready(self) -> None:
        """Register the manifest, the jobs, the schedule of signatures and who has signed."""
        from lanyard.engine.duties.api import provide_schedule
        from lanyard.foundation.identity.api import declare_scope
        from lanyard.foundation.registry.api import register
        from lanyard.people.api import provide_access_states, provide_acknowledgements
        from lanyard.rooms.policies import jobs  # noqa: F401 - declares its tasks
        from lanyard.rooms.policies.actions.signing import DUTY
        from lanyard.rooms.policies.queries.access import states
        from lanyard.rooms.policies.queries.signing import acknowledged, owing
        from lanyard.rooms.policies.rest import PLACES, SCOPE
        from lanyard.rooms.policies.room import MANIFEST

        register(MANIFEST)
        declare_scope(SCOPE, _("See whose account waits for a signature"))
        declare_scope(PLACES, _("Say what stands where a document is shown"))
        provide_schedule(DUTY, owing)
        provide_acknowledgements(acknowledged)
        provide_access_states(states)
