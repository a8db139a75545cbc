"""Over HTTP: whose account waits for a signature, and what a script found inside the network."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from lanyard.engine.answers.api import Refused, failures
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.identity.api import ByToken, ServiceTokenAuth
from lanyard.people.api import Person
from lanyard.rooms.policies.actions.copies import MOST, take_probe
from lanyard.rooms.policies.models import OutsideCopy
from lanyard.rooms.policies.queries.access import Account, accounts

SCOPE = "access"
PLACES = "places"
#: Requests of one token in a quarter of an hour.
LIMIT = ByToken("access", 3_000)
PLACES_LIMIT = ByToken("places", 300)
STATES = ("ready", "provisional", "restricted")
_ACCOUNT = {
    "type": "object",
    "properties": {
        "id": {"type": "string", "format": "uuid"}, "email": {"type": "string"},
        "state": {"type": "string", "enum": list(STATES)},
        "waits_for": {"type": "array", "items": {"type": "string"}},
    },
}  # fmt: skip
_SCHEMA: dict[str, Any] = {
    "parameters": [
        {"name": "state", "in": "query", "required": False,
         "schema": {"type": "string", "enum": list(STATES)}},
        {"name": "email", "in": "query", "required": False,
         "schema": {"type": "string", "minLength": 1, "maxLength": 254}},
    ],
    "responses": {200: {"description": "The accounts that a signature decides.", "content": {
        "application/json": {"schema": {"type": "object", "properties": {
            "accounts": {"type": "array", "items": _ACCOUNT}}}}}}, **failures()},
}  # fmt: skip


def router() -> Router:
    """Return the operation of the access flag."""
    made = Router(auth=ServiceTokenAuth(SCOPE), throttle=LIMIT, tags=["Access"])
    made.add_api_operation(
        "", ["GET"], flags, summary="Whose account waits for a signature, or is restricted",
        operation_id="access", url_name="access", openapi_extra=_SCHEMA,
    )  # fmt: skip
    return made


def flags(request: HttpRequest) -> dict[str, Any]:
    """Return how accounts stand, all or by ``state`` or ``email``; raises Refused."""
    asked = {name: request.GET[name] for name in request.GET}
    if unknown := set(asked) - {"state", "email"}:
        raise Refused(422, (min(unknown), "is unknown"))
    state, email = asked.get("state", ""), asked.get("email", "").strip()
    if "state" in asked and state not in STATES:
        raise Refused(422, ("state", f"is one of {', '.join(STATES)}"))
    if "email" in asked and not (0 < len(email) <= 254 and "\x00" not in email):
        raise Refused(422, ("email", "is not an address"))
    with system_duty("say whose access waits for a signature"):
        people = None
        if email:
            people = list(Person.objects.filter(email__iexact=email).values_list("pk", flat=True))
        found = accounts(timezone.localdate(), people)
        return {"accounts": [_shown(one) for one in found if state in ("", one.state)]}


def _shown(one: Account) -> dict[str, Any]:
    return {
        "id": str(one.person.pk), "email": one.person.email, "state": one.state,
        "waits_for": list(one.waits_for),
    }  # fmt: skip


_PLACE: dict[str, Any] = {
    "requestBody": {"required": True, "content": {"text/plain": {"schema": {"type": "string"}}}},
    "responses": {200: {"description": "What was made of it.", "content": {
        "application/json": {"schema": {"type": "object", "properties": {
            "state": {"type": "string", "enum": ["same", "differs"]}}}}}},
        **failures({404: "There is no such place, or no script looks at it."})},
}  # fmt: skip


def places_router() -> Router:
    """Return the operation by which a script says what stands at a place."""
    made = Router(auth=ServiceTokenAuth(PLACES), throttle=PLACES_LIMIT, tags=["Places"])
    made.add_api_operation(
        "/{copy_id}", ["PUT"], take_place, summary="What a script found where a document stands",
        operation_id="put_place", url_name="places", openapi_extra=_PLACE,
    )  # fmt: skip
    return made


def take_place(request: HttpRequest, copy_id: UUID) -> dict[str, Any]:
    """Compare what a script found with what is in force (LAN-TRL-07); raises Refused."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST:
        raise Refused(413, ("body", f"is larger than {MOST} bytes"))
    token: Any = getattr(request, "auth", None)
    content = request.read(MOST)
    with system_duty("take what a script found"):
        copy = OutsideCopy.objects.select_related("document").filter(
            pk=copy_id, how=OutsideCopy.How.PROBE, document__archived_on__isnull=True
        ).first()  # fmt: skip
        if copy is None:
            raise Refused(404, ("copy_id", "is no place that a script looks at"))
        return {"state": str(take_probe(copy, content, by=token).state)}
