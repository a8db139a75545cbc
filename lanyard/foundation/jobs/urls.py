"""The addresses of jobs."""

from django.urls import path

from lanyard.foundation.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.dead_letters, name="dead-letters"),
    path("<uuid:failure_id>/retry/", views.retry, name="retry"),
    path("<uuid:failure_id>/drop/", views.drop, name="drop"),
]
