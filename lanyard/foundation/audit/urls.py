"""The addresses of the audit trail."""

from django.urls import path

from lanyard.foundation.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.trail, name="trail"),
    path("export/", views.export, name="export"),
]
