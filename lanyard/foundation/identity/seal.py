"""Seal small secrets with this installation's key: authenticator secrets, what was typed."""

from __future__ import annotations

import base64
import functools
import hashlib

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

__all__ = ["InvalidToken", "open_text", "seal_text"]


def seal_text(text: str, *, purpose: str) -> str:
    """Encrypt a text; only ``open_text`` with the same purpose reads it."""
    return _box(settings.IDENTITY_KEY, purpose).encrypt(text.encode()).decode()


def open_text(sealed: str, *, purpose: str, seconds: int | None = None) -> str:
    """Decrypt a text; raises InvalidToken where it was altered or is older than ``seconds``."""
    return _box(settings.IDENTITY_KEY, purpose).decrypt(sealed.encode(), ttl=seconds).decode()


@functools.cache
def _box(key: str, purpose: str) -> Fernet:
    digest = hashlib.blake2b(purpose.encode(), key=key.encode()[:64], digest_size=32).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
