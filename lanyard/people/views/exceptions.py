"""What does not fit together, exports taken in, devices, and the Wi-Fi system's export."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lanyard.foundation.access.gates import permitted, step_up
from lanyard.foundation.audit import api as audit
from lanyard.foundation.files.api import takes_files
from lanyard.foundation.spreadsheets.api import csv_answer
from lanyard.foundation.ui.listing import Row, Table
from lanyard.foundation.ui.times import day
from lanyard.people import reconciliation
from lanyard.people.exports import take
from lanyard.people.forms.imports import ExportForm
from lanyard.people.imports.uploads import Upload
from lanyard.people.views.asking import page_of
from lanyard.people.views.devices import devices_table
from lanyard.people.views.request import NOTHING, reader

#: The most rows of one list.
_MOST = 200


@permitted("people.manage")
@require_safe
def exceptions(request: HttpRequest) -> HttpResponse:
    """List what IT should look at: sign-ins, people and devices that do not fit together."""
    today = timezone.localdate()
    remote = reconciliation.unacknowledged(today, remote=True)
    everybody = reconciliation.unacknowledged(today)
    tables = [
        _logins(_("Sign-ins that belong to nobody"), reconciliation.logins_without_a_person()),
        _logins(_("Sign-ins of people who have left"), reconciliation.logins_of_leavers()),
        _logins(
            _("Sign-ins of people who are not here"),
            reconciliation.logins_of_nobody_enrolled(today),
        ),
        _people(_("Learners without a sign-in"), reconciliation.learners_without_a_login(today)),
        _people(_("Staff without a sign-in"), reconciliation.staff_without_a_login(today)),
        _logins(_("Sign-ins without an acknowledgement"), everybody or []),
        _logins(_("Restrict: remote sign-ins without an acknowledgement"), remote or []),
        _logins(
            _("Sign-ins from outside of people who are not staff"),
            reconciliation.remote_logins_of_others(today),
        ),
        _logins(_("Everybody who may sign in from outside"), reconciliation.remote_logins()),
        devices_table(
            _("Devices without a known user, or without accepted terms"),
            reconciliation.unknown_devices()[:_MOST],
        ),
    ]  # fmt: skip
    context = {
        "title": _("What does not fit together"), "tables": [t for t in tables if t.rows],
        "no_record": everybody is None, "most": _MOST,
    }  # fmt: skip
    return render(request, "people/exceptions.html", context)


def _logins(caption: str, logins: Any) -> Table:
    rows = [
        Row(
            (login.user_name, login.system, str(login.person or NOTHING), day(login.exported_on)),
            page_of(login.person_id) if login.person_id else "",
        )
        for login in logins[:_MOST]
    ]
    return Table(caption, (_("Sign-in"), _("System"), _("Person"), _("Export of")), rows)


def _people(caption: str, people: Any) -> Table:
    rows = [
        Row((str(person), person.email or NOTHING), page_of(person.pk)) for person in people[:_MOST]
    ]
    return Table(caption, (_("Name"), _("E-mail")), rows)


@takes_files()
@permitted("people.manage")
@step_up
@require_http_methods(["GET", "HEAD", "POST"])
def take_in(request: HttpRequest) -> HttpResponse:
    """Take in an export of another system, whole or not at all."""
    form = ExportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        file = Upload(data["file"].name, data["file"].read())
        problems = take(data["what"], data["system"], file, by=reader(request))
        if not problems.errors:
            return redirect("people:exceptions")
        for problem in problems.in_order()[:20]:
            form.add_error("file", f"{problem.where}: {problem.message}")
    context = {
        "title": _("Take in an export"), "form": form, "send": _("Take it in"), "exit": False,
        "back": reverse("people:exceptions"),
    }  # fmt: skip
    return render(request, "people/ask.html", context, status=422 if form.errors else 200)


@permitted("people.manage")
@step_up
@require_POST
def entitlements(request: HttpRequest) -> HttpResponse:
    """Give the Wi-Fi system's export as a CSV file; that it was taken is recorded (KMC-INT-01)."""
    today = timezone.localdate()
    rows = [
        (one.person, one.person.email, one.group, one.until, one.sponsor)
        for one in reconciliation.entitlements(today)
    ]
    audit.record("people.entitlements-exported", by=reader(request), kind="export", lines=len(rows))
    header = ("name", "email", "group", "until", "sponsor")
    return csv_answer(f"network-{today.isoformat()}", header, rows)
