"""The addresses of the whole house."""

from django.urls import include, path

from lanyard.config.interface import interface

handler400 = "lanyard.foundation.ui.views.bad_request"
handler403 = "lanyard.foundation.ui.views.forbidden"
handler404 = "lanyard.foundation.ui.views.not_found"
handler500 = "lanyard.foundation.ui.views.failed"

urlpatterns = [
    path("", include("lanyard.foundation.observability.urls")),
    path("ui/", include("lanyard.foundation.ui.urls")),
    path("", include("lanyard.foundation.identity.urls")),
    path("notices/", include("lanyard.foundation.notices.urls")),
    path("files/", include("lanyard.foundation.files.urls")),
    path("system/audit/", include("lanyard.foundation.audit.urls")),
    path("system/jobs/", include("lanyard.foundation.jobs.urls")),
    path("people/", include("lanyard.people.urls")),
    path("scim/v2/", include("lanyard.people.imports.scim.urls")),
    path("", include("lanyard.rooms.concerns.urls")),
    path("clauses/", include("lanyard.engine.clauses.urls")),
    path("", include("lanyard.rooms.policies.urls")),
    path("training/", include("lanyard.rooms.training.urls")),
    path("guidance/", include("lanyard.rooms.guidance.urls")),
    path("", include("lanyard.rooms.consent.urls")),
    path("", include("lanyard.rooms.contact.urls")),
    path("channels/", include("lanyard.rooms.channels.urls")),
    path("governance/", include("lanyard.rooms.governance.urls")),
    path("approvals/", include("lanyard.engine.approvals.urls")),
    path("api/v1/", interface.urls),
    path("may-i/", include("lanyard.engine.answers.urls")),
    path("duties/", include("lanyard.engine.duties.urls")),
    path("policy-profile/", include("lanyard.engine.profiles.urls")),
    path("", include("lanyard.shell.urls")),
]
