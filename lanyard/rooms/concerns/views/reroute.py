"""Pages by which a report goes another way: somebody else named, a reader kept out, sent anew."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.generic import View

from lanyard.foundation.access.gates import signed_in
from lanyard.people.request import SignedInRequest
from lanyard.rooms.concerns.actions import reroute
from lanyard.rooms.concerns.forms.reroute import KeepOutOfReportForm, NameForm, SendAnewForm
from lanyard.rooms.concerns.models import Concern
from lanyard.rooms.concerns.queries import cases
from lanyard.rooms.concerns.views.case_base import the_report
from lanyard.rooms.concerns.views.gate import guarded


@method_decorator([signed_in, guarded], name="dispatch")
class ReportAct(View):
    """A page that is one form about a report, for whoever may triage it: its readers."""

    title: ClassVar[Any]
    lead: ClassVar[Any]
    send: ClassVar[Any]
    danger: ClassVar[bool] = False
    form_class: ClassVar[type[forms.Form]]

    request: SignedInRequest
    concern: Concern

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the report."""
        self.request = cast("SignedInRequest", request)
        self.concern = the_report(self.request.person, kwargs["concern_id"])
        return super().dispatch(request, *args, **kwargs)

    def act(self, form: Any) -> str:
        """Do it and return what is said of it; raises ValueError with a sentence."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form."""
        return self.show(self.form_class())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it; whoever may not read the report any more is led to the inbox."""
        form = self.form_class(request.POST)
        if form.is_valid():
            try:
                said = self.act(form)
            except ValueError as wrong:
                form.add_error(None, str(wrong))
            else:
                messages.success(request, said)
                if cases.visible_reports(self.request.person).filter(pk=self.concern.pk).exists():
                    return redirect(self.back())
                return redirect("concerns:inbox")
        return self.show(form, status=422)

    def back(self) -> str:
        """Return the address of the report."""
        return reverse("concerns:concern", args=[self.concern.pk])

    def show(self, form: forms.Form, *, status: int = 200) -> HttpResponse:
        """Render the page."""
        context = {
            "title": self.title, "lead": self.lead, "send": self.send, "danger": self.danger,
            "form": form, "back": self.back(),
        }  # fmt: skip
        return render(self.request, "ui/confirm.html", context, status=status)


class NameMore(ReportAct):
    """Name somebody else in a report."""

    title = lazy("Name somebody else in this report")
    lead = lazy(
        "If they are a subject of it they will not see it, whatever their role, and it may go to"
        " other people from now on."
    )
    send = lazy("Name them")
    form_class = NameForm

    def act(self, form: NameForm) -> str:
        """Name them; it may move away from whoever named."""
        reroute.name_in_report(self.concern, [form.named()], by=self.request.person)
        return _("Named. The report lies with whom the policy names for it as it now stands.")


class KeepOut(ReportAct):
    """Keep one reader out of a report."""

    title = lazy("Keep somebody out of this report")
    lead = lazy(
        "They will not see that it exists, whatever their role. Where nobody else is left, it goes"
        " another way by itself. This cannot be undone here."
    )
    send = lazy("Keep them out")
    danger = True
    form_class = KeepOutOfReportForm

    def act(self, form: forms.Form) -> str:
        """Keep them out; one may step out oneself."""
        reroute.keep_out_of_report(self.concern, by=self.request.person, **form.cleaned_data)
        return _("%(who)s is kept out of it.") % {"who": form.cleaned_data["person"]}


class Reroute(ReportAct):
    """Send a report anew, as it now stands."""

    title = lazy("Send this report anew?")
    lead = lazy(
        "Who receives it is decided again by the policy in force and the posts as they are held"
        " today. Whoever is new is told. Whoever was kept out stays out."
    )
    send = lazy("Send it anew")
    form_class = SendAnewForm

    def act(self, form: forms.Form) -> str:
        """Send it."""
        routed = reroute.reroute(self.concern, by=self.request.person)
        said = _("Sent anew: %(count)d people have it.")
        return said % {"count": len(routed.recipients)}
