"""Signing in and out, with and without a second factor."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.test import Client

from lanyard.foundation.access import api as access
from lanyard.foundation.audit.api import Entry
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.identity.api import (
    account_for,
    close_account,
    enrol_demonstration_totp,
)
from lanyard.foundation.identity.models import Session
from lanyard.foundation.identity.tests.people import (
    PASSWORD,
    SECRET,
    TODAY,
    a_lead,
    a_person,
    an_account,
    browser,
    enter,
    pass_factor,
    person,
    signed_in_as,
    signed_in_by_hand,
)
from lanyard.foundation.organisations.models import Organisation

_BETWEEN = (
    "/sign-in/factor/", "/sign-in/set-up/", "/sign-in/set-up/passkey/", "/sign-in/set-up/codes/",
)  # fmt: skip


_NO_CREDENTIALS = ("", "{}", '{"id": "x"}', "no JSON", "[]", '"x"', "null", "7")


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_tutor_signs_in_with_a_password_and_out(college: Organisation) -> None:
    an_account("tutor@here.test", "tutor")
    client = browser()
    assert enter(client, "Tutor@HERE.test").headers["Location"] == "/"
    assert signed_in(client)
    assert client.get("/sign-in/").headers["Location"] == "/"
    assert client.post("/sign-out/").headers["Location"] == "/sign-in/"
    assert not signed_in(client)
    verbs = Entry.objects.values_list("verb", flat=True)
    assert list(verbs) == [
        "identity.account-opened", "identity.signed-in", "identity.signed-out",
    ]  # fmt: skip


@pytest.mark.parametrize("role", ["tutor", "dsl"])
def test_tests_begin_with_a_session_such_as_the_forms_leave(
    college: Organisation, role: str
) -> None:
    account = an_account("one@here.test", role)
    if role == "dsl":
        enrol_demonstration_totp(account, SECRET)
    by_hand, as_tests_do = signed_in_by_hand(account), signed_in_as(account)
    assert _shape(as_tests_do) == _shape(by_hand)
    kept = Session.objects.filter(account=account).values_list("began_by", "device")
    assert list(kept) == [("password", "Firefox on Windows")] * 2


def _shape(client: Client) -> dict[str, object]:
    """Return a session's data but for its moments and what allauth notes of the forms."""
    proofs = client.session["account_authentication_methods"]
    ways = [(proof["method"], proof.get("type"), proof.get("id")) for proof in proofs]
    changing = {"began", "seen", "account_authentication_methods"}
    rest = {k: v for k, v in client.session.items() if k not in changing}
    return {**rest, "ways": ways}


def test_signing_out_takes_a_post(college: Organisation) -> None:
    client = signed_in_as(an_account("tutor@here.test", "tutor"))
    assert client.get("/sign-out/").status_code == 405
    assert signed_in(client)


@pytest.mark.parametrize(
    ("email", "password"),
    [("tutor@here.test", "wrong"), ("nobody@here.test", PASSWORD), ("closed@here.test", PASSWORD)],
)
def test_every_wrong_sign_in_looks_the_same(
    college: Organisation, email: str, password: str
) -> None:
    an_account("tutor@here.test", "tutor")
    close_account(person(an_account("closed@here.test", "tutor")))
    client = browser()
    answer = enter(client, email, password)
    assert answer.status_code == 422
    assert "The e-mail address or the password is not right." in answer.content.decode()
    assert not signed_in(client)


def test_a_lead_is_signed_in_only_after_the_code(college: Organisation) -> None:
    lead = a_lead()
    client = browser()
    assert enter(client, lead.email, onward="/somewhere/").headers["Location"] == "/sign-in/factor/"
    assert not signed_in(client)
    wrong = client.post("/sign-in/factor/", {"code": "000000"})
    assert wrong.status_code == 422
    assert not signed_in(client)
    assert pass_factor(client, lead).headers["Location"] == "/somewhere/"
    assert signed_in(client)


def test_a_code_works_once(college: Organisation) -> None:
    lead = a_lead()
    signed_in_by_hand(lead)
    second = browser()
    enter(second, lead.email)
    assert pass_factor(second, lead).status_code == 422
    assert not signed_in(second)


