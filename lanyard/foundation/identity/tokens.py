"""Tokens by which another system of the college calls an interface (joiners, leavers)."""

from __future__ import annotations

import datetime
import hashlib
import secrets
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from lanyard.foundation.audit import api as audit
from lanyard.foundation.identity.models import ServiceToken

_PREFIX = "lanyard_"
#: A use is noted at most this often.
_NOTE_EVERY = datetime.timedelta(minutes=1)
LONGEST = datetime.timedelta(days=366)

_scopes: dict[str, Any] = {}


def declare_scope(slug: str, sentence: Any) -> None:
    """Say what a scope opens; called at start by the part that checks it."""
    _scopes[slug] = sentence


def scopes() -> dict[str, Any]:
    """Return every declared scope and its sentence."""
    return dict(sorted(_scopes.items()))


@transaction.atomic
def make_token(
    name: str, *, scopes: Iterable[str], expires: datetime.datetime, by: audit.Actor
) -> tuple[ServiceToken, str]:
    """Make a token and return it with its secret, which is shown once and kept nowhere.

    Raises LookupError for a scope that nothing declares, ValueError for an end in the past or more
    than a year away.
    """
    wanted = sorted(set(scopes))
    unknown = [scope for scope in wanted if scope not in _scopes]
    if unknown or not wanted:
        raise LookupError(f"No scope is called {unknown[0]}." if unknown else "Choose a scope.")
    if not timezone.now() < expires <= timezone.now() + LONGEST:
        raise ValueError("A token ends within a year, and not in the past.")
    secret = _PREFIX + secrets.token_urlsafe(32)
    token = ServiceToken.objects.create(
        name=name, hint=secret[:12], hashed=_hashed(secret), scopes=wanted, expires=expires,
        created_by=by.pk,
    )  # fmt: skip
    audit.record(
        "identity.token-made", by=by, subject=name, kind="token", subject_id=token.pk, scopes=wanted
    )
    return token, secret


@transaction.atomic
def revoke_token(token: ServiceToken, *, by: audit.Actor) -> None:
    """Make a token useless from now on; a second time changes nothing."""
    if token.revoked is not None:
        return
    token.revoked = timezone.now()
    token.save(update_fields=["revoked"])
    audit.record(
        "identity.token-revoked", by=by, subject=token.name, kind="token", subject_id=token.pk
    )


def bearer(request: HttpRequest, scope: str) -> ServiceToken | None:
    """Return the token that a request carries in ``Authorization: Bearer``, if it opens the scope.

    None for a token that is unknown here, ended, revoked or made for something else.
    """
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not secret.strip():
        return None
    token = ServiceToken.objects.filter(hashed=_hashed(secret.strip())).first()
    now = timezone.now()
    if token is None or not token.in_force(now) or scope not in token.scopes:
        return None
    if token.last_used is None or now - token.last_used >= _NOTE_EVERY:
        token.last_used = now
        token.save(update_fields=["last_used"])
    return token


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
