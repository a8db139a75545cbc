"""How IT looks after everybody's sign-in."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.core import mail

from lanyard.foundation.audit.api import Entry
from lanyard.foundation.identity.api import Account
from lanyard.foundation.identity.factors import enrol_demonstration_totp
from lanyard.foundation.identity.tests.people import (
    SECRET,
    a_lead,
    age_session,
    an_account,
    browser,
    enter,
    signed_in_as,
)
from lanyard.foundation.jobs.api import run_waiting
from lanyard.foundation.organisations.models import Organisation


def it_lead() -> Account:
    account = an_account("it@here.test", "it-department")
    enrol_demonstration_totp(account, SECRET)
    return account


def test_a_lost_factor_is_removed_and_must_be_set_up_again(college: Organisation) -> None:
    lead, client = a_lead(), signed_in_as(it_lead())
    theirs = signed_in_as(lead)
    done = client.post("/sign-ins/", {"email": "LEAD@here.test", "act": "factors"})
    assert "Done for lead@here.test" in done.content.decode()
    assert not Authenticator.objects.filter(user=lead).exists()
    assert Authenticator.objects.exists()
    assert theirs.get("/account/").status_code == 302
    assert enter(browser(), lead.email).headers["Location"] == "/sign-in/set-up/"
    assert Entry.objects.filter(verb="identity.factors-reset").count() == 1
    run_waiting()
    assert [m.to for m in mail.outbox] == [[lead.email]]


def test_somebody_is_signed_out_everywhere(college: Organisation) -> None:
    lead, client = a_lead(), signed_in_as(it_lead())
    theirs = signed_in_as(lead)
    client.post("/sign-ins/", {"email": lead.email, "act": "sign-out"})
    assert theirs.get("/account/").status_code == 302
    assert client.get("/account/").status_code == 200
    unknown = client.post("/sign-ins/", {"email": "nobody@here.test", "act": "sign-out"})
    assert unknown.status_code == 422


def test_passwords_stay_on_where_nobody_could_sign_in_otherwise(college: Organisation) -> None:
    client = signed_in_as(it_lead())
    answer = client.post("/sign-ins/passwords/", {"passwords": "off"})
    assert answer.status_code == 422
    college.refresh_from_db()
    assert college.password_sign_in


def test_only_it_with_a_fresh_factor_comes_here(college: Organisation) -> None:
    lead = a_lead()
    assert signed_in_as(lead).get("/sign-ins/").status_code == 404
    assert browser().get("/sign-ins/").headers["Location"].startswith("/sign-in/")
    client = signed_in_as(it_lead())
    assert client.get("/sign-ins/").status_code == 200
    age_session(client, proofs=301)
    assert client.get("/sign-ins/").headers["Location"].startswith("/sign-in/again/")
