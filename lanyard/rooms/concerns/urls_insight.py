"""The addresses of figures, one person's chronology, the register and exports."""

from django.urls import path

from lanyard.rooms.concerns.views import insight

urlpatterns = [
    path("concerns/figures/", insight.figures, name="figures"),
    path("concerns/register/", insight.register, name="register"),
    path("concerns/people/<uuid:person_id>/", insight.person_chronology, name="person"),
    path("concerns/cases/<uuid:case_id>/export/", insight.export, name="export"),
]
