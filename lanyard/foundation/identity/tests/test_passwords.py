"""Good passwords, changing one, choosing one by a link, and passwords switched off."""

from __future__ import annotations

import hashlib
import re
import time
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import Settings

from lanyard.foundation.audit.api import Entry
from lanyard.foundation.identity import actions
from lanyard.foundation.identity.api import Account, account_for, close_account
from lanyard.foundation.identity.passwords import HardToGuess, InNoBreach, LongEnough, in_breach
from lanyard.foundation.identity.signer import signer
from lanyard.foundation.identity.tests.people import (
    PASSWORD,
    a_lead,
    a_person,
    age_session,
    an_account,
    browser,
    enter,
    forget_used_code,
    pass_factor,
    person,
    signed_in_as,
)
from lanyard.foundation.jobs.api import run_waiting
from lanyard.foundation.organisations.models import Organisation
from tests.post import Post

NEW = "velvet tractor lagoon"


@pytest.mark.parametrize("password", [NEW, "Otter-Lamp-Granite-7", "ærlig høvel skumring"])
def test_three_random_words_are_good(college: Organisation, password: str) -> None:
    for rule in (LongEnough(), HardToGuess(), InNoBreach()):
        rule.validate(password)


@pytest.mark.parametrize(
    ("rule", "password"),
    [
        (LongEnough(), "x7!kP2_q9Zw"),
        (LongEnough(), "x" * 1025),
        (HardToGuess(), "aaaaaaaaaaaaaa"),
        (HardToGuess(), "qwertyuiop1234"),
        (HardToGuess(), "ada.example@here.test"),
        (HardToGuess(), "herecollege2026"),
        (InNoBreach(), "password1"),
        (InNoBreach(), "iloveyou"),
    ],
)
def test_bad_passwords_are_refused_with_a_sentence(
    college: Organisation, rule: LongEnough | HardToGuess | InNoBreach, password: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        rule.validate(password, Account(email="ada.example@here.test"))
    assert refused.value.messages[0].endswith(".")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=60, unique=True), st.data())
def test_the_list_of_breached_passwords_is_searched(words: list[str], data: st.DataObject) -> None:
    path = Path("var") / "breached-for-a-test.txt"
    path.parent.mkdir(exist_ok=True)
    known = [hashlib.sha1(word.encode()).hexdigest().upper() for word in words]
    counts = data.draw(st.booleans())
    lines = sorted(line + (":3" if counts else "") for line in known)
    path.write_text("\n".join(lines) + data.draw(st.sampled_from(["", "\n"])))
    assert all(in_breach(word, path) for word in words)
    absent = data.draw(st.text(max_size=12).filter(lambda text: text not in words))
    assert not in_breach(absent, path)
    path.unlink()


def test_the_list_that_it_keeps_is_used(
    college: Organisation, settings: Settings, tmp_path: Path
) -> None:
    listed = tmp_path / "breached.txt"
    listed.write_text(hashlib.sha1(NEW.encode()).hexdigest().upper() + ":42\n")
    settings.BREACHED_PASSWORDS = listed
    with pytest.raises(ValidationError):
        InNoBreach().validate(NEW)
    settings.BREACHED_PASSWORDS = None
    InNoBreach().validate(NEW)


def test_changing_a_password_ends_the_other_sessions(college: Organisation) -> None:
    tutor = an_account("tutor@here.test", "tutor")
    here, there = signed_in_as(tutor), signed_in_as(tutor)
    weak = here.post("/account/password/", {"password": PASSWORD, "new_password": "short"})
    assert weak.status_code == 422
    assert "three random words" in weak.content.decode()
    wrong = here.post("/account/password/", {"password": "wrong", "new_password": NEW})
    assert wrong.status_code == 422
    right = here.post("/account/password/", {"password": PASSWORD, "new_password": NEW})
    assert right.headers["Location"] == "/account/"
    assert here.get("/account/").status_code == 200
    assert there.get("/account/").status_code == 302
    assert enter(browser(), tutor.email, PASSWORD).status_code == 422
    assert enter(browser(), tutor.email, NEW).status_code == 302


