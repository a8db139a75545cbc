"""What the pages of casework share: finding a case one may see, and pages that are a form."""

from __future__ import annotations

from typing import Any, ClassVar, cast
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.generic import View

from lanyard.foundation.access.gates import signed_in
from lanyard.people.models import Person
from lanyard.people.request import SignedInRequest
from lanyard.rooms.concerns.models import Case, Concern
from lanyard.rooms.concerns.queries import cases
from lanyard.rooms.concerns.views.gate import guarded


def the_report(person: Person, concern_id: UUID) -> Concern:
    """Return a report that somebody may see; to others it is not there."""
    concern = cases.visible_reports(person).filter(pk=concern_id).first()
    if concern is None:
        raise Http404
    return concern


def the_case(person: Person, case_id: UUID) -> Case:
    """Return a case that somebody may see; to others it is not there."""
    case = cases.visible_cases(person).filter(pk=case_id).first()
    if case is None:
        raise Http404
    return case


@method_decorator([signed_in, guarded], name="dispatch")
class CaseAct(View):
    """A page that is one form about a case: filled in, it calls one verb and leads to the case.

    A subclass sets the words and ``form_class``, and writes ``act``. A ValueError of the verb is
    shown as the form's own error, and nothing typed is lost.
    """

    title: ClassVar[Any] = ""
    lead: ClassVar[Any] = ""
    send: ClassVar[Any] = ""
    done: ClassVar[Any] = ""
    danger: ClassVar[bool] = False
    template_name: ClassVar[str] = "concerns/case/act.html"
    form_class: ClassVar[type[forms.Form]]
    #: Whether only those who work the case may do this (a reader may not).
    for_workers: ClassVar[bool] = True

    request: SignedInRequest
    case: Case

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the case; refuse those who may read it but not work it."""
        self.request = cast("SignedInRequest", request)
        self.case = the_case(self.request.person, kwargs["case_id"])
        if self.for_workers and not cases.may_work(self.request.person, self.case):
            raise PermissionDenied
        self.prepare()
        return super().dispatch(request, *args, **kwargs)

    def prepare(self) -> None:
        """Find what else the page is about; raises Http404."""

    def make_form(self, data: Any = None) -> forms.Form:
        """Return the form, filled from ``data`` where it was sent."""
        return self.form_class(data, **self.form_arguments())

    def form_arguments(self) -> dict[str, Any]:
        """Return further arguments of the form."""
        return {}

    def act(self, data: dict[str, Any]) -> None:
        """Do it; raises ValueError with a sentence for the reader."""
        raise NotImplementedError

    def words(self) -> dict[str, Any]:
        """Return the words of the page; a subclass may make them from what it found."""
        return {"title": self.title, "lead": self.lead, "send": self.send, "danger": self.danger}

    def back(self) -> str:
        """Return the address that the page leads back to."""
        return reverse("concerns:case", args=[self.case.pk])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the empty form."""
        return self.show(self.make_form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do what the form says, or show what is wrong with it."""
        form = self.make_form(request.POST)
        if form.is_valid():
            try:
                self.act(form.cleaned_data)
            except ValueError as wrong:
                form.add_error(None, str(wrong))
            else:
                if self.done:
                    messages.success(request, self.done)
                return redirect(self.after())
        return self.show(form, status=422)

    def after(self) -> str:
        """Return the address that follows once it is done."""
        return self.back()

    def show(self, form: forms.Form, *, status: int = 200) -> HttpResponse:
        """Render the page."""
        context = {**self.words(), "form": form, "case": self.case, "back": self.back()}
        return render(self.request, self.template_name, context, status=status)
