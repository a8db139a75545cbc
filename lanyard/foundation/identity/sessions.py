"""How long a session lives, and how its owner ends it."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.db.models import QuerySet
from django.utils import timezone

from lanyard.foundation.audit import api as audit
from lanyard.foundation.identity.models import Account, Session
from lanyard.foundation.identity.signer import signer
from lanyard.foundation.identity.store import BEGAN, BEGAN_BY, DEVICE, SEEN, id_of

#: A visit is noted in the session at most this often, in seconds.
_NOTE_EVERY = 60

_BROWSERS = (
    ("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)  # fmt: skip
_SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("CrOS", "Chromebook"),
    ("Windows", "Windows"), ("Mac OS", "Mac"), ("Linux", "Linux"),
)  # fmt: skip


def begin(session: SessionBase, *, by: str, user_agent: str, now: float) -> None:
    """Note in a session when, how and on what device its owner signed in."""
    session[BEGAN] = now
    session[SEEN] = now
    session[BEGAN_BY] = by
    session[DEVICE] = device_of(user_agent)


def over(session: SessionBase, *, now: float) -> bool:
    """Say whether a session is over at ``now`` (seconds): too long unused, or too old."""
    began, seen = session.get(BEGAN), session.get(SEEN)
    if began is None or seen is None:
        return True
    idle = now - seen > settings.SESSION_IDLE_MINUTES * 60
    return bool(idle or now - began > settings.SESSION_COOKIE_AGE)


def note_visit(session: SessionBase, *, now: float) -> None:
    """Put off the idle limit; the row is written at most once a minute."""
    if now - session.get(SEEN, 0) >= _NOTE_EVERY:
        session[SEEN] = now


def sessions_of(account: Account) -> QuerySet[Session]:
    """Return the account's sessions that still live, newest first."""
    now = timezone.now()
    idle = now - datetime.timedelta(minutes=settings.SESSION_IDLE_MINUTES)
    return Session.objects.filter(account=account, expire_date__gt=now, seen__gte=idle).order_by(
        "-began"
    )


def end_sessions(account: Account, *, by: Account | None, keep: str | None = None) -> int:
    """End the account's sessions but for the one whose key is ``keep``; return how many."""
    found = Session.objects.filter(account=account)
    if keep is not None:
        found = found.exclude(pk=id_of(keep))
    ended, _ = found.delete()
    audit.record(
        "identity.sessions-ended", by=signer(by), subject=account.email, kind="account",
        subject_id=account.pk, sessions=ended,
    )  # fmt: skip
    return ended


def end_session(account: Account, session_id: UUID) -> bool:
    """End one of the account's own sessions; say whether there was one."""
    ended, _ = Session.objects.filter(account=account, pk=session_id).delete()
    if ended:
        audit.record(
            "identity.sessions-ended", by=signer(account), subject=account.email, kind="account",
            subject_id=account.pk, sessions=ended,
        )  # fmt: skip
    return bool(ended)


def sweep_sessions(organisation: UUID, *, now: datetime.datetime) -> int:
    """Delete the sessions that are past their end; return how many."""
    swept, _ = Session.objects.filter(organisation_id=organisation, expire_date__lt=now).delete()
    return swept


def device_of(user_agent: str) -> str:
    """Describe a device in two words, such as "Firefox on Windows"; no more of it is kept."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    return " on ".join(part for part in (browser, system) if part)
