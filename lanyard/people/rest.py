"""What other systems send each night: who can sign in, which devices are connected, who took note.

A system sends its whole export as a CSV file, as somebody would on the page (KMC-WHO-02,
LAN-SCO-01, LAN-SCO-02, LAN-TL-05). It is taken in whole or not at all.
"""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Router

from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.identity.api import ByToken, ServiceTokenAuth
from lanyard.people.exports import kinds, take
from lanyard.people.imports.uploads import Upload

SCOPE = "exports"
#: Requests of one token in a quarter of an hour.
LIMIT = ByToken("exports", 60)
LARGEST = 20 * 1024 * 1024
_SYSTEM = re.compile(r"[a-z0-9_-]{1,40}")


def router() -> Router:
    """Return the operations, one for each kind of export."""
    made = Router(auth=ServiceTokenAuth(SCOPE), throttle=LIMIT, tags=["Exports"])
    for what in kinds():
        made.add_api_operation(
            f"/{what}/{{system}}",
            ["PUT"],
            _operation(what),
            operation_id=f"put_{what}",
            summary=f"Take in a system's whole export of {what}",
            url_name=f"exports-{what}",
            include_in_schema=False,
        )
    return made


def _operation(what: str) -> Any:
    def operation(request: HttpRequest, system: str) -> HttpResponse:
        return _taken(request, what, system)

    return operation


def _taken(request: HttpRequest, what: str, system: str) -> HttpResponse:
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        return _refused(413, ("body", f"is larger than {LARGEST} bytes"))
    if not _SYSTEM.fullmatch(system):
        return _refused(422, ("system", "is small letters, digits and hyphens, at most 40"))
    token: Any = getattr(request, "auth", None)
    file = Upload(f"{what}.csv", request.read(LARGEST))
    with system_duty("take in an export"):
        problems = take(what, system, file, by=token)
    if problems.errors:
        return _refused(422, *((str(one.where), one.message) for one in problems.in_order()[:100]))
    return HttpResponse(status=204)


def _refused(status: int, *problems: tuple[str, str]) -> JsonResponse:
    told = [{"field": field, "message": what} for field, what in problems]
    return JsonResponse({"errors": told}, status=status)
