"""The addresses of the interface itself."""

from django.urls import include, path

from lanyard.foundation.ui import views

app_name = "ui"
urlpatterns = [
    path("colours.css", views.colours, name="colours"),
    path("appearance/", views.appearance, name="appearance"),
    path("language/", include("django.conf.urls.i18n")),
]
