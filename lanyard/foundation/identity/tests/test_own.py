"""One's own sign-in: factors, sessions; nobody else's."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lanyard.foundation.audit.api import Entry
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.identity.models import Session
from lanyard.foundation.identity.tests.people import (
    a_lead,
    age_session,
    an_account,
    browser,
    signed_in_as,
)
from lanyard.foundation.organisations.models import Organisation


def lives(client: Client) -> bool:
    return bool(client.get("/account/").status_code == 200)


def test_signing_out_everywhere_else(college: Organisation) -> None:
    owner, colleague = an_account("owner@here.test", "tutor"), an_account("col@here.test", "tutor")
    here, there, theirs = signed_in_as(owner), signed_in_as(owner), signed_in_as(colleague)
    assert here.post("/account/sessions/end/").headers["Location"] == "/account/"
    assert [lives(here), lives(there), lives(theirs)] == [True, False, True]
    assert Entry.objects.filter(verb="identity.sessions-ended").count() == 1


def test_one_session_is_ended_by_its_owner_only(college: Organisation) -> None:
    owner, colleague = an_account("owner@here.test", "tutor"), an_account("col@here.test", "tutor")
    here, there, theirs = signed_in_as(owner), signed_in_as(owner), signed_in_as(colleague)
    [other] = Session.objects.filter(account=owner).order_by("-began")[:1]
    theirs.post(f"/account/sessions/{other.pk}/end/")
    assert lives(there)
    here.post(f"/account/sessions/{other.pk}/end/")
    assert [lives(here), lives(there)] == [True, False]
    assert browser().post("/account/sessions/end/").headers["Location"].startswith("/sign-in/")


def test_the_page_shows_own_sessions_only(college: Organisation) -> None:
    owner, colleague = an_account("owner@here.test", "tutor"), an_account("col@here.test", "tutor")
    here = signed_in_as(owner)
    signed_in_as(owner)
    signed_in_as(colleague)
    page = here.get("/account/").content.decode()
    assert page.count("Firefox on Windows") == 2
    assert page.count("Sign out there") == 1


def test_the_page_asks_as_much_for_three_sessions_as_for_one(college: Organisation) -> None:
    owner = an_account("owner@here.test", "tutor")
    here = signed_in_as(owner)
    here.get("/account/")
    asked = []
    for more in (0, 2):
        for _ in range(more):
            signed_in_as(owner)
        with CaptureQueriesContext(connection) as queries:
            assert here.get("/account/").status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_an_authenticator_app_is_set_up_and_removed(college: Organisation) -> None:
    tutor = an_account("tutor@here.test", "tutor")
    client = signed_in_as(tutor)
    assert "<svg" in client.get("/account/app/").content.decode()
    secret = client.session[auth.SECRET_SESSION_KEY]
    counter = next(auth.yield_hotp_counters_from_time())
    code = auth.format_hotp_value(auth.hotp_value(secret, counter))
    added = client.post("/account/app/", {"code": code})
    assert added.headers["Location"] == "/account/codes/"
    assert secret not in str(Authenticator.objects.values_list("data", flat=True))
    shown = client.get("/account/codes/")
    assert shown.content.decode().count("<li><code>") == 10
    assert client.get("/account/codes/").headers["Location"] == "/account/codes/new/"
    assert client.post("/account/app/remove/").headers["Location"] == "/account/"
    assert Authenticator.objects.count() == 0
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert {"identity.factor-added", "identity.factor-removed"} <= verbs


def test_a_factor_is_not_changed_without_a_fresh_proof(college: Organisation) -> None:
    lead = a_lead()
    client = signed_in_as(lead)
    age_session(client, proofs=301)
    for page in ("/account/app/remove/", "/account/passkeys/add/", "/account/codes/new/"):
        answer = client.get(page)
        assert answer.headers["Location"].startswith("/sign-in/again/"), page


def test_who_needs_a_factor_keeps_the_last_one(college: Organisation) -> None:
    client = signed_in_as(a_lead())
    page = client.get("/account/app/remove/").content.decode()
    assert "Your role needs a second step" in page
    client.post("/account/app/remove/")
    assert Authenticator.objects.filter(type="totp").count() == 1


def test_a_recovery_code_works_once(college: Organisation) -> None:
    lead = a_lead()
    codes = Authenticator.objects.get(user=lead, type="recovery_codes").wrap().get_unused_codes()
    for expected in (302, 422):
        client = browser()
        client.post("/sign-in/", {"email": lead.email, "password": "copper kettle harbour"})
        assert client.post("/sign-in/factor/", {"code": codes[0]}).status_code == expected


def test_the_factors_of_two_organisations_are_apart(
    college: Organisation, elsewhere: Organisation
) -> None:
    a_lead()
    with acting_as_system(elsewhere.pk, "look around"):
        assert Authenticator.objects.count() == 0
        assert Session.objects.count() == 0
