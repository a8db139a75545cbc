"""Pages and interfaces for other systems: Moodle's file, xAPI, the names of courses."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from lanyard.foundation.access.gates import permitted
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.files.api import takes_files
from lanyard.foundation.identity.api import ServiceToken, bearer
from lanyard.foundation.ui.asking import ask
from lanyard.people.request import SignedInRequest
from lanyard.rooms.training import moodle, scorm, xapi
from lanyard.rooms.training.actions import outside as acts
from lanyard.rooms.training.forms_outside import ImportForm, NamesForm, PackageForm
from lanyard.rooms.training.models import CompletionImport, Course, XapiStatement

_FORM = require_http_methods(["GET", "HEAD", "POST"])
MANAGE = "training.manage"
SCOPE = "xapi"
_MOST = 100


@takes_files(moodle.LARGEST)
@permitted(MANAGE)
@_FORM
def take_in(request: SignedInRequest) -> HttpResponse:
    """Take in a file of completions from Moodle."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            made = acts.take_in(
                sent.name, sent.read(), by=request.person, course=form.cleaned_data["course"]
            )
        except moodle.Unreadable as wrong:
            form.add_error("file", str(wrong))
        else:
            return redirect("training:taken-in", made.pk)
    context = {
        "title": _("Completions from Moodle"), "form": form, "send": _("Take it in"),
        "back": reverse("training:everything"), "imports": CompletionImport.objects.all()[:20],
        "statements": XapiStatement.objects.exclude(
            outcome__in=("recorded", "other")
        )[:50],
    }  # fmt: skip
    return render(request, "training/take_in.html", context, status=422 if form.errors else 200)


@permitted(MANAGE)
@require_safe
def taken_in(request: SignedInRequest, import_id: UUID) -> HttpResponse:
    """Show what became of a file: how many were recorded, and each row that was not."""
    found = get_object_or_404(CompletionImport, pk=import_id)
    context = {"title": _("What was taken in"), "found": found}
    return render(request, "training/taken_in.html", context)


@permitted(MANAGE)
@_FORM
def names(request: SignedInRequest, slug: str) -> HttpResponse:
    """Say what other systems call a course."""
    course = get_object_or_404(Course, slug=slug, archived_on__isnull=True)
    form = NamesForm(request.POST or None, initial={"names": "\n".join(course.names_elsewhere)})
    if request.method == "POST" and form.is_valid():
        try:
            acts.name_elsewhere(course, form.cleaned_data["names"].splitlines(), by=request.person)
        except ValueError as taken:
            form.add_error("names", _("Another course goes by %(name)s") % {"name": taken})
        else:
            return redirect("training:course", slug)
    title = _("What other systems call {title}").format(title=course.title)
    back = reverse("training:course", args=[slug])
    return ask(request, form, title, _("Keep these names"), back)


@takes_files(scorm.LARGEST)
@permitted(MANAGE)
@_FORM
def package(request: SignedInRequest, slug: str) -> HttpResponse:
    """Put a SCORM package of a course in force."""
    course = get_object_or_404(
        Course, slug=slug, kind=Course.Kind.PACKAGE, archived_on__isnull=True
    )
    form = PackageForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["package"]
        try:
            acts.keep_package(course, sent.name, sent.read(), by=request.person)
        except scorm.NotAPackage as wrong:
            form.add_error("package", str(wrong))
        else:
            return redirect("training:course", slug)
    title = _("A SCORM package of {title}").format(title=course.title)
    back = reverse("training:course", args=[slug])
    return ask(request, form, title, _("Put it in force"), back)


# -- xAPI --


def _answer(data: Any, status: int = 200) -> JsonResponse:
    answer = JsonResponse(data, safe=False, status=status)
    answer["X-Experience-API-Version"] = xapi.VERSION
    return answer


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Say which version is spoken."""
    return _answer({"version": [xapi.VERSION]})


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST", "PUT"])
def statements(request: HttpRequest) -> HttpResponse:
    """Take statements of another system, and give back those that it sent (xAPI 1.0.3)."""
    token = bearer(request, SCOPE)
    if token is None:
        raise Http404
    if not request.headers.get("X-Experience-API-Version", "").startswith("1.0"):
        return _answer({"error": "X-Experience-API-Version: must be 1.0.x"}, 400)
    ways: dict[str, Callable[[HttpRequest, ServiceToken], HttpResponse]] = {
        "POST": _post, "PUT": _put,
    }  # fmt: skip
    with system_duty("take xAPI statements"):
        return ways.get(str(request.method), _get)(request, token)


def _sent(request: HttpRequest) -> Any:
    try:
        return json.loads(request.body)
    except (ValueError, RecursionError):
        raise xapi.Malformed("body: is no JSON") from None


def _post(request: HttpRequest, token: ServiceToken) -> HttpResponse:
    """Store a statement, or all of several or none."""
    try:
        found = _sent(request)
        several = found if isinstance(found, list) else [found]
        if not all(isinstance(one, dict) for one in several):
            raise xapi.Malformed("statement: is no object")
        with transaction.atomic():
            ids = [str(acts.store(one, token=token.name)) for one in several]
    except xapi.Malformed as wrong:
        return _answer({"error": str(wrong)}, 400)
    except acts.Conflict as conflict:
        return _answer({"error": f"id: {conflict} says something else"}, 409)
    return _answer(ids)


def _put(request: HttpRequest, token: ServiceToken) -> HttpResponse:
    try:
        given = UUID(request.GET.get("statementId", ""))
        found = _sent(request)
        if not isinstance(found, dict):
            raise xapi.Malformed("statement: is no object")
        acts.store(found, token=token.name, id_given=given)
    except xapi.Malformed as wrong:
        return _answer({"error": str(wrong)}, 400)
    except acts.Conflict as conflict:
        return _answer({"error": f"id: {conflict} says something else"}, 409)
    except ValueError:
        return _answer({"error": "statementId: is no UUID"}, 400)
    answer = HttpResponse(status=204)
    answer["X-Experience-API-Version"] = xapi.VERSION
    return answer


def _get(request: HttpRequest, token: ServiceToken) -> HttpResponse:
    """Give back what this sender sent: one by its id, or the newest."""
    mine = XapiStatement.objects.filter(token_name=token.name)
    if said := request.GET.get("statementId"):
        try:
            one = mine.filter(statement_id=UUID(said)).first()
        except ValueError:
            return _answer({"error": "statementId: is no UUID"}, 400)
        return _answer(_stored(one)) if one else _answer({"error": "There is none."}, 404)
    answer = _answer({"statements": [_stored(one) for one in mine[:_MOST]], "more": ""})
    answer["X-Experience-API-Consistent-Through"] = timezone.now().isoformat()
    return answer


def _stored(one: XapiStatement) -> dict[str, Any]:
    return {**one.data, "stored": one.stored_at.isoformat()}
