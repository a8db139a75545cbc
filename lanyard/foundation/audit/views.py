"""The pages of the audit trail."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from lanyard.foundation.access.gates import permitted, step_up
from lanyard.foundation.audit import actions, api, queries
from lanyard.foundation.audit.forms import ExportForm, FilterForm
from lanyard.foundation.audit.models import Entry
from lanyard.foundation.organisations import asked
from lanyard.foundation.organisations.request import SignedInRequest

_FILTERS = ("verb", "actor", "since", "until")


@permitted("audit.read")
@require_http_methods(["GET", "HEAD", "POST"])
def trail(request: SignedInRequest) -> HttpResponse:
    """Show the entries that the person may read, newest first; the address holds no name."""
    if request.method == "POST":
        sent = {name: request.POST.get(name, "") for name in _FILTERS}
        sent["asked"] = asked.keep(request, sent.pop("actor")) or ""
        query = urlencode({name: said for name, said in sent.items() if said})
        return redirect(f"{request.path}?{query}")
    chosen = {**request.GET.dict(), "actor": asked.words_of(request)}
    return _page(request, FilterForm(chosen if request.GET else None), ExportForm(initial=chosen))


@step_up
@permitted("audit.export")
@require_POST
def export(request: SignedInRequest) -> HttpResponse:
    """Give the entries that the person may read as CSV."""
    form = ExportForm(request.POST)
    if not form.is_valid():
        return _page(request, FilterForm(request.POST), form, status=422)
    because = form.cleaned_data["because"]
    written = actions.export(_found(request, form), by=request.person, because=because)
    response = HttpResponse("\ufeff" + "".join(written), content_type="text/csv; charset=utf-8")
    day = timezone.localdate().isoformat()
    response["Content-Disposition"] = f'attachment; filename="audit-{day}.csv"'
    return response


def _page(
    request: SignedInRequest, form: FilterForm, export_form: ExportForm, *, status: int = 200
) -> HttpResponse:
    page = Paginator(_found(request, form), 50).get_page(request.GET.get("page"))
    context = {
        "form": form, "export_form": export_form, "page": page,
        "rows": [(entry, api.plain_sentence(entry)) for entry in page],
        "query": _query(request),
    }  # fmt: skip
    return render(request, "audit/trail.html", context, status=status)


def _found(request: SignedInRequest, form: FilterForm) -> QuerySet[Entry]:
    chosen: dict[str, Any] = {}
    if form.is_bound and form.is_valid():
        chosen = {key: form.cleaned_data[key] for key in _FILTERS}
    return queries.entries(**chosen, zone=request.organisation.time_zone)


def _query(request: HttpRequest) -> str:
    kept = request.GET.copy()
    kept.pop("page", None)
    return f"&{kept.urlencode()}" if kept else ""
