"""The addresses of the shell."""

from django.urls import path

from lanyard.shell import views

urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("what-to-do-now/", views.card, name="what-to-do-now"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("accessibility/change/", views.edit_accessibility, name="edit-accessibility"),
    path("ui/gallery/", views.gallery, name="gallery"),
]
