"""The addresses of the shell."""

from django.urls import path

from lanyard.shell import views

urlpatterns = [path("", views.home, name="home")]
