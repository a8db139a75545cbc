"""The addresses of the registers beside the cases."""

from __future__ import annotations

from django.urls import path

from lanyard.rooms.concerns.views import declarations, governing, registers, transfers

urlpatterns = [
    path("concerns/registers/", registers.index, name="registers"),
    path("concerns/registers/rules/", registers.rules, name="quoted-rules"),
    path("concerns/registers/completeness/", registers.completeness, name="completeness"),
    path("concerns/registers/pulse/", registers.pulses, name="pulses"),
    path("concerns/registers/files/", transfers.listed, name="transfers"),
    path("concerns/registers/files/new/", transfers.new, name="transfer-new"),
    path("concerns/registers/files/<uuid:transfer_id>/", transfers.one, name="transfer"),
    path("pulse/", registers.answer_pulse, name="pulse"),
    path("declarations/", declarations.mine, name="declarations"),
    path("declarations/new/", declarations.new, name="declare"),
    path("declarations/<uuid:declaration_id>/", declarations.one, name="declaration"),
    path("concerns/cases/<uuid:case_id>/governing/", governing.Governing.as_view(),
         name="governing"),
]  # fmt: skip
