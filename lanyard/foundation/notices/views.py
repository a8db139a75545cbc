"""The pages of notices."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from lanyard.foundation.access.gates import permitted, signed_in, step_up
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.notices import queries
from lanyard.foundation.notices.actions.acknowledge import acknowledge as acknowledge_notice
from lanyard.foundation.notices.actions.choose import choose
from lanyard.foundation.notices.forms import PreferenceForm
from lanyard.foundation.notices.models import Notification, Preference
from lanyard.foundation.organisations.request import SignedInRequest
from lanyard.foundation.registry import api as registry


@signed_in
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """List what the person was told, newest first."""
    page = Paginator(queries.of_person(request.person.pk), 25).get_page(request.GET.get("page"))
    rows = [(row, registry.notice_kind(row.occasion.kind).sentence) for row in page]
    return render(request, "notices/mine.html", {"page": page, "rows": rows})


@signed_in
@require_safe
def follow(request: SignedInRequest, occasion_id: UUID) -> HttpResponse:
    """Lead on to what a mail spoke of; somebody who was not told goes home."""
    own = queries.of_person(request.person.pk).filter(occasion_id=occasion_id).first()
    if own is None:
        return redirect("/")
    if own.seen_at is None:
        own.seen_at = timezone.now()
        own.save(update_fields=["seen_at"])
    return redirect(own.occasion.url)


@signed_in
@require_POST
def acknowledge(request: SignedInRequest, notification_id: UUID) -> HttpResponseBase:
    """Acknowledge one notification; of a walled record only with a fresh second factor."""
    own = queries.of_person(request.person.pk).filter(pk=notification_id).first()
    if own is None:
        raise Http404
    about = own.occasion
    guarded = registry.walled(about.subject_kind, about.subject_id)
    return (step_up(_acknowledged) if guarded else _acknowledged)(request, notification_id)


def _acknowledged(request: SignedInRequest, notification_id: UUID) -> HttpResponse:
    try:
        acknowledge_notice(notification_id, by=request.person)
    except Notification.DoesNotExist:
        raise Http404 from None
    return redirect("notices:mine")


@signed_in
def preferences(request: SignedInRequest) -> HttpResponse:
    """Choose when to be mailed."""
    stored = Preference.objects.filter(person_id=request.person.pk).first()
    form = PreferenceForm(request.POST or None, instance=stored)
    if request.method == "POST" and form.is_valid():
        choose(by=request.person, **form.cleaned_data)
        return redirect("notices:mine")
    status = 422 if form.is_bound else 200
    return render(request, "notices/preferences.html", {"form": form}, status=status)


@permitted("notices.see-deliveries")
@require_safe
def deliveries(request: SignedInRequest) -> HttpResponse:
    """List how mails and webhooks went, without whom or what they were about."""
    with system_duty("show the delivery log"):
        page = Paginator(queries.delivery_log(), 50).get_page(request.GET.get("page"))
        rows = list(page)
    return render(request, "notices/deliveries.html", {"page": page, "rows": rows})
