"""The pages of a report and of a case."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lanyard.foundation.access import api as access
from lanyard.foundation.access.gates import signed_in
from lanyard.foundation.files.api import files_of
from lanyard.foundation.ui.listing import filter_by
from lanyard.people.request import SignedInRequest
from lanyard.rooms.concerns import checklist, in_force, rules
from lanyard.rooms.concerns.actions import reading, receipts
from lanyard.rooms.concerns.forms.case import ReplyForm
from lanyard.rooms.concerns.models import ChronologyEntry, Concern
from lanyard.rooms.concerns.queries import cases, seconds, work
from lanyard.rooms.concerns.queries.attachments import shown
from lanyard.rooms.concerns.queries.casefile import case_file
from lanyard.rooms.concerns.views.case_base import the_case, the_report
from lanyard.rooms.concerns.views.gate import guarded


@signed_in
@require_safe
@guarded
def read_report(request: SignedInRequest, concern_id: UUID) -> HttpResponse:
    """Show a report in the reporter's words. Reading it is an act."""
    concern = the_report(request.person, concern_id)
    reading.read_report(concern, by=request.person)
    context = {
        "title": _("Report %(reference)s") % {"reference": concern.reference},
        "concern": concern, "people": list(concern.involved.select_related("person")),
        "facts": work.facts_of_report(concern), "duplicates": cases.duplicates_of(concern),
        "messages_with_reporter": list(concern.messages.select_related("by")),
        "readers": cases.readers_of_report(concern),
        "files": shown(files_of("concern", concern.pk)),
        "escalated_until": cases.escalated_until("concern", concern.pk, request.person),
    }  # fmt: skip
    return render(request, "concerns/report.html", context)


@signed_in
@require_POST
@guarded
def acknowledge(request: SignedInRequest, concern_id: UUID) -> HttpResponse:
    """Say that somebody has the report."""
    concern = the_report(request.person, concern_id)
    reading.acknowledge(concern, by=request.person)
    return redirect("concerns:concern", concern.pk)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@guarded
def reply(request: SignedInRequest, concern_id: UUID) -> HttpResponse:
    """Write to the reporter, who may be nameless. Whoever only reads the case does not."""
    concern = the_report(request.person, concern_id)
    if concern.case and not cases.may_work(request.person, concern.case):
        raise PermissionDenied
    form = ReplyForm(request.POST if request.method == "POST" else None)
    back = reverse("concerns:concern", args=[concern.pk])
    if request.method == "POST" and form.is_valid():
        receipts.reply(concern, form.cleaned_data["text"], by=request.person)
        messages.success(request, _("The reporter can read it now."))
        return redirect(back)
    context = {
        "title": _("Write to the reporter of %(reference)s") % {"reference": concern.reference},
        "form": form, "send": _("Send it to the reporter"), "back": back,
    }  # fmt: skip
    return render(request, "ui/confirm.html", context, status=422 if form.errors else 200)


@signed_in
@require_safe
@guarded
def case_page(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Show a case: who, what, how bad, who holds it, what is next; its chronology in the middle."""
    case = the_case(request.person, case_id)
    reading.read_case(case, by=request.person)
    profile = in_force.profile()
    file = case_file(case, profile)
    kind = request.GET.get("kind", "")
    needs = rules.needs(file, profile)
    second = seconds.awaited(case)
    context = {
        "title": case.summary,
        "tab": _("Case %(reference)s") % {"reference": case.reference},
        "case": case, "file": file,
        "may_work": cases.may_work(request.person, case),
        "severity_word": work.severity_word(case, profile),
        "entries": cases.chronology_of(case, kind=kind if kind in _KINDS else ""),
        "kinds": _kind_filter(request, cases.chronology_counts(case)),
        "reports": list(Concern.objects.filter(case=case).order_by("received_at")),
        "people": file.people, "facts": work.facts_of_case(case, file, profile),
        "steps": checklist.steps(file, profile),
        "open_needs": work.with_addresses(case, [n for n in needs if not n.met]),
        "primary": work.primary_action(case, needs, request.person, second), "second": second,
        "work": work.open_work(case),
        "menu": work.menu(case, file, profile), "graded": work.graded(case),
        "may_export": access.may(request.person.pk, "concerns.export"),
        "escalated_until": cases.escalated_until("case", case.pk, request.person),
    }  # fmt: skip
    return render(request, "concerns/case/page.html", context)


_KINDS = set(ChronologyEntry.Kind.values)


def _kind_filter(request: SignedInRequest, counts: dict[str, int]) -> Any:
    choices = [(k, label) for k, label in ChronologyEntry.Kind.choices if k in counts]
    return filter_by(request, "kind", _("Show"), choices, counts=counts, everything=_("Everything"))


@signed_in
@require_safe
@guarded
def readers(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Show who may read a case, why, and when each last did; who is on it; who is kept out."""
    case = the_case(request.person, case_id)
    lead = cases.part_of(request.person, case) == "lead"
    context = {
        "title": _("Who can read case %(reference)s") % {"reference": case.reference},
        "case": case, "readers": cases.readers_of(case), "team": work.team_of(case),
        "kept_out": work.kept_out_by_name(case) if lead else [], "lead": lead,
        "may_work": cases.may_work(request.person, case),
        "back": reverse("concerns:case", args=[case.pk]),
    }  # fmt: skip
    return render(request, "concerns/case/readers.html", context)


def entry_of(case_id: UUID, entry_id: UUID) -> ChronologyEntry:
    """Return a line of a case's chronology that the asker may see; raises Http404."""
    entry = ChronologyEntry.objects.filter(case=case_id, pk=entry_id).first()
    if entry is None:
        raise Http404
    return entry
