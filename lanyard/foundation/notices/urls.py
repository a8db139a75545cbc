"""The addresses of notices."""

from django.urls import path

from lanyard.foundation.notices import settings_views, views

app_name = "notices"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("preferences/", views.preferences, name="preferences"),
    path("settings/", settings_views.overview, name="settings"),
    path("settings/quiet-hours/", settings_views.quiet_hours, name="quiet-hours"),
    path("settings/webhooks/", settings_views.add_webhook, name="add-webhook"),
    path(
        "settings/webhooks/<uuid:endpoint_id>/end/", settings_views.end_webhook, name="end-webhook"
    ),
    path("deliveries/", views.deliveries, name="deliveries"),
    path("<uuid:occasion_id>/", views.follow, name="follow"),
    path("<uuid:notification_id>/acknowledge/", views.acknowledge, name="acknowledge"),
]
