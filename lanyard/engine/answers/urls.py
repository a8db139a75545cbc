"""The addresses of "May I…?"."""

from django.urls import path

from lanyard.engine.answers import clearance_views, register_views, replay_views, short, views

app_name = "answers"
urlpatterns = [
    path("", views.index, name="index"),
    path("connect/", short.connect, name="connect"),
    path("message/", short.message, name="message"),
    path("replay/", replay_views.replay, name="replay"),
    path("ask/<str:question>/", views.ask, name="ask"),
    path("ask/<str:question>/restart/", views.restart, name="restart"),
    path("ask/<str:question>/<slug:fact>/", views.fact, name="fact"),
    path("answers/", views.mine, name="mine"),
    path("answers/<uuid:answer_id>/", views.answer, name="answer"),
    path("answers/<uuid:answer_id>/again/", views.again, name="again"),
    path("answers/<uuid:answer_id>/reason/", views.go_ahead, name="go-ahead"),
    path("answers/<uuid:answer_id>/approval/", clearance_views.ask_for, name="ask-approval"),
    path("approvals/<uuid:clearance_id>/", clearance_views.one, name="clearance"),
    path("approvals/<uuid:clearance_id>/end/", clearance_views.end, name="end-clearance"),
    path("approvals/<uuid:clearance_id>/back/", clearance_views.data_back, name="data-back"),
    path("answers/<uuid:answer_id>/declare/", register_views.declare, name="declare"),
    path("followers/<uuid:found_id>/", register_views.follower, name="follower"),
    path("declarations/", register_views.declarations, name="declarations"),
    path("declarations/<uuid:declaration_id>/", register_views.declaration, name="declaration"),
    path("restricted/", register_views.restricted, name="restricted"),
    path("restricted/new/", register_views.restrict, name="restrict"),
    path("restricted/<uuid:restriction_id>/end/", register_views.unrestrict, name="unrestrict"),
]
