"""Upload a set, look at its dry run, apply it."""

from __future__ import annotations

import csv
import io
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_http_methods, require_safe

from lanyard.foundation.access.gates import permitted, step_up_to_send
from lanyard.foundation.audit import api as audit
from lanyard.foundation.files.api import takes_files
from lanyard.foundation.ui.listing import Row, Table
from lanyard.people.forms.imports import LARGEST, ApplyForm, UploadForm
from lanyard.people.imports.apply import NotApplied, apply_plan, hold_imports
from lanyard.people.imports.lanyard_csv.columns import FILES
from lanyard.people.imports.plan import Plan
from lanyard.people.imports.planner import plan_import
from lanyard.people.imports.sources import SOURCES, digests, read_set
from lanyard.people.imports.uploads import Upload, pack, unpack_ours
from lanyard.people.models import ImportRun
from lanyard.people.views.request import NOTHING, reader

_FORM = require_http_methods(["GET", "HEAD", "POST"])


@takes_files(LARGEST)
@permitted("people.manage")
@_FORM
def upload(request: HttpRequest) -> HttpResponse:
    """Take a set of files and lead to its dry run."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        run = _keep(request, form.cleaned_data)
        return redirect("people:import-run", run.pk)
    context = {
        "title": _("Import people"),
        "form": form,
        "send": _("Show what would change"),
        "exit": False,
    }
    return render(request, "people/upload.html", context, status=422 if form.errors else 200)


def _keep(request: HttpRequest, data: dict[str, Any]) -> ImportRun:
    files = [Upload(file.name, file.read()) for file in data["uploads"]]
    names = ", ".join(file.name for file in files)
    run = ImportRun(
        kind=data["kind"], file_names=names, content=pack(files), full=data["full"],
        uploaded_by=reader(request).pk,
    )  # fmt: skip
    run.save()
    audit.record(
        "people.import-shown", by=reader(request), subject=str(SOURCES[run.kind].title),
        kind="import", subject_id=run.pk, files=digests(files),
    )  # fmt: skip
    return run


@permitted("people.manage")
@step_up_to_send
@_FORM
def run(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Show a dry run; on a yes, apply it, unless people changed since it was shown."""
    waiting = ImportRun.objects.filter(Q(applied_at__isnull=True) & ~Q(content=b""))
    kept = get_object_or_404(waiting, pk=run_id, uploaded_by=reader(request).pk)
    hold_imports()
    files = unpack_ours(bytes(kept.content))
    today = timezone.localdate()
    plan = plan_import(read_set(kept.kind, files, today=today), today=today, full=kept.full)
    form = ApplyForm(request.POST or None) if plan.too_many_leavers else None
    if request.method == "POST":
        if request.POST.get("discard"):
            ImportRun.objects.filter(pk=kept.pk).update(content=b"")
            return redirect("people:import")
        answer = _apply(request, kept, plan, files, form)
        if answer is not None:
            return answer
    kept.counts = plan.summary()
    kept.save(update_fields=["counts"])
    return render(
        request,
        "people/dry_run.html",
        _context(kept, plan, form),
        status=200 if request.method != "POST" else 422,
    )


def _apply(
    request: HttpRequest, kept: ImportRun, plan: Plan, files: list[Upload], form: ApplyForm | None
) -> HttpResponse | None:
    if kept.counts != plan.summary() or (form is not None and not form.is_valid()):
        return None
    try:
        apply_plan(plan, by=reader(request), files=digests(files), confirm_leavers=form is not None)
    except NotApplied:
        return None
    kept.content, kept.applied_at = b"", timezone.now()
    kept.save(update_fields=["content", "applied_at"])
    return redirect("people:import-done", kept.pk)


@permitted("people.manage")
@require_safe
def done(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Say what was applied."""
    kept = get_object_or_404(
        ImportRun, pk=run_id, applied_at__isnull=False, uploaded_by=reader(request).pk
    )
    context = {
        "title": _("The import is done"),
        "run": kept,
        "table": _counts(kept.counts["counts"]),
    }
    return render(request, "people/import_done.html", context)


def _context(kept: ImportRun, plan: Plan, form: ApplyForm | None) -> dict[str, Any]:
    problems = plan.problems.in_order()
    return {
        "title": _("What this import would do"), "run": kept, "plan": plan, "form": form,
        "counts": _counts(plan.summary()["counts"]),
        "errors": _problems(_("Errors"), [p for p in problems if not p.warning][:200]),
        "warnings": _problems(_("Warnings"), [p for p in problems if p.warning][:200]),
        "changes": Table(
            _("Changes"), (_("Which"), _("What"), _("Change")),
            [Row((one.label, _KIND_WORDS.get(one.kind, one.kind), one.what)) for one in plan.shown],
        ),
        "leavers": plan.leaver_names[:200],
    }  # fmt: skip


_KIND_WORDS = {
    "site": lazy("Sites"), "employer": lazy("Employers"), "person": lazy("People"),
    "group": lazy("Groups"),
    "employment": lazy("Work"), "enrolment": lazy("Study"), "membership": lazy("Memberships"),
    "guardian": lazy("Guardians"), "vulnerability": lazy("Vulnerability flags"),
}  # fmt: skip


_COUNTED = ("add", "change", "end", "same", "sent")


def _counts(counts: dict[str, dict[str, int]]) -> Table:
    rows = [
        Row((_KIND_WORDS.get(kind, kind), *(n.get(what, 0) for what in _COUNTED)))
        for kind, n in counts.items()
    ]
    columns = (_("What"), _("Added"), _("Changed"), _("Ended"), _("As it was"), _("Sent"))
    return Table(_("In numbers"), columns, rows, numeric=frozenset({1, 2, 3, 4, 5}))


def _problems(caption: str, problems: list[Any]) -> Table:
    rows = [Row((p.where.file, p.where.row or NOTHING, p.message)) for p in problems]
    return Table(caption, (_("File"), _("Row"), _("What is wrong")), rows)


@permitted("people.manage")
@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """Give our own set as a zip of files with their titles and an example each."""
    files = []
    for file in FILES:
        buffer = io.StringIO()
        writer = csv.DictWriter(buffer, [*file.required, *file.optional])
        writer.writeheader()
        writer.writerow(dict(file.example))
        files.append(Upload(file.name, b"\xef\xbb\xbf" + buffer.getvalue().encode()))
    answer = HttpResponse(pack(files), content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="lanyard-people.zip"'
    return answer
