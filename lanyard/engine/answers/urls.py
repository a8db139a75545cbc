"""The addresses of "May I…?"."""

from django.urls import path

from lanyard.engine.answers import replay_views, short, views

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
]
