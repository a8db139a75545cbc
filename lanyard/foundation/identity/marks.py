"""A passing mark of a network address, for counting those who did not sign in."""

from __future__ import annotations

import datetime
import hmac
import secrets

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from django.utils import timezone


class _Key:
    """A key that is in this process's memory only, drawn anew each day."""

    day = datetime.date.min
    secret = b""

    @classmethod
    def of_today(cls) -> bytes:
        today = timezone.now().date()
        if cls.day != today:
            cls.day, cls.secret = today, secrets.token_bytes(32)
        return cls.secret


def passing_mark(request: HttpRequest) -> str:
    """Return a mark of the network that a request came from, the same for a day at most.

    Nobody turns it back into an address, with the database and all the settings in hand either: the
    key that it is made with is written nowhere. Another process of the server makes another mark.
    """
    seen = get_adapter().get_client_ip(request)
    return hmac.new(_Key.of_today(), seen.encode(), "sha256").hexdigest()
