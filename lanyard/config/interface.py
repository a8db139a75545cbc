"""The HTTP interface of the whole house: each part brings its operations, errors look alike."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled

from lanyard.engine.answers import api as answers
from lanyard.people import api as people
from lanyard.rooms.guidance import api as guidance
from lanyard.rooms.policies import api as policies

_FIELD = {401: "Authorization", 429: "Authorization"}

interface = NinjaAPI(
    title="Lanyard", version="1", urls_namespace="interface", docs_url=None,
    description="What the policy says, for other systems. Service tokens are made under Sign-in.",
)  # fmt: skip


def _told(status: int, what: str) -> JsonResponse:
    problem = {"field": _FIELD.get(status, "request"), "message": what}
    return JsonResponse({"errors": [problem]}, status=status)


@interface.exception_handler(AuthenticationError)
def _unknown(_request: HttpRequest, _error: AuthenticationError) -> JsonResponse:
    answer = _told(401, "a service token with the right scope is needed")
    answer["WWW-Authenticate"] = "Bearer"
    return answer


@interface.exception_handler(Throttled)
def _too_often(_request: HttpRequest, error: Throttled) -> JsonResponse:
    answer = _told(429, "too many requests of this token")
    answer["Retry-After"] = str(error.wait or 0)
    return answer


@interface.exception_handler(HttpError)
def _failed(_request: HttpRequest, error: HttpError) -> JsonResponse:
    return _told(error.status_code, str(error))


interface.add_exception_handler(answers.Refused, answers.refused)
interface.add_router("/exports", people.exports_router())
interface.add_router("/decide", answers.router())
interface.add_router("/check", guidance.router())
interface.add_router("/access", policies.router())
interface.add_router("/places", policies.places_router())
