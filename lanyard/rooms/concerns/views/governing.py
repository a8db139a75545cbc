"""The page where the governing policy of a case is chosen and its stages are opened."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as lazy

from lanyard.rooms.concerns import in_force
from lanyard.rooms.concerns.actions import governing
from lanyard.rooms.concerns.forms.registers import GoverningForm
from lanyard.rooms.concerns.views.case_base import CaseAct


class Governing(CaseAct):
    """Choose the policy under which conduct is handled."""

    title = lazy("Under which policy?")
    lead = lazy(
        "Each stage becomes a task for the one who decides it, and the case waits for it. The "
        "policies name their procedure; these four stages are Lanyard's default. Leave out what is "
        "not needed; the decision always is."
    )
    send = lazy("Open these stages")
    done = lazy("Those who decide have been told.")
    form_class = GoverningForm
    policies: list[str]

    def prepare(self) -> None:
        """Only where an outcome of this case is handled under a policy."""
        self.policies = governing.policies_for(self.case, in_force.profile())
        if not self.policies:
            raise Http404

    def form_arguments(self) -> dict[str, Any]:
        """Offer the policies."""
        return {"policies": self.policies}

    def make_form(self, data: Any = None) -> GoverningForm:
        """Keep the form, which gives the stages."""
        self.form = GoverningForm(data, policies=self.policies)
        return self.form

    def act(self, data: dict[str, Any]) -> None:
        """Open the stages."""
        governing.choose_policy(
            self.case, by=self.request.person, policy=data["policy"], because=data["because"],
            stages=self.form.stages(),
        )  # fmt: skip
