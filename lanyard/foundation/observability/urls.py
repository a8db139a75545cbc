"""The addresses of health and metrics."""

from django.urls import path

from lanyard.foundation.observability import views

app_name = "observability"
urlpatterns = [
    path("health/live", views.live, name="live"),
    path("health/ready", views.ready, name="ready"),
    path("metrics", views.figures, name="metrics"),
]