def test_a_lead_without_a_factor_sets_one_up_before_anything_else(college: Organisation) -> None:
    lead = an_account("lead@here.test", "dsl")
    client = browser()
    assert enter(client, lead.email).headers["Location"] == "/sign-in/set-up/"
    assert not signed_in(client)
    page = client.get("/sign-in/set-up/").content.decode()
    assert "<svg" in page
    assert client.post("/sign-in/set-up/", {"code": "123"}).status_code == 422
    secret = client.session[auth.SECRET_SESSION_KEY]
    code = auth.format_hotp_value(
        auth.hotp_value(secret, next(auth.yield_hotp_counters_from_time()))
    )
    answer = client.post("/sign-in/set-up/", {"code": code})
    assert answer.headers["Location"] == "/sign-in/set-up/codes/"
    assert not signed_in(client)
    assert client.get("/sign-in/set-up/codes/").content.decode().count("<li><code>") == 10
    assert client.post("/sign-in/set-up/codes/").headers["Location"] == "/"
    assert signed_in(client)


def test_a_lead_without_a_factor_may_make_a_passkey_instead(college: Organisation) -> None:
    lead = an_account("lead@here.test", "dsl")
    client = browser()
    enter(client, lead.email)
    assert "/sign-in/set-up/passkey/" in client.get("/sign-in/set-up/").content.decode()
    page = client.get("/sign-in/set-up/passkey/").content.decode()
    assert "data-passkey=" in page
    assert "creation_options" in page
    for credential in _NO_CREDENTIALS:
        answer = client.post("/sign-in/set-up/passkey/", {"name": "x", "credential": credential})
        assert answer.status_code == 422
        shown = answer.content.decode()
        assert shown.count("Your device did not make a passkey") > 1
    assert not Authenticator.objects.exists()
    assert not signed_in(client)


@pytest.mark.parametrize("credential", _NO_CREDENTIALS)
def test_what_is_no_passkey_lets_nobody_in_and_breaks_nothing(
    college: Organisation, credential: str
) -> None:
    lead = a_lead()
    client = browser()
    alone = client.post("/sign-in/passkey/", {"credential": credential})
    assert alone.status_code in {200, 302, 422}
    enter(client, lead.email)
    second = client.post("/sign-in/factor/", {"credential": credential})
    assert second.status_code == 422
    inside = signed_in_as(lead)
    again = inside.post("/sign-in/again/?next=/account/", {"credential": credential})
    assert again.status_code == 422
    assert not signed_in(client)


def test_the_pages_between_are_closed_to_who_gave_no_password(college: Organisation) -> None:
    a_lead()
    client = browser()
    for page in _BETWEEN:
        assert client.get(page).headers["Location"] == "/sign-in/"
        assert client.post(page, {"code": "000000"}).headers["Location"] == "/sign-in/"


def test_a_new_role_that_needs_a_factor_ends_the_session(college: Organisation) -> None:
    tutor = an_account("tutor@here.test", "tutor")
    client = signed_in_as(tutor)
    client.get("/")
    assert signed_in(client)
    access.hold_role("dso", person(tutor), since=TODAY)
    client.get("/")
    assert not signed_in(client)


def test_the_same_address_in_two_organisations_is_two_accounts(
    college: Organisation, elsewhere: Organisation
) -> None:
    an_account("same@both.test", "tutor")
    with acting_as_system(elsewhere.pk, "set the scene"):
        there = account_for(
            a_person("same@both.test"), email="same@both.test", password="lantern gravel otter"
        )
    client = browser("elsewhere.test")
    assert enter(client, "same@both.test").status_code == 422
    assert enter(client, "same@both.test", "lantern gravel otter").status_code == 302
    with acting_as_system(elsewhere.pk, "look"):
        assert list(Session.objects.values_list("account", flat=True)) == [there.pk]


def test_a_session_opens_nothing_in_another_organisation(
    college: Organisation, elsewhere: Organisation
) -> None:
    client = signed_in_as(an_account("tutor@here.test", "tutor"))
    key = client.cookies["lanyard_session"].value
    other = browser("elsewhere.test")
    other.cookies["lanyard_session"] = key
    answer = other.get("/sign-in/")
    assert answer.status_code == 200
    assert "lanyard_session" not in answer.cookies or answer.cookies["lanyard_session"].value != key


@pytest.mark.parametrize("onward", ["https://evil.test/", "//evil.test/", "javascript:alert(1)"])
def test_nobody_is_sent_elsewhere_after_signing_in(college: Organisation, onward: str) -> None:
    an_account("tutor@here.test", "tutor")
    client = browser()
    assert enter(client, "tutor@here.test", onward=onward).headers["Location"] == "/"


def test_the_key_of_a_session_is_not_kept(college: Organisation) -> None:
    client = signed_in_by_hand(an_account("tutor@here.test", "tutor"))
    key = client.cookies["lanyard_session"].value
    [kept] = Session.objects.filter(account__isnull=False)
    assert key not in f"{kept.pk} {kept.session_data}"
    assert kept.device == "Firefox on Windows"
