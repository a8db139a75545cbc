"""The addresses of duties."""

from django.urls import path

from lanyard.engine.duties import views

app_name = "duties"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("done/", views.done, name="done"),
    path("team/", views.team, name="team"),
    path("team/<uuid:person_id>/", views.of_person, name="of-person"),
    path("all/", views.everything, name="all"),
    path("all/<uuid:definition_id>/", views.one_duty, name="one-duty"),
    path("all/<uuid:definition_id>/csv/", views.one_duty_csv, name="one-duty-csv"),
    path("terms/", views.terms, name="terms"),
    path("terms/nation/", views.nation, name="nation"),
    path("terms/<uuid:term_id>/remove/", views.remove_term, name="remove-term"),
    path("<uuid:occurrence_id>/done/", views.say_done, name="say-done"),
    path("<uuid:occurrence_id>/waive/", views.waive, name="waive"),
    path("<uuid:occurrence_id>/waive/end/", views.end_waiver, name="end-waiver"),
]
