"""Accounts and browsers for the tests of identity."""

from __future__ import annotations

import datetime
import time
from typing import cast
from uuid import UUID

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.test import Client

from lanyard.foundation.access import api as access
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.identity import sessions
from lanyard.foundation.identity.api import Account, account_for, current_code
from lanyard.foundation.identity.factors import enrol_demonstration_totp
from lanyard.foundation.identity.stages import must_enrol
from lanyard.foundation.identity.store import SessionStore

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "copper kettle harbour"
TODAY = datetime.date.today()
_AGENT = "Mozilla/5.0 Windows Firefox/140"


def a_person(email: str) -> UUID:
    """Add somebody whom the organisation knows; the people layer lies above this one."""
    known = apps.get_model("people", "Person").objects.create(
        given_name=email.split("@", maxsplit=1)[0].title(), family_name="Example"
    )
    return UUID(str(known.pk))


def an_account(email: str, *roles: str, password: str | None = PASSWORD) -> Account:
    """Open an account of a person who holds some roles."""
    person_id = a_person(email)
    for role in roles:
        access.hold_role(role, person_id, since=TODAY)
    return account_for(person_id, email=email, password=password)


def a_lead(email: str = "lead@here.test") -> Account:
    """Open an account of a safeguarding lead, with an authenticator app."""
    account = an_account(email, "dsl")
    enrol_demonstration_totp(account, SECRET)
    return account


def browser(host: str = "here.test", **headers: str) -> Client:
    """Return a browser that visits a host."""
    return Client(headers={"host": host, "user-agent": _AGENT, **headers})


def enter(client: Client, email: str, password: str = PASSWORD, onward: str = "") -> HttpResponse:
    """Send the sign-in form."""
    form = {"email": email, "password": password, "next": onward}
    return cast("HttpResponse", client.post("/sign-in/", form))


def pass_factor(client: Client, account: Account) -> HttpResponse:
    """Send the code that the account's app shows now."""
    return cast("HttpResponse", client.post("/sign-in/factor/", {"code": current_code(account)}))


def forget_used_code(account: Account) -> None:
    """Let the code that is shown now be used again, instead of waiting for the next."""
    cache.clear()


def signed_in_by_hand(account: Account, host: str = "here.test") -> Client:
    """Return a browser in which the account's owner sent the forms of signing in."""
    client = browser(host)
    answer = enter(client, account.email)
    if answer.headers["Location"] == "/sign-in/factor/":
        answer = pass_factor(client, account)
    assert answer.status_code == 302, answer.content
    assert client.session.get("_auth_user_id") == str(account.pk)
    return client


def signed_in_as(account: Account, host: str = "here.test", *, by: str = "password") -> Client:
    """Return a browser with a session such as signing in leaves, all the way, without the forms.

    ``test_entrance`` holds it to what the forms leave.
    """
    client = browser(host)
    with acting_as_system(account.organisation_id, "begin a session"):
        assert not must_enrol(account)
        session = SessionStore()
        session[SESSION_KEY] = str(account.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = account.get_session_auth_hash()
        _note_proofs(session, account)
        sessions.begin(session, by=by, user_agent=_AGENT, now=time.time())
        session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)
    return client


def _note_proofs(session: SessionStore, account: Account) -> None:
    request = HttpRequest()
    request.session = session
    record_authentication(request, account, "password")
    app = Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).first()
    if app is not None:
        record_authentication(request, account, "mfa", id=app.pk, type="totp")


def age_session(client: Client, **seconds: float) -> None:
    """Put the session's own times back by some seconds (``began``, ``seen``, ``proofs``)."""
    session = client.session
    for name in ("began", "seen"):
        session[name] -= seconds.get(name, 0)
    for record in session["account_authentication_methods"]:
        record["at"] -= seconds.get("proofs", 0)
    session.save()


def person(account: Account) -> UUID:
    """Return the account's person."""
    assert account.person_id is not None
    return account.person_id
