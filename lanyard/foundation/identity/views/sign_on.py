"""Leave for single sign-on and come back; and the page of a closed account."""

from __future__ import annotations

from urllib.parse import urlencode

from allauth.socialaccount.providers.openid_connect import views as openid
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from requests import RequestException


@never_cache
@require_GET
def leave(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead to the provider. Only where to come back to may be asked for; nothing else is passed."""
    asked = {"next": request.GET["next"]} if "next" in request.GET else {}
    request.GET = QueryDict(urlencode(asked))
    try:
        response: HttpResponse = openid.login(request, provider_id)
    except RequestException:
        return render(request, "identity/sign_on_failed.html", status=503)
    return response


@never_cache
@require_GET
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take the provider's answer and go on with signing in."""
    response: HttpResponse = openid.callback(request, provider_id)
    return response


@never_cache
@require_GET
def closed(request: HttpRequest) -> HttpResponse:
    """Say to somebody who proved who they are that their account is closed."""
    return render(request, "identity/closed.html", status=403)
