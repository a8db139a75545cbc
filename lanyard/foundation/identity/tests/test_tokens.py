"""Service tokens: what they open, for how long, and who may make them."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import timezone

from lanyard.foundation.audit.api import Entry
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.identity import tokens
from lanyard.foundation.identity.api import Account, ServiceToken, bearer, make_token, revoke_token
from lanyard.foundation.identity.factors import enrol_demonstration_totp
from lanyard.foundation.identity.signer import Signer, signer
from lanyard.foundation.identity.tests.people import (
    age_session,
    an_account,
    browser,
    signed_in_as,
)
from lanyard.foundation.organisations.models import Organisation


@pytest.fixture(autouse=True)
def two_scopes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "_scopes", {"people": "Send people", "figures": "Read figures"})


def somebody() -> Signer:
    found = signer(an_account("it@here.test", "it-department"))
    assert found
    return found


def made(**changes: Any) -> tuple[ServiceToken, str]:
    wanted: dict[str, Any] = {
        "scopes": ["people"],
        "expires": timezone.now() + datetime.timedelta(days=1),
    }
    return make_token("Entra", by=somebody(), **{**wanted, **changes})


def call(secret: str) -> HttpRequest:
    return RequestFactory().get("/", headers={"Authorization": f"Bearer {secret}"})


def test_a_token_opens_its_scope_only(college: Organisation) -> None:
    token, secret = made()
    assert bearer(call(secret), "people") == token
    assert bearer(call(secret), "figures") is None
    assert bearer(call(secret + "x"), "people") is None
    assert bearer(RequestFactory().get("/"), "people") is None
    token.refresh_from_db()
    assert token.last_used is not None


def test_the_secret_is_kept_nowhere(college: Organisation) -> None:
    token, secret = made()
    kept = str(ServiceToken.objects.values().get()) + str(list(Entry.objects.values()))
    assert secret not in kept
    assert token.hint == secret[:12]


def test_a_revoked_or_ended_token_opens_nothing(college: Organisation) -> None:
    token, secret = made()
    ServiceToken.objects.update(expires=timezone.now() - datetime.timedelta(seconds=1))
    assert bearer(call(secret), "people") is None
    ServiceToken.objects.update(expires=timezone.now() + datetime.timedelta(days=1))
    assert bearer(call(secret), "people") == token
    token.refresh_from_db()
    revoke_token(token, by=Signer(token.pk, "IT"))
    revoke_token(token, by=Signer(token.pk, "IT"))
    assert bearer(call(secret), "people") is None
    assert Entry.objects.filter(verb="identity.token-revoked").count() == 1


def test_a_token_opens_nothing_in_another_organisation(
    college: Organisation, elsewhere: Organisation
) -> None:
    _, secret = made()
    with acting_as_system(elsewhere.pk, "look around"):
        assert bearer(call(secret), "people") is None
        assert ServiceToken.objects.count() == 0


@pytest.mark.parametrize("days", [-1, 0, 367])
def test_a_token_ends_within_a_year(college: Organisation, days: int) -> None:
    with pytest.raises(ValueError, match="within a year"):
        made(expires=timezone.now() + datetime.timedelta(days=days))


@pytest.mark.parametrize("scopes", [[], ["unheard-of"]])
def test_a_token_needs_a_known_scope(college: Organisation, scopes: list[str]) -> None:
    with pytest.raises(LookupError):
        made(scopes=scopes)


def it_person() -> Account:
    account = an_account("it@here.test", "it-department")
    enrol_demonstration_totp(account, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    return account


def test_it_makes_a_token_that_is_shown_once(college: Organisation) -> None:
    client = signed_in_as(it_person())
    wrong = client.post("/tokens/make/", {"name": "", "days": "90"})
    assert wrong.status_code == 422
    answer = client.post("/tokens/make/", {"name": "Entra", "scopes": ["people"], "days": "90"})
    [token] = ServiceToken.objects.all()
    assert token.hint in answer.content.decode()
    listed = client.get("/tokens/").content.decode()
    assert token.hint in listed
    assert "Entra" in listed
    assert client.post(f"/tokens/{token.pk}/revoke/").status_code == 302
    token.refresh_from_db()
    assert token.revoked is not None


def test_making_a_token_asks_for_a_fresh_factor(college: Organisation) -> None:
    client = signed_in_as(it_person())
    age_session(client, proofs=301)
    assert client.get("/tokens/make/").headers["Location"].startswith("/sign-in/again/")


def test_others_do_not_see_that_there_are_tokens(college: Organisation) -> None:
    token, _ = made()
    stranger = signed_in_as(an_account("tutor@here.test", "tutor"))
    for page in ("/tokens/", "/tokens/make/"):
        assert stranger.get(page).status_code == 404
        assert browser().get(page).headers["Location"].startswith("/sign-in/")
    assert stranger.post(f"/tokens/{token.pk}/revoke/").status_code == 404
    token.refresh_from_db()
    assert token.revoked is None
