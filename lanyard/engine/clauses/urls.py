"""The addresses of the policy, its clauses, the controls and the law."""

from __future__ import annotations

from django.urls import path, register_converter

from lanyard.engine.clauses.views import controls, packs, policy


class ClauseId:
    """The id of a clause in an address, such as OAK-4.6.2-10."""

    regex = r"[A-Z][A-Za-z0-9.\-]{2,59}"

    def to_python(self, value: str) -> str:
        """Return the id as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Return the id as it stands."""
        return value


register_converter(ClauseId, "clause")

app_name = "clauses"
urlpatterns = [
    path("", policy.policy, name="policy"),
    path("export/<slug:form>/", policy.export, name="export"),
    path("controls/", controls.controls, name="controls"),
    path("controls/look-again/", controls.look_again, name="look-again"),
    path("controls/<slug:slug>/", controls.control, name="control"),
    path("controls/<slug:slug>/attest/", controls.attest_control, name="attest"),
    path("attestations/<uuid:attestation_id>/withdraw/", controls.withdraw_word, name="withdraw"),
    path("law/", packs.laws, name="laws"),
    path("law/<slug:pack>/<slug:edition>/", packs.edition, name="edition"),
    path("law/<slug:pack>/<slug:edition>/changes/", packs.changes, name="changes"),
    path("<clause:clause_id>/", policy.clause, name="clause"),
]
