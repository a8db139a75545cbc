"""The checker over HTTP: a text in, findings with their clauses out; nothing of it is kept."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest
from ninja import Router

from lanyard.engine.answers.api import Refused, failures
from lanyard.foundation.identity.api import ByToken, ServiceTokenAuth
from lanyard.rooms.guidance.asking import checked
from lanyard.rooms.guidance.checking.policy import Writer
from lanyard.rooms.guidance.checking.rules import LONGEST, Account, Draft, Kind
from lanyard.rooms.guidance.words import SAYS

SCOPE = "check"
#: Requests of one token in a quarter of an hour.
LIMIT = ByToken("check", 3_000)
_LARGEST = 64 * 1024
_FLAGS = ("photo", "own_view", "about_work", "official")
_KNOWN = frozenset({"text", "writer", "kind", "account", *_FLAGS})
_FINDING = {
    "type": "object",
    "properties": {
        "kind": {"type": "string"},
        "weight": {
            "type": "string", "enum": ["stop", "change", "think"],
            "description": "How grave it is: Lanyard's default.",
        },
        "start": {"type": "integer"}, "end": {"type": "integer"},
        "clauses": {"type": "array", "items": {"type": "string"}},
        "default": {"type": "boolean", "description": "Lanyard's default, and no policy's rule."},
        "instead": {"type": "string"}, "says": {"type": "string"},
    },
}  # fmt: skip
_SCHEMA: dict[str, Any] = {
    "requestBody": {"required": True, "content": {"application/json": {"schema": {
        "type": "object", "additionalProperties": False, "required": ["text"],
        "properties": {
            "text": {"type": "string", "minLength": 1, "maxLength": LONGEST},
            "writer": {"type": "string", "enum": [str(one) for one in Writer]},
            "kind": {"type": "string", "enum": [str(one) for one in Kind]},
            "account": {
                "type": "string", "enum": [str(one) for one in Account],
                "description": "By whose account it goes out; none is exempt. Without it, official"
                               " means organisation, and its absence personal.",
            },
            **{name: {"type": "boolean"} for name in _FLAGS},
        },
    }}}},
    "responses": {200: {"description": "What was found.", "content": {"application/json": {
        "schema": {"type": "object", "properties": {
            "findings": {"type": "array", "items": _FINDING},
            "questions": {"type": "array", "items": {"type": "object"}},
        }},
    }}}, **failures()},
}  # fmt: skip


def router() -> Router:
    """Return the operation of the checker."""
    made = Router(auth=ServiceTokenAuth(SCOPE), throttle=LIMIT, tags=["Checker"])
    made.add_api_operation(
        "", ["POST"], check, summary="Check a text before it is sent", operation_id="check",
        url_name="check", openapi_extra=_SCHEMA,
    )  # fmt: skip
    return made


def check(request: HttpRequest) -> dict[str, Any]:
    """Return what stands in a text; raises Refused with every field that cannot be used."""
    found = checked(_draft(_body(request)), inside=True)
    return {
        "findings": [
            {
                "kind": one.kind, "weight": one.rule.weight.value, "start": one.start,
                "end": one.end, "clauses": list(one.rule.clauses), "default": one.rule.default,
                "instead": one.instead, "says": str(SAYS[one.kind]),
            }
            for one in found.findings
        ],
        "questions": [{"ask": one.ask, "clauses": list(one.clauses)} for one in found.questions],
    }  # fmt: skip


def _body(request: HttpRequest) -> dict[str, Any]:
    if int(request.META.get("CONTENT_LENGTH") or 0) > _LARGEST or len(request.body) > _LARGEST:
        raise Refused(413, ("text", f"is longer than {LONGEST} characters"))
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        raise Refused(400, ("body", "is not JSON")) from None
    if not isinstance(body, dict):
        raise Refused(422, ("body", "must be a JSON object"))
    return body


def _draft(body: dict[str, Any]) -> Draft:
    problems = [(name, "is not known here") for name in body.keys() - _KNOWN]
    text, writer = body.get("text"), body.get("writer", Writer.STAFF.value)
    kind = body.get("kind", Kind.MESSAGE.value)
    if not isinstance(text, str) or not text.strip():
        problems.append(("text", "must be a text"))
    elif len(text) > LONGEST:
        problems.append(("text", f"is longer than {LONGEST} characters"))
    if writer not in [str(one) for one in Writer]:
        problems.append(("writer", f"must be one of {', '.join(Writer)}"))
    if kind not in [str(one) for one in Kind]:
        problems.append(("kind", f"must be one of {', '.join(Kind)}"))
    own = Account.ORGANISATION if body.get("official") is True else Account.PERSONAL
    account = body.get("account", own.value)
    if account not in [str(one) for one in Account]:
        problems.append(("account", f"must be one of {', '.join(Account)}"))
    problems += [
        (name, "must be true or false")
        for name in _FLAGS
        if not isinstance(body.get(name, False), bool)
    ]
    if problems:
        raise Refused(422, *sorted(problems))
    flags = {name: body.get(name, False) for name in _FLAGS if name != "official"}
    return Draft(str(text), Writer(writer), Kind(kind), account=Account(account), **flags)
