"""Work devices and numbers, and the use of one's own."""

from __future__ import annotations

import datetime
from collections import Counter
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lanyard.engine.answers.api import for_staff
from lanyard.foundation.access.api import may
from lanyard.foundation.access.gates import permitted
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.ui.asking import ask
from lanyard.foundation.ui.listing import Row, Table, page_of
from lanyard.people.api import is_staff, people_by_id
from lanyard.people.request import SignedInRequest
from lanyard.rooms.contact.actions import devices as acts
from lanyard.rooms.contact.forms import EndForm
from lanyard.rooms.contact.forms_devices import DeviceForm, OwnDeviceForm
from lanyard.rooms.contact.models import OwnDeviceUse, RegisteredDevice
from lanyard.rooms.contact.queries import GROUPS
from lanyard.rooms.contact.views.base import FORM

_YEAR = datetime.timedelta(days=365)
NOTHING = "\N{EN DASH}"


@for_staff
@require_safe
def devices(request: SignedInRequest) -> HttpResponse:
    """List one's own work devices, or all for IT; and how often a team used its own."""
    it = may(request.person.pk, acts.DEVICES)
    rows = RegisteredDevice.objects.filter(ended_on=None).select_related("holder")
    labels = dict(RegisteredDevice.Use.choices)
    found = [
        Row(
            (one.tag, one.get_kind_display(), one.number or NOTHING, str(one.holder or _("Shared")),
             ", ".join(str(labels[use]) for use in one.uses)),
            reverse("contact:end-device", args=[one.pk]) if it else "",
            exception=_("Left") if one.holder and one.holder.left_on else "",
        )
        for one in rows
    ]  # fmt: skip
    columns = (_("Asset tag"), _("Kind"), _("Number"), _("Who"), _("For"))
    table, page = page_of(request, Table(_("Work devices"), columns, found))
    context = {
        "title": _("Work devices and numbers"), "table": table, "page": page, "it": it,
        "mine": OwnDeviceUse.objects.filter(person=request.person)[:20],
        "teams": _teams(request), "staff": is_staff(request.person),
    }  # fmt: skip
    return render(request, "contact/devices.html", context)


def _teams(request: SignedInRequest) -> list[tuple[str, int]]:
    """Return how often teams used devices of their own in a year: one's own team's, or all."""
    since = timezone.localdate() - _YEAR
    with system_duty("count the use of own devices"):
        rows = OwnDeviceUse.objects.filter(on__gt=since).exclude(manager_id=None)
        counts = Counter(pk for pk in rows.values_list("manager_id", flat=True) if pk)
    if not may(request.person.pk, GROUPS):
        own = counts.get(request.person.pk, 0)
        return [(_("Your team"), own)] if own else []
    names = people_by_id(counts)
    found = [(str(names[pk]), count) for pk, count in counts.items() if pk in names]
    return sorted(found, key=lambda one: (-one[1], one[0]))


@permitted(acts.DEVICES)
@FORM
def register(request: SignedInRequest) -> HttpResponse:
    """Put a work device on the register."""
    form = DeviceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            acts.register(acts.Work(**form.cleaned_data), by=request.person)
        except acts.NotRegistered as wrong:
            form.add_error(wrong.field, str(wrong))
        else:
            messages.success(request, _("It is on the register."))
            return redirect("contact:devices")
    title = _("Put a work device on the register")
    return ask(request, form, title, _("Register it"), reverse("contact:devices"))


@permitted(acts.DEVICES)
@FORM
def end_device(request: SignedInRequest, device_id: UUID) -> HttpResponse:
    """Take a device off the register, with a reason."""
    one = get_object_or_404(RegisteredDevice, pk=device_id, ended_on=None)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        acts.end_device(one, by=request.person, because=form.cleaned_data["because"])
        return redirect("contact:devices")
    context = {
        "title": _("Take {tag} off the register?").format(tag=one), "form": form, "danger": True,
        "lead": _("From then on it may not be used for learners."), "send": _("Take it off"),
        "back": reverse("contact:devices"),
    }  # fmt: skip
    return render(request, "ui/confirm.html", context, status=422 if form.errors else 200)


@for_staff
@FORM
def own_device(request: SignedInRequest) -> HttpResponse:
    """Note that one used a device of one's own."""
    if not is_staff(request.person):
        raise Http404
    form = OwnDeviceForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            acts.note_own_device(by=request.person, **form.cleaned_data)
        except ValueError:
            form.add_error("on", _("Give a day up to today"))
        else:
            messages.success(request, _("It is noted."))
            return redirect("contact:devices")
    title = _("I used a device of my own")
    return ask(request, form, title, _("Note it"), reverse("contact:devices"))
