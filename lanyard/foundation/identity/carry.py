"""Keep what somebody sent while they are asked to sign in or step up, so nothing is lost."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from lanyard.foundation.identity.seal import InvalidToken, open_text, seal_text

_KEPT = "carried"
_PURPOSE = "carried form"
#: What was sent is kept this long, in seconds, and up to this many letters.
_SECONDS = 15 * 60
_MOST = 2 * 1024 * 1024
_LEFT_OUT = "csrfmiddlewaretoken"
#: Fields with this in their name are asked for again: no page shows a password in its source.
_ASKED_AGAIN = "password"


@dataclass(frozen=True)
class Carried:
    """A form that was sent: where to, its fields in order, and whether files were left out."""

    account: str
    path: str
    fields: list[tuple[str, str]]
    files_lost: bool


def keep(request: HttpRequest, account: str) -> bool:
    """Seal what was posted into the session; say whether it was kept. Files are never kept."""
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name != _LEFT_OUT and _ASKED_AGAIN not in name
        for value in values
        if isinstance(value, str)
    ]
    body = json.dumps(
        {"account": account, "path": request.get_full_path(), "fields": fields,
         "files": bool(request.FILES)}
    )  # fmt: skip
    if len(body) > _MOST:
        return False
    request.session[_KEPT] = {"at": time.time(), "sealed": seal_text(body, purpose=_PURPOSE)}
    return True


def kept(session: SessionBase, account: str) -> Carried | None:
    """Return what the account's owner sent before; None where nothing is, or it is too old."""
    try:
        sealed = session[_KEPT]["sealed"]
        body = json.loads(open_text(sealed, purpose=_PURPOSE, seconds=_SECONDS))
    except (KeyError, TypeError, InvalidToken):
        return None
    if body["account"] != account:
        return None
    fields = [(name, value) for name, value in body["fields"]]
    return Carried(body["account"], body["path"], fields, body["files"])


def sent(request: HttpRequest, account: str) -> None:
    """Forget what was kept, now that its owner sends something to where it was meant for."""
    if _KEPT not in request.session:
        return
    carried = kept(request.session, account)
    if carried is not None and carried.path == request.get_full_path():
        del request.session[_KEPT]
