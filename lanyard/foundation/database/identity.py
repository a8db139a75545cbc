"""Who a transaction acts for. The database backend tells PostgreSQL at each transaction's start.

Row security reads these settings, so a query without an identity sees no confidential row.
"""

from __future__ import annotations

import contextlib
import contextvars
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, cast
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections
from psycopg.pq import TransactionStatus


@dataclass(frozen=True)
class Identity:
    """The organisation and person that a transaction acts for, or the receipt of a nameless one.

    ``duty`` is a short sentence when the system itself acts (routing a report, sending a notice):
    row security then admits every row of the organisation, and only of that organisation.
    """

    organisation: UUID | None = None
    person: UUID | None = None
    receipt: str = ""
    duty: str = ""

    def settings(self) -> dict[str, str]:
        """Return the PostgreSQL settings that carry this identity."""
        return {
            "lanyard.organisation": str(self.organisation or ""),
            "lanyard.person": str(self.person or ""),
            "lanyard.receipt": self.receipt,
            "lanyard.duty": self.duty,
        }


class Told(Protocol):
    """A connection of our own backend."""

    def tell_identity(self, identity: Identity) -> None:
        """Set the identity for the rest of the current transaction."""


NOBODY = Identity()
_current: contextvars.ContextVar[Identity] = contextvars.ContextVar("identity", default=NOBODY)


def current_identity() -> Identity:
    """Return the identity in force in this context."""
    return _current.get()


@contextlib.contextmanager
def acting(identity: Identity) -> Iterator[Identity]:
    """Act as ``identity`` within the block; an open transaction is told at once, and told back."""
    if identity == _current.get():
        yield identity
        return
    token = _current.set(identity)
    _tell_open_transaction(identity)
    try:
        yield identity
    finally:
        _current.reset(token)
        _tell_open_transaction(_current.get())


@contextlib.contextmanager
def acting_as(organisation: UUID, person: UUID | None) -> Iterator[Identity]:
    """Act as a person of an organisation; ``None`` is somebody not signed in."""
    with acting(Identity(organisation=organisation, person=person)) as identity:
        yield identity


@contextlib.contextmanager
def acting_as_system(organisation: UUID, duty: str) -> Iterator[Identity]:
    """Act as the system for one named duty, such as "route a report", within one organisation."""
    if not duty:
        raise ValueError("The system acts only for a named duty.")
    with acting(Identity(organisation=organisation, duty=duty)) as identity:
        yield identity


@contextlib.contextmanager
def system_duty(duty: str) -> Iterator[Identity]:
    """Do one part of a person's act as the system: same organisation, the person still named."""
    now = _current.get()
    if now.organisation is None:
        raise ValueError("A duty is done for an organisation; none is in force.")
    mine = Identity(now.organisation, now.person, now.receipt, duty)
    with acting(mine) as identity:
        yield identity


def _tell_open_transaction(identity: Identity) -> None:
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.connection is None or not connection.in_atomic_block:
        return
    failed = connection.connection.info.transaction_status is TransactionStatus.INERROR
    if not failed and not connection.needs_rollback:
        cast("Told", connection).tell_identity(identity)
