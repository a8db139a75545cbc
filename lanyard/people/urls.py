"""The addresses of people."""

from django.urls import path

from lanyard.people.views import directory, exceptions, imports, posts

app_name = "people"
urlpatterns = [
    path("", directory.directory, name="directory"),
    path("posts/", posts.posts, name="posts"),
    path("posts/away/", posts.cover, name="cover"),
    path("posts/<uuid:post_id>/give/", posts.give, name="give-post"),
    path("posts/held/<uuid:holding_id>/end/", posts.end, name="end-post"),
    path("visitors/", posts.visitors, name="visitors"),
    path("visitors/add/", posts.let_in, name="add-visitor"),
    path("exceptions/", exceptions.exceptions, name="exceptions"),
    path("exceptions/take-in/", exceptions.take_in, name="take-in"),
    path("devices/", exceptions.devices, name="devices"),
    path("network.csv", exceptions.entitlements, name="entitlements"),
    path("import/", imports.upload, name="import"),
    path("import/template.zip", imports.template, name="template"),
    path("import/<uuid:run_id>/", imports.run, name="import-run"),
    path("import/<uuid:run_id>/done/", imports.done, name="import-done"),
    path("<uuid:person_id>/", directory.person, name="person"),
]
