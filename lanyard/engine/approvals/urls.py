"""The addresses of approvals."""

from django.urls import path

from lanyard.engine.approvals import views

app_name = "approvals"
urlpatterns = [
    path("", views.waiting, name="list"),
    path("<uuid:approval_id>/", views.one, name="one"),
    path("<uuid:approval_id>/withdraw/", views.take_back, name="withdraw"),
]
