"""Check a password, where the organisation lets anybody sign in by password."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from lanyard.foundation.identity.models import Account
from lanyard.foundation.organisations.api import current_organisation


def passwords_allowed() -> bool:
    """Say whether people of the organisation in force may sign in by password."""
    return current_organisation().password_sign_in


class PasswordBackend(ModelBackend):
    """Django's check of a password. Every route that takes a password ends here."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> Account | None:
        """Return the account, or None; always None where passwords are switched off."""
        if username is None or password is None or not passwords_allowed():
            return None
        found = super().authenticate(request, username=username, password=password)
        return found if isinstance(found, Account) else None