def ask_for_link(email: str) -> bytes:
    answer = browser().post("/sign-in/forgotten/", {"email": email})
    assert answer.status_code == 200
    run_waiting()
    return bytes(re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"', b"", answer.content))


def the_link() -> str:
    found = re.search(r"https://here\.test(/\S+)", str(mail.outbox[-1].body))
    assert found
    return found[1]


def test_a_new_password_is_chosen_by_a_link_that_works_once(college: Organisation) -> None:
    tutor = an_account("tutor@here.test", "tutor")
    present = signed_in_as(tutor)
    ask_for_link("Tutor@here.test")
    assert [m.to for m in mail.outbox] == [["tutor@here.test"]]
    link = the_link()
    client = browser()
    form = client.get(link, follow=True)
    here = form.redirect_chain[-1][0]
    assert "set-password" in here
    assert client.post(here, {"new_password": "password1234"}).status_code == 200
    done = client.post(here, {"new_password": NEW})
    assert done.headers["Location"] == "/sign-in/"
    assert "_auth_user_id" not in client.session
    assert present.get("/account/").status_code == 302
    assert enter(browser(), tutor.email, NEW).status_code == 302
    again = browser().get(link)
    assert "no longer works" in again.content.decode()


def test_a_sign_in_begun_with_the_former_password_goes_no_further(college: Organisation) -> None:
    lead = a_lead()
    thief = browser()
    assert enter(thief, lead.email).headers["Location"] == "/sign-in/factor/"
    actions.change_password(lead, to=NEW, spare=None, by_link=True)
    assert pass_factor(thief, lead).headers["Location"] == "/sign-in/"
    assert "_auth_user_id" not in thief.session
    assert thief.get("/account/").status_code == 302
    refused = Entry.objects.get(verb="identity.sign-in-failed")
    assert refused.details == {"by_way_of": "former password"}
    owner = browser()
    forget_used_code(lead)
    enter(owner, lead.email, NEW)
    assert pass_factor(owner, lead).headers["Location"] == "/"
    assert owner.session["_auth_user_id"] == str(lead.pk)


def test_both_addresses_are_told_that_the_address_changed(college: Organisation) -> None:
    lead = a_lead()
    account_for(person(lead), email="thief@here.test")
    account_for(person(lead), email="thief@here.test")
    run_waiting()
    assert [m.to for m in mail.outbox] == [["thief@here.test"], ["lead@here.test"]]
    assert {m.subject for m in mail.outbox} == {"How you sign in was changed"}
    lead.refresh_from_db()
    assert lead.former_email == ""
    changed = Entry.objects.get(verb="identity.email-changed")
    assert (changed.subject, changed.details) == ("thief@here.test", {"before": "lead@here.test"})


def test_the_first_factor_is_told_to_its_owner(college: Organisation) -> None:
    lead = an_account("lead@here.test", "dsl")
    client = browser()
    enter(client, lead.email)
    secret = client.get("/sign-in/set-up/").context["form"].secret
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    assert client.post("/sign-in/set-up/", {"code": code}).status_code == 302
    run_waiting()
    assert [(m.to, m.subject) for m in mail.outbox] == [
        (["lead@here.test"], "How you sign in was changed")
    ]


def test_the_mail_holds_nothing_but_the_link(
    college: Organisation, post: Post, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    an_account("ada.lovelace@here.test", "dsl")
    ask_for_link("ada.lovelace@here.test")
    [(to, sent)] = post.arrived
    assert to == "ada.lovelace@here.test"
    words = f"{sent['Subject']} {sent.get_content()}".lower()
    telling = ("ada", "lovelace", "here college", "safeguard", "concern")
    assert [word for word in telling if word in words] == []


def test_the_answer_is_the_same_for_an_unknown_address(college: Organisation) -> None:
    an_account("tutor@here.test", "tutor")
    close_account(person(an_account("closed@here.test", "tutor")))
    known, closed, unknown = (
        ask_for_link(f"{name}@here.test") for name in ("tutor", "closed", "nobody")
    )
    assert known == closed == unknown
    assert [m.to for m in mail.outbox] == [["tutor@here.test"]]


def test_links_are_throttled(college: Organisation) -> None:
    an_account("tutor@here.test", "tutor")
    for _ in range(5):
        ask_for_link("tutor@here.test")
    assert len(mail.outbox) == 3


def sign_on_only(college: Organisation) -> None:
    college.password_sign_in = False
    college.save()


def test_passwords_switched_off_open_nothing(college: Organisation) -> None:
    tutor = an_account("tutor@here.test", "tutor")
    ask_for_link(tutor.email)
    link = the_link()
    client = signed_in_as(tutor)
    sign_on_only(college)
    assert enter(browser(), tutor.email).status_code == 403
    page = browser().get("/sign-in/").content.decode()
    assert 'type="password"' not in page
    assert "passkey" not in page
    assert browser().post("/sign-in/forgotten/", {"email": tutor.email}).status_code == 403
    assert browser().get(link).status_code == 403
    assert client.get("/account/password/").status_code == 404
    assert browser().get("/sign-in/passkey/").status_code == 404
    assert browser().post("/sign-in/passkey/", {"credential": "{}"}).status_code == 404
    assert browser().login(username=tutor.email, password=PASSWORD) is False


def test_a_password_does_not_step_up_where_passwords_are_off(college: Organisation) -> None:
    tutor = an_account("tutor@here.test", "tutor")
    client = signed_in_as(tutor)
    age_session(client, proofs=400)
    sign_on_only(college)
    page = client.get("/sign-in/again/").content.decode()
    assert 'type="password"' not in page
    assert client.post("/sign-in/again/", {"password": PASSWORD}).status_code == 422
    assert client.get("/account/app/").headers["Location"].startswith("/sign-in/again/")


def test_a_link_sent_before_is_not_mailed_after_passwords_are_off(college: Organisation) -> None:
    tutor = an_account("tutor@here.test", "tutor")
    browser().post("/sign-in/forgotten/", {"email": tutor.email})
    sign_on_only(college)
    run_waiting()
    assert mail.outbox == []


def test_passwords_are_not_switched_off_where_there_is_no_other_way(college: Organisation) -> None:
    tutor = an_account("tutor@here.test", "tutor")
    by = signer(tutor)
    assert by is not None
    with pytest.raises(actions.NoOtherWay):
        actions.switch_passwords(college, on=False, by=by)
    assert Entry.objects.filter(verb="identity.passwords-switched-off").count() == 0


def test_an_account_is_opened_once_and_again_after_it_was_closed(college: Organisation) -> None:
    somebody = a_person("ada@here.test")
    first = account_for(somebody, email="Ada@Here.test")
    assert account_for(somebody, email="ada@here.test") == first
    assert not first.has_usable_password()
    assert close_account(somebody)
    assert not close_account(somebody)
    assert account_for(somebody, email="ada@here.test").is_active
    assert Account.objects.count() == 1
