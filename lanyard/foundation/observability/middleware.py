"""A line of log and a count for each request: the route, never the address asked for or from."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from lanyard.foundation.observability import metrics
from lanyard.foundation.observability.logs import REQUEST_ID

Handler = Callable[[HttpRequest], HttpResponseBase]
_log = structlog.get_logger("lanyard.requests")


class RequestMiddleware:
    """Gives each request a random id, which its log lines and its response carry."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Time the request, then log and count it by its route."""
        request_id = request.META[REQUEST_ID] = uuid.uuid4().hex
        began = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request=request_id):
            response = self.get_response(request)
            took = time.perf_counter() - began
            route = request.resolver_match.route if request.resolver_match else "(none)"
            _log.info(
                "request", method=_method(request), route=route, status=response.status_code,
                ms=round(took * 1000),
            )  # fmt: skip
        metrics.count_request(_method(request), route, response.status_code, took)
        response["X-Request-ID"] = request_id
        return response


def _method(request: HttpRequest) -> str:
    known = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
    return request.method if request.method in known else "OTHER"
