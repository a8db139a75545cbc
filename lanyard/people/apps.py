"""The Django app of people."""

from django.apps import AppConfig

from lanyard.foundation.registry import api as registry


class PeopleConfig(AppConfig):
    """People and how they belong to the organisation."""

    name = "lanyard.people"
    label = "people"
    verbose_name = "People"

    def ready(self) -> None:
        """Register the roles and the manifest."""
        from lanyard.foundation.identity import api as identity
        from lanyard.people import jobs, rest, roles, room

        _ = (roles.ALL, jobs.close_ended)
        registry.register(room.MANIFEST)
        identity.declare_scope(rest.SCOPE, "Send exports of sign-ins, devices and acknowledgements")
        identity.declare_scope("scim", "Add, change and close people and groups (SCIM)")
