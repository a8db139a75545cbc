"""The OpenID provider that IT sets up in the app: one for each organisation, its secret sealed."""

from __future__ import annotations

import datetime
import json
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext as _

from lanyard.foundation.audit import api as audit
from lanyard.foundation.files.api import seal_secret
from lanyard.foundation.identity import sign_on
from lanyard.foundation.identity.models import SignOnProvider
from lanyard.foundation.organisations.api import Organisation, current_organisation
from lanyard.foundation.outward import api as outward

_KNOWN_BY = "/.well-known/openid-configuration"
_MOST = 256 * 1024
_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class NoOtherWay(Exception):
    """Nobody could sign in any more: passwords are off, and this is the only other way."""


def provider_of() -> SignOnProvider | None:
    """Return the provider that was set up in the app for the organisation in force."""
    return SignOnProvider.objects.first()


@transaction.atomic
def set_up(
    *, name: str, issuer: str, client_id: str, secret: str, email_is_verified: bool,
    by: audit.Actor,
) -> SignOnProvider:  # fmt: skip
    """Set up the provider, or change it; without a secret the one that is known stays.

    What is changed has to be tested again.
    """
    known = provider_of() or SignOnProvider()
    known.name, known.issuer, known.client_id = name, issuer.rstrip("/"), client_id
    known.email_is_verified, known.tested_at = email_is_verified, None
    if secret:
        known.secret = seal_secret(secret.encode())
    known.save()
    audit.record(
        "identity.sign-on-set", by=by, subject=name, kind="sign-on", subject_id=known.pk,
        issuer=known.issuer, client=client_id, secret_changed=bool(secret),
    )  # fmt: skip
    return known


@transaction.atomic
def remove(known: SignOnProvider, *, by: audit.Actor) -> None:
    """Take the provider away; raises NoOtherWay where nobody could sign in any more."""
    here = current_organisation()
    if not here.password_sign_in and _the_only_way(here):
        raise NoOtherWay
    audit.record(
        "identity.sign-on-removed", by=by, subject=known.name, kind="sign-on", subject_id=known.pk
    )
    known.delete()


@transaction.atomic
def test(known: SignOnProvider, *, by: audit.Actor, now: datetime.datetime) -> list[str]:
    """Ask the provider what it is; return what is wrong in sentences, and note where nothing is."""
    wrong = problems(known.issuer)
    known.tested_at = None if wrong else now
    known.save(update_fields=["tested_at"])
    audit.record(
        "identity.sign-on-tested", by=by, subject=known.name, kind="sign-on",
        subject_id=known.pk, problems=len(wrong),
    )  # fmt: skip
    return wrong


def problems(issuer: str) -> list[str]:
    """Return what is wrong with a provider, found by its own description of itself."""
    try:
        said = _json(issuer + _KNOWN_BY)
        if said is None:
            return [_("What answers there does not describe itself as an OpenID provider.")]
        wrong = list(_wrong(issuer, said))
        keys = None if wrong else _json(str(said["jwks_uri"]))
    except outward.NotAllowed as refused:
        return [_REFUSED[str(refused)]()]
    except outward.Unanswered as failed:
        words = _("We could not reach %(host)s (%(reason)s).")
        return [words % {"host": urlsplit(issuer).netloc, "reason": str(failed)}]
    if not wrong and not (keys and keys.get("keys")):
        wrong.append(_("It gives out no keys by which its answers could be checked."))
    return wrong


def _wrong(issuer: str, said: dict[str, Any]) -> list[str]:
    wrong = []
    if str(said.get("issuer", "")).rstrip("/") != issuer:
        words = _("It calls itself “%(name)s”. Enter exactly that as the issuer.")
        wrong.append(words % {"name": said.get("issuer", "")})
    for name in _ENDPOINTS:
        if not isinstance(said.get(name), str):
            wrong.append(_("Its description lacks “%(name)s”.") % {"name": name})
    if "code" not in said.get("response_types_supported", ["code"]):
        wrong.append(_("It does not offer the code flow, which Lanyard needs."))
    return wrong


def _json(url: str) -> dict[str, Any] | None:
    try:
        found = json.loads(outward.fetch(url, most=_MOST))
    except ValueError as error:
        if isinstance(error, outward.NotAllowed):
            raise
        return None
    return found if isinstance(found, dict) else None


def _the_only_way(here: Organisation) -> bool:
    return len(sign_on.providers_of(here)) < 2


_REFUSED = {
    "NotHttps": lambda: _("The address must begin with https://."),
    "AddressInside": lambda: _("That address lies inside a network, so it is not asked."),
}
