"""Where IT makes and revokes service tokens."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lanyard.foundation.access.gates import permitted, step_up
from lanyard.foundation.identity import tokens
from lanyard.foundation.identity.forms import TokenForm
from lanyard.foundation.identity.models import ServiceToken
from lanyard.foundation.organisations.request import SignedInRequest

_managing = permitted("identity.manage-tokens")


@_managing
@require_GET
def list_tokens(request: HttpRequest) -> HttpResponse:
    """Show every token, the newest first; none shows its secret."""
    known = ServiceToken.objects.order_by("-created", "-pk")
    return render(request, "identity/tokens.html", {"tokens": known, "now": timezone.now()})


@_managing
@step_up
@require_http_methods(["GET", "POST"])
def make(request: SignedInRequest) -> HttpResponse:
    """Make a token and show its secret, this once."""
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        token, secret = tokens.make_token(
            form.cleaned_data["name"],
            scopes=form.cleaned_data["scopes"],
            expires=form.expires(),
            by=request.person,
        )
        return render(request, "identity/token_made.html", {"token": token, "secret": secret})
    return render(
        request, "identity/make_token.html", {"form": form}, status=422 if form.errors else 200
    )


@_managing
@step_up
@require_POST
def revoke(request: SignedInRequest, token_id: UUID) -> HttpResponse:
    """Revoke a token at once."""
    token = get_object_or_404(ServiceToken, pk=token_id)
    tokens.revoke_token(token, by=request.person)
    return HttpResponseRedirect(reverse("identity:tokens"))
