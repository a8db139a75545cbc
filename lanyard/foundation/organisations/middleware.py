"""Find the organisation by host name, and hold one transaction around the whole request."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from lanyard.foundation.database.identity import Identity, acting
from lanyard.foundation.organisations.api import organisation_at
from lanyard.foundation.organisations.request import Request

Handler = Callable[[HttpRequest], HttpResponseBase]

#: Paths that answer for the installation and not for one organisation.
_WITHOUT_ORGANISATION = ("/health/", "/metrics", "/static/")


class OrganisationMiddleware:
    """Sets ``request.organisation`` and the transaction's identity; an unknown host gets 404.

    The transaction spans sign-in, permission checks and the view, because row security needs the
    identity from the first query on. A response of 500 or above rolls everything back.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request within its organisation's transaction."""
        if request.path.startswith(_WITHOUT_ORGANISATION):
            return self.get_response(request)
        organisation = organisation_at(request.get_host())
        if organisation is None:
            return HttpResponse(
                "No organisation is served here.\n", status=404, content_type="text/plain"
            )
        cast("Request", request).organisation = organisation
        with acting(Identity(organisation=organisation.pk)), transaction.atomic():
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response
