"""A sign-in in a new browser is told of, and may be disowned."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.test import Client
from django.utils import timezone

from lanyard.foundation.audit.api import Entry
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.identity import devices
from lanyard.foundation.identity.models import Account, KnownBrowser, Session
from lanyard.foundation.identity.sweeping import sweep
from lanyard.foundation.identity.tests.people import (
    PASSWORD,
    SECRET,
    a_lead,
    an_account,
    browser,
    enter,
    person,
    signed_in_as,
)
from lanyard.foundation.jobs.api import run_waiting
from lanyard.foundation.notices.api import Notification
from lanyard.foundation.organisations.models import Organisation

_COOKIE = "lanyard_device"


def told(account: Account) -> int:
    kinds = Notification.objects.filter(occasion__kind="identity.new-device")
    return kinds.filter(person_id=person(account)).count()


def come_in(account: Account, client: Client | None = None) -> Client:
    client = client or browser()
    assert enter(client, account.email).status_code == 302
    return client


def later(monkeypatch: pytest.MonkeyPatch, **span: float) -> None:
    moment = timezone.now() + datetime.timedelta(**span)
    monkeypatch.setattr(timezone, "now", lambda: moment)


def test_the_first_sign_in_of_all_is_not_told_of_and_a_new_browser_is(
    college: Organisation,
) -> None:
    tutor, colleague = an_account("t@here.test", "tutor"), an_account("c@here.test", "tutor")
    at_home = come_in(tutor)
    assert (told(tutor), told(colleague)) == (0, 0)
    at_home.post("/sign-out/")
    come_in(tutor, at_home)
    assert told(tutor) == 0
    come_in(tutor)
    assert (told(tutor), told(colleague)) == (1, 0)
    come_in(colleague, at_home)
    come_in(colleague, at_home)
    assert told(colleague) == 0


def test_a_browser_that_a_colleague_used_is_still_new_to_oneself(college: Organisation) -> None:
    tutor, colleague = an_account("t@here.test", "tutor"), an_account("c@here.test", "tutor")
    come_in(tutor)
    shared = come_in(colleague)
    shared.post("/sign-out/")
    come_in(tutor, shared)
    assert (told(tutor), told(colleague)) == (1, 0)
    keys = KnownBrowser.objects.values_list("key", flat=True)
    assert len(set(keys)) == 3


def test_after_ninety_days_a_browser_is_new_again(
    college: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    tutor = an_account("t@here.test", "tutor")
    mark, now = devices.new_mark(), timezone.now()
    days = datetime.timedelta
    answers = [
        devices.note_sign_in(tutor, mark=mark, described="x", first=first, now=now + days(gone))
        for first, gone in ((True, 0), (False, 89), (False, 178), (False, 269))
    ]
    assert answers == [False, False, False, True]
    later(monkeypatch, days=400)
    sweep(organisation=college.pk)
    assert not KnownBrowser.objects.exists()


def test_neither_the_mark_nor_an_address_is_kept(college: Organisation) -> None:
    client = come_in(an_account("t@here.test", "tutor"))
    cookie = client.cookies[_COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 7776000)
    [device] = KnownBrowser.objects.values()
    assert cookie.value not in str(device)
    assert "127.0.0.1" not in str(device)
    assert device["described"] == "Firefox on Windows"


@pytest.fixture
def taken(college: Organisation) -> dict[str, Any]:
    """A lead with a browser of her own, and a stranger who signed in as her."""
    lead = a_lead()
    Authenticator.objects.filter(user=lead).update(
        created_at=timezone.now() - datetime.timedelta(days=9)
    )
    mine, theirs = signed_in_as(lead), signed_in_as(lead)
    devices.note_sign_in(
        lead, mark="theirs", described="Chrome on Linux", first=False, now=timezone.now()
    )
    return {"lead": lead, "mine": mine, "theirs": theirs, "device": KnownBrowser.objects.get()}


def test_the_owner_sees_it_and_nobody_else(college: Organisation, taken: dict[str, Any]) -> None:
    path = f"/account/devices/{taken['device'].pk}/"
    assert Notification.objects.get().occasion.url == path
    assert "Chrome on Linux" in taken["mine"].get(path).content.decode()
    colleague = signed_in_as(an_account("c@here.test", "tutor"))
    assert colleague.get(path).status_code == 404
    assert colleague.post(path, {"mine": "no"}).status_code == 404
    assert browser().get(path).headers["Location"].startswith("/sign-in/")
    assert taken["mine"].get(f"/account/devices/{uuid4()}/").status_code == 404
    assert taken["lead"].locked_at is None


def test_yes_it_was_me_changes_nothing(college: Organisation, taken: dict[str, Any]) -> None:
    path = f"/account/devices/{taken['device'].pk}/"
    assert taken["mine"].post(path, {"mine": "yes"}).headers["Location"] == "/account/"
    assert taken["theirs"].get("/account/").status_code == 200


def test_this_was_not_me_locks_until_a_new_password(
    college: Organisation, taken: dict[str, Any]
) -> None:
    lead, colleague = taken["lead"], an_account("c@here.test", "tutor")
    theirs_still = signed_in_as(colleague)
    answer = taken["mine"].post(f"/account/devices/{taken['device'].pk}/", {"mine": "no"})
    shown = answer.content.decode()
    assert "Your account is locked" in shown
    assert "Sign out" not in shown
    assert not Session.objects.filter(account=lead).exists()
    assert [c.get("/account/").status_code for c in (taken["mine"], taken["theirs"])] == [302, 302]
    assert theirs_still.get("/account/").status_code == 200
    assert Authenticator.objects.filter(user=lead, type=Authenticator.Type.TOTP).exists()
    assert Entry.objects.filter(verb="identity.sign-in-disowned").count() == 1

    refused = enter(browser(), lead.email)
    assert (refused.status_code, "locked" in refused.content.decode()) == (403, True)
    wrong = enter(browser(), lead.email, "wrong")
    assert "not right" in wrong.content.decode()

    mail.outbox.clear()
    run_waiting()
    [letter] = [m for m in mail.outbox if "/sign-in/choose/" in str(m.body)]
    assert letter.to == [lead.email]
    link = next(word for word in str(letter.body).split() if "/sign-in/choose/" in word)
    path = "/" + link.split("/", 3)[3]
    client = browser()
    form = client.get(path).headers["Location"]
    assert client.post(form, {"new_password": "marble otter lantern"}).status_code == 302
    assert enter(browser(), lead.email, PASSWORD).status_code == 422
    assert enter(browser(), lead.email, "marble otter lantern").status_code == 302


def test_a_factor_added_since_then_goes(college: Organisation) -> None:
    tutor = an_account("t@here.test", "tutor")
    come_in(tutor)
    come_in(tutor)
    new = KnownBrowser.objects.order_by("first_seen").last()
    assert new is not None
    TOTP.activate(tutor, SECRET)
    devices.disown(new, now=timezone.now())
    assert not Authenticator.objects.exists()


def test_it_opens_a_locked_account(college: Organisation, taken: dict[str, Any]) -> None:
    devices.disown(taken["device"], now=timezone.now())
    it = an_account("it@here.test", "it-department")
    TOTP.activate(it, SECRET)
    client = signed_in_as(it)
    done = client.post("/sign-ins/", {"email": taken["lead"].email, "act": "unlock"})
    assert "Done for" in done.content.decode()
    assert enter(browser(), taken["lead"].email).headers["Location"] == "/sign-in/factor/"
    assert Entry.objects.filter(verb="identity.account-unlocked").count() == 1


def test_devices_of_another_organisation_are_not_seen(
    college: Organisation, elsewhere: Organisation, taken: dict[str, Any]
) -> None:
    with acting_as_system(elsewhere.pk, "look"):
        assert not KnownBrowser.objects.exists()
