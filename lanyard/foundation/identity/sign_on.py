"""Single sign-on by OpenID Connect: which providers an organisation has, and whom they mean.

One is set up in the app (see ``provider``). Others stand in one TOML file, which is named by
``LANYARD_SIGN_ON_FILE`` (see the handbook for IT).
"""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from allauth.socialaccount.models import SocialApp, SocialLogin
from django.conf import settings

from lanyard.foundation.files.api import unseal_secret
from lanyard.foundation.identity.models import Account, SignOnProvider
from lanyard.foundation.organisations.api import Organisation, current_organisation

#: What the provider that is set up in the app is called in addresses, behind the organisation.
SLUG = "own"
_KNOWN = {
    "organisation", "slug", "name", "issuer", "client_id", "secret", "secret_file",
    "email_is_verified",
}  # fmt: skip


class Misconfigured(ValueError):
    """The file of providers does not say what it must; the message names the key."""


@dataclass(frozen=True)
class Provider:
    """One OpenID provider of one organisation.

    ``email_is_verified`` says that the provider's e-mail addresses are the college's own, where it
    sends no ``email_verified`` (Microsoft Entra ID with a single tenant).
    """

    organisation: str
    slug: str
    name: str
    issuer: str
    client_id: str
    secret: str
    email_is_verified: bool = False

    @property
    def key(self) -> str:
        """The provider's name in addresses and links, unique across organisations."""
        return f"{self.organisation}-{self.slug}"


def providers(path: Path | None) -> tuple[Provider, ...]:
    """Read the providers of all organisations; raises Misconfigured. No file, no providers."""
    if path is None:
        return ()
    return _read(path, path.stat().st_mtime_ns)


def providers_of(organisation: Organisation) -> list[Provider]:
    """Return the providers that an organisation's people may sign on with.

    The secret of the one that was set up in the app stays sealed (see ``apps_of``).
    """
    of_file = [p for p in providers(settings.SIGN_ON_FILE) if p.organisation == organisation.slug]
    known = {provider.key for provider in of_file}
    of_app = [
        Provider(organisation.slug, SLUG, row.name, row.issuer, row.client_id, "",
                 row.email_is_verified)
        for row in SignOnProvider.objects.filter(organisation=organisation)
    ]  # fmt: skip
    return [*of_file, *(provider for provider in of_app if provider.key not in known)]


def apps_of(organisation: Organisation) -> list[SocialApp]:
    """Return the same providers as allauth knows them; they are never saved."""
    return [
        SocialApp(
            provider="openid_connect", provider_id=provider.key, name=provider.name,
            client_id=provider.client_id, secret=provider.secret or _opened(organisation),
            settings={"server_url": provider.issuer, "oauth_pkce_enabled": True},
        )
        for provider in providers_of(organisation)
    ]  # fmt: skip


def account_for_login(sociallogin: SocialLogin) -> Account | None:
    """Return the account of this organisation whose e-mail the provider vouches for, or None."""
    key = sociallogin.account.provider
    found = [p for p in providers_of(current_organisation()) if p.key == key]
    vouched = bool(found) and found[0].email_is_verified
    for address in sociallogin.email_addresses:
        if address.verified or vouched:
            account = Account.objects.filter(
                email__iexact=address.email, is_active=True, person_id__isnull=False
            ).first()
            if account is not None:
                return account
    return None


def _opened(organisation: Organisation) -> str:
    row = SignOnProvider.objects.filter(organisation=organisation).exclude(secret=b"").first()
    return unseal_secret(bytes(row.secret)).decode() if row else ""


@functools.lru_cache(maxsize=4)
def _read(path: Path, changed: int) -> tuple[Provider, ...]:
    tables = tomllib.loads(path.read_text("utf-8")).get("provider", [])
    read = tuple(_provider(number, table) for number, table in enumerate(tables, 1))
    keys = [provider.key for provider in read]
    twice = next((key for key in keys if keys.count(key) > 1), None)
    if twice:
        raise Misconfigured(f"{path}: two providers are called {twice}.")
    return read


def _provider(number: int, table: dict[str, Any]) -> Provider:
    where = f"Provider {number} of the sign-on file"
    unknown = sorted(set(table) - _KNOWN)
    if unknown:
        raise Misconfigured(f"{where}: {unknown[0]} is not known.")
    values = {key: table[key] for key in table if key not in {"secret", "secret_file"}}
    for key in ("organisation", "slug", "name", "issuer", "client_id"):
        if not isinstance(values.get(key), str) or not values[key]:
            raise Misconfigured(f"{where}: {key} is missing.")
    secret = table.get("secret") or ""
    if "secret_file" in table:
        secret = Path(table["secret_file"]).read_text("utf-8").strip()
    return Provider(secret=secret, **values)
