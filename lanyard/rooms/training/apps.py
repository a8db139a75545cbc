"""The Django app of training."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    """See the package's docstring."""

    name = "lanyard.rooms.training"
    label = "training"
    verbose_name = "Training"

    def ready(self) -> None:
        """Register the manifest, the jobs, and the schedule of what is to be taken."""
        from lanyard.engine.duties.api import provide_errand, provide_schedule
        from lanyard.foundation.identity.api import declare_scope
        from lanyard.foundation.registry.api import register
        from lanyard.people.api import provide_fitness, provide_network_waits
        from lanyard.rooms.training import (
            chores,
            jobs,  # noqa: F401 - declares its tasks
        )
        from lanyard.rooms.training.errands import ERRANDS
        from lanyard.rooms.training.leads import expired
        from lanyard.rooms.training.network import waiting
        from lanyard.rooms.training.queries.standing import DUTY, owing
        from lanyard.rooms.training.room import MANIFEST

        register(MANIFEST)
        provide_schedule(DUTY, owing)
        for errand in ERRANDS:
            provide_errand(errand)
        provide_schedule(chores.DUTY, chores.owing)
        provide_fitness(expired)
        provide_network_waits(waiting)
        declare_scope("xapi", "Send statements of learning (xAPI)")
