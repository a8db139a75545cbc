"""Keep sessions in our own table, by the hash of their key and with their owner beside them."""

from __future__ import annotations

import datetime
import hashlib
from typing import Any
from uuid import UUID

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from lanyard.foundation.identity.models import Session
from lanyard.foundation.organisations.api import current_organisation_id

#: What a session says of itself; the store copies it into columns.
BEGAN, SEEN, BEGAN_BY, DEVICE = "began", "seen", "began_by", "device"


class SessionStore(DatabaseStore):
    """Django's session store over ``identity_session``. Row security keeps organisations apart."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Return our own table."""
        return Session

    def load(self) -> dict[str, Any]:
        """Return the session's data; an unknown or expired key gives an empty session."""
        found = Session.objects.filter(
            pk=id_of(self.session_key), expire_date__gt=timezone.now()
        ).first()
        if found is None:
            self._session_key = None
            return {}
        return self.decode(found.session_data)

    def exists(self, session_key: str) -> bool:
        """Say whether a key is taken."""
        return Session.objects.filter(pk=id_of(session_key)).exists()

    def delete(self, session_key: str | None = None) -> None:
        """End a session, this one where no key is given."""
        key = session_key or self.session_key
        if key is not None:
            Session.objects.filter(pk=id_of(key)).delete()

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """Return the row that holds this session."""
        return Session(
            id=id_of(self._get_or_create_session_key()),  # type: ignore[attr-defined]  # Django's, missing in its stubs
            session_data=self.encode(data),
            expire_date=self.get_expiry_date(),
            organisation_id=current_organisation_id(),
            account_id=data.get(SESSION_KEY),
            began=_moment(data.get(BEGAN)),
            seen=_moment(data.get(SEEN)),
            began_by=data.get(BEGAN_BY, ""),
            device=data.get(DEVICE, ""),
        )


def id_of(key: str | None) -> UUID:
    """Return the id under which a session is kept: 128 bits of the hash of its random key."""
    return UUID(bytes=hashlib.sha256((key or "").encode()).digest()[:16])


def _moment(seconds: float | None) -> datetime.datetime | None:
    if seconds is None:
        return None
    return datetime.datetime.fromtimestamp(seconds, tz=datetime.UTC)
