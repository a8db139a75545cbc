"""The addresses of notices."""

from django.urls import path

from lanyard.foundation.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("preferences/", views.preferences, name="preferences"),
    path("deliveries/", views.deliveries, name="deliveries"),
    path("<uuid:occasion_id>/", views.follow, name="follow"),
    path("<uuid:notification_id>/acknowledge/", views.acknowledge, name="acknowledge"),
]
