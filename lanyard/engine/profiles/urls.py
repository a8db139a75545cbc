"""The addresses of profiles."""

from django.urls import path

from lanyard.engine.profiles import views

app_name = "profiles"
urlpatterns = [
    path("", views.in_force, name="in-force"),
    path("history/", views.history, name="history"),
    path("history/<int:number>/", views.version, name="version"),
    path("change/", views.change, name="change"),
    path("change/left-open/", views.left_open, name="left-open"),
    path("change/put-in-force/", views.into_force, name="put-in-force"),
    path("proposal/", views.proposal, name="proposal"),
]
