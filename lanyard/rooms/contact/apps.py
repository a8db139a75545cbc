"""The Django app of contact."""

from django.apps import AppConfig


class ContactConfig(AppConfig):
    """See the package's docstring."""

    name = "lanyard.rooms.contact"
    label = "contact"
    verbose_name = "Contact"

    def ready(self) -> None:
        """Register the manifest, and what the room adds to "May I…?"."""
        from lanyard.engine.answers.api import provide_advice, provide_facts
        from lanyard.engine.duties.api import provide_errand, provide_schedule
        from lanyard.foundation.registry.api import register
        from lanyard.rooms.contact.advice import MESSAGE, advise
        from lanyard.rooms.contact.errands import ERRANDS
        from lanyard.rooms.contact.facts import supply
        from lanyard.rooms.contact.room import MANIFEST
        from lanyard.rooms.contact.terms import ATTEST, owing

        register(MANIFEST)
        for errand in ERRANDS:
            provide_errand(errand)
        provide_schedule(ATTEST, owing)
        provide_facts(MESSAGE, supply)
        provide_advice(MESSAGE, advise)
