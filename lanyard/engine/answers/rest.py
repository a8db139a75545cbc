"""The HTTP interface of decisions: facts in, the documented answer out. It looks nobody up."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from ninja import Router

from lanyard.engine.answers import openapi
from lanyard.engine.decisions.api import FactsRefused, check_facts, day, decide, questions, title_of
from lanyard.engine.profiles.api import NoProfile, profile_in_force
from lanyard.foundation.identity.api import ByToken, ServiceTokenAuth

SCOPE = "decide"
#: Requests of one token in a quarter of an hour.
LIMIT = ByToken("decide", 9_000)
_LARGEST = 64 * 1024
_KNOWN = frozenset({"on", "facts"})

Problem = tuple[str, str]


class Refused(Exception):
    """What is wrong with a request, field by field."""

    def __init__(self, status: int, *problems: Problem) -> None:
        super().__init__(f"{status}: {problems}")
        self.status, self.problems = status, problems


def answer(question: str, request: HttpRequest) -> dict[str, Any]:
    """Return the documented answer, with the policy it was given under.

    Raises Refused with every field that cannot be used.
    """
    on, facts = _read(question, _body(request))
    try:
        version = profile_in_force(on)
    except NoProfile:
        raise Refused(409, ("on", "no policy profile is in force on that day")) from None
    try:
        found = decide(question, version.profile, on, facts)
    except FactsRefused as refused:
        raise Refused(422, (f"facts.{refused.field}", refused.what)) from None
    under = {"slug": version.slug, "version": version.number}
    return {"question": question, "on": on.isoformat(), "profile": under, **found.as_json()}


def refused(_request: HttpRequest, problem: Refused | type[Refused]) -> HttpResponse:
    """Return what is wrong with a request as JSON."""
    found = problem if isinstance(problem, Refused) else Refused(400)
    told = [{"field": field, "message": what} for field, what in found.problems]
    return JsonResponse({"errors": told}, status=found.status)


def _body(request: HttpRequest) -> Mapping[str, Any]:
    if len(request.body) > _LARGEST:
        raise Refused(413, ("body", f"is larger than {_LARGEST} bytes"))
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        raise Refused(400, ("body", "is not JSON")) from None
    if not isinstance(body, dict):
        raise Refused(422, ("body", "must be a JSON object"))
    return body


def _read(question: str, body: Mapping[str, Any]) -> tuple[datetime.date, dict[str, Any]]:
    problems = [(name, "is not known here; known are facts, on") for name in body.keys() - _KNOWN]
    on, facts = timezone.localdate(), body.get("facts", {})
    if body.get("on") is not None:
        try:
            on = day(body["on"], "on")
        except FactsRefused as wrong:
            problems.append((wrong.field, wrong.what))
    if not isinstance(facts, dict):
        problems.append(("facts", "must be a JSON object"))
    else:
        problems += _unusable(question, facts)
    if problems:
        raise Refused(422, *sorted(problems))
    return on, facts


def _unusable(question: str, facts: Mapping[str, Any]) -> list[Problem]:
    """Return each fact that cannot be used, with why."""
    problems = []
    for name, value in facts.items():
        try:
            check_facts(question, {name: value})
        except FactsRefused as wrong:
            problems.append((f"facts.{wrong.field}", wrong.what))
    return problems


def _operation(question: str) -> Callable[[HttpRequest], Any]:
    def operation(request: HttpRequest) -> Any:
        return answer(question, request)

    return operation


def router() -> Router:
    """Return the operations, one for each question."""
    made = Router(auth=ServiceTokenAuth(SCOPE), throttle=LIMIT, tags=["Decisions"])
    for question in questions():
        made.add_api_operation(
            f"/{question}", ["POST"], _operation(question), summary=title_of(question),
            operation_id=f"decide_{question.replace('.', '_').replace('-', '_')}",
            url_name=f"decide-{question.replace('.', '-')}",
            openapi_extra=openapi.described(question),
        )  # fmt: skip
    return made
