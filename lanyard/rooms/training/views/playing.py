"""Play a SCORM package: our page with a frame, and what the frame may load and send.

A package is somebody else's program. Its frame has no origin of its own (sandbox without
allow-same-origin, in the frame and in each answer), so it sees neither cookies nor pages of ours;
it loads nothing but its own files and sends to nothing but its own run. What lets it do so is a
signed mark in its address, good for this run and some hours.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from uuid import UUID

from csp.constants import SELF
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from lanyard.foundation.access.gates import signed_in
from lanyard.foundation.database.identity import system_duty
from lanyard.people.request import SignedInRequest
from lanyard.rooms.training import scorm
from lanyard.rooms.training.actions.outside import keep_values
from lanyard.rooms.training.models import ScormFile, ScormRun

_SALT = "training.scorm"
_HOURS = 12 * 3600
_RUN_TIME = (Path(__file__).resolve().parent.parent / "scorm_api.js").read_text("utf-8")
_MOST_SENT = 400_000


def mark_of(run: ScormRun, part: int) -> str:
    """Return the mark by which one part of a run is played."""
    return signing.dumps([str(run.pk), part], salt=_SALT)


def _run_of(mark: str) -> tuple[ScormRun, int]:
    try:
        run, part = signing.loads(mark, salt=_SALT, max_age=_HOURS)
    except (signing.BadSignature, ValueError, TypeError):
        raise Http404 from None
    found = get_object_or_404(ScormRun.objects.select_related("package", "person"), pk=UUID(run))
    if not 0 <= int(part) < len(found.package.parts):
        raise Http404
    return found, int(part)


@signed_in
@require_safe
def play(request: SignedInRequest, run_id: UUID) -> Any:
    """Show a package in its frame, with its parts beside it."""
    run = get_object_or_404(
        ScormRun.objects.select_related("package__course"), pk=run_id, person=request.person
    )
    parts = run.package.parts
    at = request.GET.get("part", "1")
    place = int(at) - 1 if at.isdecimal() and 1 <= int(at) <= len(parts) else 0
    mark = mark_of(run, place)
    context = {
        "title": run.package.course.title, "run": run, "part": parts[place], "at": place + 1,
        "source": reverse("training:package-file", args=[mark, parts[place]["href"]]),
        "parts": [
            (n, one["title"], scorm.standing(run.values.get(one["id"], {})).done)
            for n, one in enumerate(parts, 1)
        ],
    }  # fmt: skip
    answer: Any = render(request, "training/play.html", context)
    answer._csp_update = {"frame-src": [SELF]}
    return answer


def _confined(answer: HttpResponse, request: HttpRequest, mark: str) -> HttpResponse:
    """Confine what a package's file may do, also where somebody opens it in a window of its own."""
    own = request.build_absolute_uri(reverse("training:package-file", args=[mark, "x"]))[:-1]
    run = request.build_absolute_uri(reverse("training:package-run", args=[mark]))
    api = request.build_absolute_uri(reverse("training:package-api", args=[mark]))
    answer["Content-Security-Policy"] = "; ".join([
        "sandbox allow-scripts allow-forms", "default-src 'none'",
        f"script-src {own} {api} 'unsafe-inline' 'unsafe-eval'",
        f"style-src {own} 'unsafe-inline'", f"img-src {own} data: blob:",
        f"font-src {own} data:", f"media-src {own} data: blob:", f"connect-src {own} {run}",
        f"frame-src {own}", "form-action 'none'", "base-uri 'none'", "frame-ancestors 'self'",
    ])  # fmt: skip
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Referrer-Policy"] = "no-referrer"
    answer["Cache-Control"] = "private, max-age=3600"
    # The frame has no origin, so what it loads comes from elsewhere as far as a browser can tell.
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    answer["Access-Control-Allow-Origin"] = "null"
    return answer


@xframe_options_sameorigin
@require_safe
def file(request: HttpRequest, mark: str, path: str) -> HttpResponse:
    """Give a file of a package to its frame; a page loads our run-time first."""
    with system_duty("play a package"):
        run, _part = _run_of(mark)
        found = get_object_or_404(ScormFile, package=run.package, path=path)
    content = bytes(found.content)
    if found.media_type == "text/html":
        content = scorm.with_api(content, reverse("training:package-api", args=[mark]))
    kind = found.media_type
    textual = kind.startswith("text/") or kind.endswith("json")
    answer = HttpResponse(content, content_type=f"{kind}; charset=utf-8" if textual else kind)
    return _confined(answer, request, mark)


@require_safe
def api(request: HttpRequest, mark: str) -> HttpResponse:
    """Give the run-time with what the part has kept so far."""
    with system_duty("play a package"):
        run, part = _run_of(mark)
        here = run.package.parts[part]
        values = run.values.get(here["id"], {})
        told = {
            "edition": run.package.edition, "part": here["id"], "values": values,
            "run": request.build_absolute_uri(reverse("training:package-run", args=[mark])),
            "given": _given(run, values),
        }  # fmt: skip
    state = json.dumps(told).replace("<", "\\u003c")
    answer = HttpResponse(
        f"var LANYARD_SCORM = {state};\n{_RUN_TIME}", content_type="text/javascript; charset=utf-8"
    )
    answer = _confined(answer, request, mark)
    answer["Cache-Control"] = "no-store"
    return answer


def _given(run: ScormRun, values: dict[str, Any]) -> dict[str, str]:
    """Return what a package may read and not change; of the person only a name for this run."""
    entry = "resume" if values else "ab-initio"
    name = _("Learner")
    return {
        "cmi.core.student_id": str(run.pk), "cmi.core.student_name": name,
        "cmi.core.credit": "credit", "cmi.core.lesson_mode": "normal", "cmi.core.entry": entry,
        "cmi.learner_id": str(run.pk), "cmi.learner_name": name, "cmi.credit": "credit",
        "cmi.mode": "normal", "cmi.entry": entry, "cmi._version": "1.0",
        "cmi.launch_data": "", "cmi.core._children": "student_id,student_name,lesson_location,"
        "credit,lesson_status,entry,score,total_time,lesson_mode,exit,session_time",
        "cmi.core.score._children": "raw,min,max", "cmi.score._children": "scaled,raw,min,max",
    }  # fmt: skip


@csrf_exempt
@require_POST
def run(request: HttpRequest, mark: str) -> HttpResponse:
    """Keep what a part says of itself; the mark in the address is its only right."""
    if len(request.body) > _MOST_SENT:
        return HttpResponse(status=413)
    with system_duty("keep what a package says"):
        found, _part = _run_of(mark)
        try:
            said = json.loads(request.body)
            keep_values(found.pk, str(said["part"]), said["values"])
        except (ValueError, KeyError, TypeError, RecursionError):
            return HttpResponse(status=400)
    return HttpResponse(status=204)
