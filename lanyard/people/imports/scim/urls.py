"""The addresses of SCIM, under ``/scim/v2``."""

from django.urls import path

from lanyard.people.imports.scim import views

urlpatterns = [
    path("ServiceProviderConfig", views.configuration),
    path("Schemas", views.schemas),
    path("Schemas/<str:uri>", views.schemas),
    path("ResourceTypes", views.resource_types),
    path("ResourceTypes/<str:name>", views.resource_types),
    path("Users", views.collection, {"kind": "User"}),
    path("Users/.search", views.search, {"kind": "User"}),
    path("Users/<str:pk>", views.single, {"kind": "User"}),
    path("Groups", views.collection, {"kind": "Group"}),
    path("Groups/.search", views.search, {"kind": "Group"}),
    path("Groups/<str:pk>", views.single, {"kind": "Group"}),
    path(".search", views.search),
    path("Me", views.not_offered),
    path("Bulk", views.not_offered),
    path("", views.nowhere),
    path("<path:rest>", views.nowhere),
]
