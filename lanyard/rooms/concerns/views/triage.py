"""Triage of a report: open a case, or join it to one that stands."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.generic import View

from lanyard.foundation.access.gates import signed_in
from lanyard.people.request import SignedInRequest
from lanyard.rooms.concerns import in_force, reasons
from lanyard.rooms.concerns.actions import joining, reading, triage
from lanyard.rooms.concerns.forms.case import JoinForm, TriageForm
from lanyard.rooms.concerns.models import Case, Concern
from lanyard.rooms.concerns.queries import casefile, cases
from lanyard.rooms.concerns.views.case_base import the_case, the_report
from lanyard.rooms.concerns.views.gate import guarded


@method_decorator([signed_in, guarded], name="dispatch")
class Triage(View):
    """A page about a report that is not in a case yet; one that is leads to its case."""

    request: SignedInRequest
    concern: Concern
    template = "concerns/triage.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the report."""
        self.request = cast("SignedInRequest", request)
        self.concern = the_report(self.request.person, kwargs["concern_id"])
        if self.concern.case_id is not None:
            return redirect("concerns:case", self.concern.case_id)
        if self.concern.is_test:
            return redirect("concerns:concern", self.concern.pk)
        return super().dispatch(request, *args, **kwargs)

    def form(self, data: Any = None) -> forms.Form:
        """Return the form of triage, with what the report already answers."""
        about_staff = self.concern.about in {"staff", "dsl", "head"}
        initial = {
            "category": self.concern.category, "risk_area": self.concern.risk_area,
            "prevent": self.concern.prevent, "technology": reasons.Technology.MAIN,
            "kind": reasons.CaseKind.ALLEGATION if about_staff else _kind_for(self.concern),
            "severity": "5" if self.concern.immediate_danger else None,
        }  # fmt: skip
        populations = casefile.populations_in(self.concern)
        return TriageForm(
            data, profile=in_force.profile(), populations=populations, initial=initial
        )

    def act(self, data: dict[str, Any]) -> Case:
        """Open the case."""
        assessment = triage.Assessment(
            kind=data["kind"], category=data["category"], risk_area=data["risk_area"],
            severity=int(data["severity"]), because=data["severity_because"],
            technology=data["technology"], prevent=data["prevent"], illegal=data["illegal"],
            disturbing=data["disturbing"], breaches=tuple(data["breach_codes"]),
            prevent_because=data["prevent_because"],
        )  # fmt: skip
        return triage.open_case(
            self.concern, by=self.request.person, assessment=assessment, step=step_of(data)
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form, and with it the report's words: that is reading it."""
        reading.read_report(self.concern, by=self.request.person)
        return self.show(self.form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save the triage, or say what is missing."""
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            case = self.act(form.cleaned_data)
        except ValueError as wrong:
            form.add_error(None, str(wrong))
            return self.show(form, status=422)
        messages.success(request, self.done(case))
        visible = cases.visible_cases(self.request.person).filter(pk=case.pk).exists()
        return redirect("concerns:case", case.pk) if visible else redirect("concerns:inbox")

    def done(self, case: Case) -> str:
        """Say what happened."""
        return _("Case %(reference)s is open.") % {"reference": case.reference}

    def show(self, form: forms.Form, *, status: int = 200) -> HttpResponse:
        """Render the page."""
        context = {
            "title": _("Triage of report %(reference)s") % {"reference": self.concern.reference},
            "form": form, "concern": self.concern,
            "people": list(self.concern.involved.select_related("person")),
            "duplicates": cases.duplicates_of(self.concern),
            "open_cases": cases.cases_of_same_people(self.concern),
            "back": reverse("concerns:concern", args=[self.concern.pk]),
        }  # fmt: skip
        return render(self.request, self.template, context, status=status)


class Join(Triage):
    """Join a report to a case that stands."""

    case: Case

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the case too."""
        if request.user.is_authenticated:
            self.case = the_case(self.request.person, kwargs["case_id"])
        return super().dispatch(request, *args, **kwargs)

    def form(self, data: Any = None) -> forms.Form:
        """Return the form that asks why."""
        return JoinForm(data)

    def act(self, data: dict[str, Any]) -> Case:
        """Join the report."""
        joining.join_case(
            self.concern, self.case, by=self.request.person, because=data["because"],
            step=step_of(data),
        )  # fmt: skip
        return self.case

    def done(self, case: Case) -> str:
        """Say what happened."""
        return _("The report is now part of case %(reference)s.") % {"reference": case.reference}

    def show(self, form: forms.Form, *, status: int = 200) -> HttpResponse:
        """Render the page."""
        context = {
            "title": _("Join report %(report)s to case %(case)s")
            % {"report": self.concern.reference, "case": self.case.reference},
            "form": form, "case": self.case, "send": _("Join it to this case"),
            "back": reverse("concerns:triage", args=[self.concern.pk]),
        }  # fmt: skip
        return render(self.request, "concerns/case/act.html", context, status=status)


def step_of(data: dict[str, Any]) -> triage.Step:
    """Return the protective step of a form's answers."""
    return triage.Step(kind=data["step"], said=data["step_said"], at=data["happened_at"])


def _kind_for(concern: Concern) -> str:
    kinds = {
        "hacking": reasons.CaseKind.SYSTEM_ABUSE, "negative-post": reasons.CaseKind.REPUTATION,
        "policy-breach": reasons.CaseKind.POLICY_BREACH,
    }  # fmt: skip
    return kinds.get(concern.category, reasons.CaseKind.SAFEGUARDING)
