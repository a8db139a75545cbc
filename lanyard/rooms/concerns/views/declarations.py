"""Pages where staff declare interests and ask about activities, and where they are answered."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lanyard.foundation.access.gates import signed_in
from lanyard.people import api as directory
from lanyard.people.request import SignedInRequest
from lanyard.rooms.concerns.actions import declarations
from lanyard.rooms.concerns.forms.registers import DeclarationAnswerForm, DeclareForm
from lanyard.rooms.concerns.models import Declaration


@signed_in
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """List what one declared oneself, and what others put to one."""
    seen = list(Declaration.objects.select_related("person", "answered_by", "circle")[:200])
    own = [one for one in seen if one.person_id == request.person.pk]
    others = [one for one in seen if one.person_id != request.person.pk]
    if not directory.is_staff(request.person) and not seen:
        raise Http404
    context = {
        "title": _("Outside interests and activities"), "own": own, "others": others,
        "staff": directory.is_staff(request.person),
    }  # fmt: skip
    return render(request, "concerns/registers/declarations.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """Declare an interest, or ask about an activity."""
    if not directory.is_staff(request.person):
        raise Http404
    form = DeclareForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        made = declarations.declare(by=request.person, **form.cleaned_data)
        messages.success(request, _("Declared. You will be told when it is answered."))
        return redirect("concerns:declaration", made.pk)
    context = {"title": _("Declare or ask"), "form": form, "send": _("Declare it")}
    status = 422 if form.is_bound else 200
    return render(request, "concerns/registers/declare.html", context, status=status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: SignedInRequest, declaration_id: UUID) -> HttpResponse:
    """Show a declaration; whoever it was put to answers it."""
    found = (
        Declaration.objects.select_related("person", "answered_by", "asked_of", "circle")
        .filter(pk=declaration_id)
        .first()
    )
    if found is None:
        raise Http404
    answers = found.answered_by_id is None and declarations.may_answer(request.person, found)
    form = DeclarationAnswerForm(request.POST if request.method == "POST" and answers else None)
    if form.is_bound and form.is_valid():
        try:
            declarations.answer(found, by=request.person, **form.cleaned_data)
        except ValueError as wrong:
            form.add_error(None, str(wrong))
        else:
            messages.success(request, _("Answered."))
            return redirect("concerns:declaration", found.pk)
    context = {
        "title": found.get_kind_display(), "declared": found, "form": form if answers else None,
        "send": _("Answer it"),
    }  # fmt: skip
    status = 422 if form.is_bound else 200
    return render(request, "concerns/registers/declaration.html", context, status=status)
