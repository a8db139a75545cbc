"""Who signs an act of identity in the audit trail: an account's person, by e-mail address."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from lanyard.foundation.identity.models import Account


@dataclass(frozen=True)
class Signer:
    """The person of an account, as the audit trail needs them."""

    pk: UUID
    name: str

    def __str__(self) -> str:
        return self.name


def signer(account: Account | None) -> Signer | None:
    """Return who signs for an account; None where nobody is signed in or it has no person."""
    if account is None or account.person_id is None:
        return None
    return Signer(account.person_id, account.email)
