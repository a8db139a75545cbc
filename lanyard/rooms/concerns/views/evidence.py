"""Pages of the evidence of a case."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as lazy

from lanyard.foundation.access.gates import signed_in
from lanyard.foundation.files.api import Refused, takes_files
from lanyard.rooms.concerns.actions import evidence
from lanyard.rooms.concerns.forms import case_work
from lanyard.rooms.concerns.queries.attachments import shown
from lanyard.rooms.concerns.views.case_base import CaseAct
from lanyard.rooms.concerns.views.gate import given_out
from lanyard.rooms.concerns.without_files import files_allowed


@takes_files()
class Evidence(CaseAct):
    """List the evidence with its hashes, and keep another piece."""

    title = lazy("Evidence")
    template_name = "concerns/case/evidence.html"
    send = lazy("Keep it as evidence")
    done = lazy("Kept, sealed and hashed.")
    form_class = case_work.EvidenceForm

    def make_form(self, data: Any = None) -> forms.Form:
        """Return the form with the file that was sent."""
        return self.form_class(data, self.request.FILES if data is not None else None)

    def words(self) -> dict[str, Any]:
        """List what is kept."""
        return {
            **super().words(), "files": shown(evidence.evidence_of(self.case)),
            "allowed": files_allowed(self.case),
        }  # fmt: skip

    def act(self, data: dict[str, Any]) -> None:
        """Keep it; what is refused is said beside the form."""
        try:
            evidence.keep_evidence(
                self.case, by=self.request.person, name=data["file"].name, stream=data["file"],
                what=data["what"],
            )  # fmt: skip
        except Refused as refused:
            raise ValueError(str(refused)) from None


@method_decorator([signed_in, given_out], name="dispatch")
class Bundle(CaseAct):
    """Hand the evidence over as one file with an index."""

    title = lazy("Make an evidence bundle")
    lead = lazy(
        "One file with all the evidence and an index of hashes. Who took it, for whom "
        "and why is recorded."
    )
    send = lazy("Make the bundle")
    form_class = case_work.BundleForm

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Give the bundle, or say what is missing."""
        form = self.make_form(request.POST)
        if form.is_valid():
            try:
                held = evidence.bundle(self.case, by=self.request.person, **form.cleaned_data)
            except ValueError as wrong:
                form.add_error(None, str(wrong))
            else:
                name = f"evidence-{self.case.reference}.zip"
                headers = {"Content-Disposition": f'attachment; filename="{name}"'}
                return HttpResponse(held, content_type="application/zip", headers=headers)
        return self.show(form, status=422)
