"""The addresses of the whole house."""

from django.urls import include, path

urlpatterns = [
    path("", include("lanyard.shell.urls")),
]
