"""Where IT sets up single sign-on."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from lanyard.foundation.access.gates import permitted, step_up
from lanyard.foundation.identity import provider, sign_on
from lanyard.foundation.identity.forms import ProviderForm
from lanyard.foundation.identity.models import SignOnProvider
from lanyard.foundation.organisations.request import SignedInRequest

_managing = permitted("identity.manage-sign-in")
_TYPED = ("name", "issuer", "client_id", "email_is_verified")


@_managing
@step_up
@sensitive_post_parameters("secret")
@require_http_methods(["GET", "POST"])
def show(request: SignedInRequest) -> HttpResponse:
    """Show the provider, and set it up or change it."""
    known = provider.provider_of()
    if request.method == "GET":
        return _page(request, known)
    form = ProviderForm(request.POST, known=known)
    if not form.is_valid():
        return _page(request, known, form=form, status=422)
    provider.set_up(**form.cleaned_data, by=request.person)
    return HttpResponseRedirect(reverse("identity:sign-on"))


@_managing
@step_up
@require_POST
def test(request: SignedInRequest) -> HttpResponse:
    """Ask the provider for its description of itself, and show what is wrong with it."""
    known = _known()
    wrong = provider.test(known, by=request.person, now=timezone.now())
    return _page(request, known, tested=True, wrong=wrong)


@_managing
@step_up
@require_POST
def remove(request: SignedInRequest) -> HttpResponse:
    """Take the provider away."""
    known = _known()
    try:
        provider.remove(known, by=request.person)
    except provider.NoOtherWay:
        refused = _("Passwords are off, so nobody could sign in. Switch passwords on first.")
        return _page(request, known, refused=refused, status=422)
    return HttpResponseRedirect(reverse("identity:sign-on"))


def _known() -> SignOnProvider:
    known = provider.provider_of()
    if known is None:
        raise Http404
    return known


def _page(
    request: SignedInRequest, known: SignOnProvider | None, *, status: int = 200, **more: Any
) -> HttpResponse:
    initial = {name: getattr(known, name) for name in _TYPED} if known else None
    key = f"{request.organisation.slug}-{sign_on.SLUG}"
    back = request.build_absolute_uri(reverse("openid_connect_callback", args=[key]))
    context = {
        "known": known, "back": back, "form": ProviderForm(initial=initial, known=known), **more,
    }  # fmt: skip
    return render(request, "identity/sign_on.html", context, status=status)
