"""The addresses of what shows whether reporting works, and of the logs beside it."""

from __future__ import annotations

from django.urls import path

from lanyard.rooms.concerns.views import logs, oversight

urlpatterns = [
    path("how-to-report/", oversight.how_to_report, name="procedure"),
    path("how-to-report/publish/", oversight.publish, name="procedure-publish"),
    path("route-tests/", oversight.tests, name="drills"),
    path("route-tests/<uuid:drill_id>/", oversight.test, name="drill"),
    path("route-tests/<uuid:drill_id>/send/", oversight.send_test, name="drill-send"),
    path("feedback/", oversight.feedback, name="feedback"),
    path("feedback/thanks/", oversight.feedback_thanks, name="feedback-thanks"),
    path("feedback/figures/", oversight.feedback_figures, name="feedback-figures"),
    path("challenges/", logs.challenge_log, name="challenges"),
    path("challenges/new/", logs.challenge, name="challenge"),
    path("conversations/", logs.conversation_list, name="conversations"),
    path("conversations/new/", logs.conversation, name="conversation-new"),
    path("conversations/purposes/", logs.purposes, name="purposes"),
    path("conversations/<uuid:conversation_id>/", logs.one_conversation, name="conversation"),
    path(
        "conversations/<uuid:conversation_id>/further/", logs.take_further,
        name="conversation-further",
    ),
]  # fmt: skip
