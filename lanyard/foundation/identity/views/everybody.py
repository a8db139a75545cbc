"""Where IT looks after how everybody signs in: passwords on or off, lost factors, lost devices."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lanyard.foundation.access.gates import permitted, step_up
from lanyard.foundation.identity import actions, devices, sign_on
from lanyard.foundation.identity.forms import HelpForm
from lanyard.foundation.organisations.api import current_organisation
from lanyard.foundation.organisations.request import SignedInRequest

_managing = permitted("identity.manage-sign-in")


_HELP = {
    "factors": actions.remove_factors,
    "sign-out": actions.sign_out_everywhere,
    "unlock": devices.unlock,
}


@_managing
@step_up
@require_http_methods(["GET", "POST"])
def show(request: SignedInRequest) -> HttpResponse:
    """Show how people sign in here, and help somebody who lost a device or a factor."""
    form = HelpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        account, by = form.cleaned_data["email"], request.person
        _HELP[form.cleaned_data["act"]](account, by=by)
        return _page(request, HelpForm(), done=account.email)
    return _page(request, form, status=422 if form.errors else 200)


@_managing
@step_up
@require_POST
def switch(request: SignedInRequest) -> HttpResponse:
    """Switch sign-in by password off or on for everybody."""
    on = request.POST.get("passwords") == "on"
    try:
        actions.switch_passwords(current_organisation(), on=on, by=request.person)
    except actions.NoOtherWay:
        said = _("Set up single sign-on first; otherwise nobody could sign in.")
        return _page(request, HelpForm(), status=422, refused=said)
    except actions.NotTried:
        said = _("Sign in by single sign-on yourself first. So you know that it works.")
        return _page(request, HelpForm(), status=422, refused=said)
    return HttpResponseRedirect(reverse("identity:everybody"))


def _page(request: HttpRequest, form: HelpForm, *, status: int = 200, **more: Any) -> HttpResponse:
    here = current_organisation()
    context = {"form": form, "providers": sign_on.providers_of(here), **more}
    context["passwords"] = here.password_sign_in
    return render(request, "identity/everybody.html", context, status=status)
