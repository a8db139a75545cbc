"""Devices in use: the list, and one device by hand (OAK-2-04, LAN-SCO-02)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lanyard.foundation.access.gates import permitted
from lanyard.foundation.ui.listing import Row, Table, filter_by
from lanyard.foundation.ui.times import day
from lanyard.people.actions import change_device, record_device, withdraw_device
from lanyard.people.forms.devices import DeviceForm, UserForm, WithdrawForm
from lanyard.people.models import Device
from lanyard.people.views.asking import FORM, ask
from lanyard.people.views.request import NOTHING, reader
from lanyard.people.views.sections import sections


@permitted("people.manage")
@require_safe
def devices(request: HttpRequest) -> HttpResponse:
    """List the devices in use, the college's and people's own (OAK-2-04)."""
    used = Device.objects.filter(withdrawn_on__isnull=True).select_related("person")
    for name in ("kind", "ownership"):
        if request.GET.get(name):
            used = used.filter(**{name: request.GET[name]})
    page = Paginator(used.order_by("identifier"), 50).get_page(request.GET.get("page"))
    context = {
        "title": _("Devices"), "sections": sections(request),
        "page": page,
        "table": devices_table(_("In use"), page.object_list),
        "filters": [
            filter_by(request, "ownership", _("Whose"), Device.Ownership.choices,
                      everything=_("Everybody's")),
            filter_by(request, "kind", _("Kind"), Device.Kind.choices, everything=_("All kinds")),
        ],
    }  # fmt: skip
    return render(request, "people/devices.html", context)


def devices_table(caption: Any, found: Any) -> Table:
    """Return a table of devices, each leading to where it is changed."""
    rows = [
        Row((
            str(one), one.get_kind_display(), one.get_ownership_display(),
            str(one.person or NOTHING),
            day(one.terms_accepted_on) if one.terms_accepted_on else _("Not yet"),
        ), reverse("people:device", args=[one.pk]))
        for one in found
    ]  # fmt: skip
    columns = (_("Device"), _("Kind"), _("Whose"), _("User"), _("Accepted the terms"))
    return Table(caption, columns, rows)


@permitted("people.manage")
@FORM
def add(request: HttpRequest) -> HttpResponse:
    """Record one device."""

    def do(data: dict[str, Any]) -> str:
        record_device(by=reader(request), **data)
        return reverse("people:devices")

    return ask(
        request, DeviceForm(request.POST or None), do, title=_("Record a device"),
        send=_("Record the device"), back=reverse("people:devices"),
    )  # fmt: skip


@permitted("people.manage")
@FORM
def device(request: HttpRequest, device_id: UUID) -> HttpResponse:
    """Show one device; say who uses it and when they accepted the terms."""
    shown = _device(device_id)
    known = {"person": shown.person and (shown.person.email or str(shown.person)),
             "terms_accepted_on": shown.terms_accepted_on}  # fmt: skip

    def do(data: dict[str, Any]) -> str:
        change_device(shown, by=reader(request), **data)
        return reverse("people:devices")

    return ask(
        request, UserForm(request.POST or None, initial=known), do, title=str(shown),
        send=_("Keep this"), back=reverse("people:devices"), what=_facts(shown),
        other=reverse("people:withdraw-device", args=[shown.pk]),
        other_words=_("It is no longer used"),
    )  # fmt: skip


@permitted("people.manage")
@FORM
def withdraw(request: HttpRequest, device_id: UUID) -> HttpResponse:
    """Record that a device is no longer used."""
    shown = _device(device_id)

    def do(data: dict[str, Any]) -> str:
        withdraw_device(shown, by=reader(request), **data)
        return reverse("people:devices")

    return ask(
        request, WithdrawForm(request.POST or None), do, send=_("Withdraw the device"),
        title=_("{device} is no longer used").format(device=shown), what=_facts(shown),
        back=reverse("people:device", args=[shown.pk]),
    )  # fmt: skip


def _device(device_id: UUID) -> Device:
    used = Device.objects.filter(withdrawn_on__isnull=True).select_related("person")
    return get_object_or_404(used, pk=device_id)


def _facts(shown: Device) -> list[tuple[Any, Any]]:
    return [
        (_("Serial number, asset tag or MAC address"), shown.identifier),
        (_("Kind"), shown.get_kind_display()), (_("Whose"), shown.get_ownership_display()),
        (_("Last seen"), day(shown.seen_on) if shown.seen_on else NOTHING),
        (_("From"), shown.source or _("Recorded by hand")),
    ]  # fmt: skip
