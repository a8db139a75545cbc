"""Keys: the master key wraps an organisation's key, which wraps a key for each file."""

from __future__ import annotations

import os
from uuid import UUID

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.files.models import NamedKey, OrganisationKey
from lanyard.foundation.organisations.api import current_organisation_id

_NONCE = 12
_VERSION = 4


class Retired(LookupError):
    """A key was retired, and what it sealed cannot be opened."""


def encrypt(key: bytes, content: bytes, about: bytes) -> bytes:
    """Encrypt by AES-256-GCM under a fresh nonce; ``about`` binds it to what it belongs to."""
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, content, about)


def decrypt(key: bytes, sealed: bytes, about: bytes) -> bytes:
    """Undo ``encrypt``; raises cryptography's InvalidTag where a byte or the binding is wrong."""
    return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], about)


def current_version() -> int:
    """Return the version of the key that seals now, making the first where there is none."""
    with system_duty("use the organisation's key"):
        newest = OrganisationKey.objects.order_by("-version").first()
        return newest.version if newest else _add(1).version


def add_version() -> int:
    """Make a new key that seals from now on; return its version."""
    version = current_version() + 1
    with system_duty("use the organisation's key"):
        return _add(version).version


def wrap(version: int, key: bytes, about: bytes) -> bytes:
    """Wrap a file's key with a version of the organisation's key."""
    return encrypt(_organisation_key(version), key, about)


def unwrap(version: int, wrapped: bytes, about: bytes) -> bytes:
    """Undo ``wrap``."""
    return decrypt(_organisation_key(version), wrapped, about)


def seal(content: bytes) -> bytes:
    """Seal a small secret with the organisation's key."""
    version = current_version()
    sealed = encrypt(_organisation_key(version), content, b"secret")
    return version.to_bytes(_VERSION, "big") + sealed


def unseal(sealed: bytes) -> bytes:
    """Undo ``seal``."""
    return decrypt(_organisation_key(version_of(sealed)), sealed[_VERSION:], b"secret")


def version_of(sealed: bytes) -> int:
    """Return the version of the key that seals a secret."""
    return int.from_bytes(sealed[:_VERSION], "big")


def named_key(purpose: str) -> bytes:
    """Return the organisation's key for a purpose, made at its first use.

    It stands apart from the secrets of the installation, so that these may be renewed.
    """
    organisation = current_organisation_id()
    with system_duty("use the organisation's key"):
        row = NamedKey.objects.filter(purpose=purpose).first()
        if row is None:
            wrapped = wrap_named(os.urandom(32), organisation, purpose)
            row, _new = NamedKey.objects.get_or_create(
                organisation_id=organisation, purpose=purpose, defaults={"wrapped": wrapped}
            )
    return decrypt(_master(), bytes(row.wrapped), organisation.bytes + purpose.encode())


def wrap_named(key: bytes, organisation: UUID, purpose: str) -> bytes:
    """Wrap a key for a purpose with the master key, bound to both."""
    return encrypt(_master(), key, organisation.bytes + purpose.encode())


def _add(version: int) -> OrganisationKey:
    organisation = current_organisation_id()
    wrapped = encrypt(_master(), AESGCM.generate_key(256), _about(organisation, version))
    made, _new = OrganisationKey.objects.get_or_create(
        organisation_id=organisation, version=version, defaults={"wrapped": wrapped}
    )
    return made


def _organisation_key(version: int) -> bytes:
    with system_duty("use the organisation's key"):
        row = OrganisationKey.objects.get(version=version)
    if row.retired_at is not None:
        raise Retired(f"Version {version} of the organisation's key is retired.")
    about = _about(current_organisation_id(), version)
    return decrypt(_master(), bytes(row.wrapped), about)


def _about(organisation: UUID, version: int) -> bytes:
    return organisation.bytes + version.to_bytes(_VERSION, "big")


def _master() -> bytes:
    derived = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"lanyard master key")
    return derived.derive(settings.MASTER_KEY.encode())
