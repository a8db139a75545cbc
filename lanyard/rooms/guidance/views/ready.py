"""Before a text goes out: the findings settled, the questions answered, the pause waited."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from lanyard.foundation.access.gates import permitted
from lanyard.people.api import Person, is_staff
from lanyard.people.request import Request, SignedInRequest
from lanyard.rooms.guidance.actions.checking import keep_answers
from lanyard.rooms.guidance.asking import checked
from lanyard.rooms.guidance.checking.rules import Checked, Draft
from lanyard.rooms.guidance.forms_ready import ReadyForm
from lanyard.rooms.guidance.models import OfficialAnswer
from lanyard.rooms.guidance.pausing import NotThisText, left
from lanyard.rooms.guidance.views.checking import (
    LARGEST,
    TERMS,
    context_of,
    form_of,
    may_ask,
    said,
)

_MOST_SHOWN = 100


@csrf_exempt
@never_cache
def ready(request: Request) -> HttpResponseBase:
    """Let a text go out, or say what is still to settle; whoever comes by itself begins again."""
    if request.method != "POST" or int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        return redirect("guidance:check")
    answer: HttpResponseBase = _ready(request)
    return answer


@csrf_protect
@sensitive_post_parameters()
@require_http_methods(["POST"])
def _ready(request: HttpRequest) -> HttpResponse:
    person: Person | None = getattr(request, "person", None)
    inside = person is not None and is_staff(person)
    given = form_of(request, request.POST)
    word, now = request.POST.get("word", ""), timezone.now()
    if not given.is_valid() or (inside and person is not None and not may_ask(person)):
        return redirect("guidance:check")
    draft = given.draft()
    found = checked(draft, inside=inside, count=False)
    try:
        wait = left(word, draft, found.pause, now=now)
    except NotThisText:
        return redirect("guidance:check")
    form = ReadyForm(found, draft.text, request.POST)
    if form.is_valid() and wait:
        told = ngettext("Wait one second more, and read it once more.",
                        "Wait {many} seconds more, and read it once more.", wait)  # fmt: skip
        form.add_error(None, told.format(many=wait))
    if not form.is_valid():
        context = context_of(request, given, "") | shown(found, draft, form, word)
        context["errors_of"] = form
        return render(request, "guidance/check.html", context, status=422)
    kept = _keep(form, draft, person if inside else None)
    context = {
        "title": _("Better not send it") if form.refused else _("It may go out"),
        "refused": form.refused, "draft": draft.text, "kept": kept,
    }  # fmt: skip
    return render(request, "guidance/ready.html", context)


def _keep(form: ReadyForm, draft: Draft, person: Person | None) -> bool:
    """Keep what staff answered about an official post."""
    if person is None or not draft.official or form.refused or not form.answers:
        return False
    keep_answers(form.answers, by=person)
    return True


def shown(found: Checked, draft: Draft, form: ReadyForm, word: str) -> dict[str, Any]:
    """Return what the page of the checker shows of a text that was checked."""
    return {"checked": found, "said": said(found, draft.text), "draft": draft.text, "ready": form,
            "word": word, "holding": _holding(draft)}  # fmt: skip


def _holding(draft: Draft) -> list[str]:
    names = ("photo", "own_view", "about_work")
    return [name for name in names if getattr(draft, name)]


@permitted(TERMS)
@require_safe
def official(request: SignedInRequest) -> HttpResponse:
    """Show what was answered before official posts went out, the latest first."""
    rows = OfficialAnswer.objects.all()[:_MOST_SHOWN]
    return render(request, "guidance/official.html", {
        "title": _("Thought about before official posts"), "rows": rows,
    })  # fmt: skip
