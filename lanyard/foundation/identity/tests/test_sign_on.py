"""Single sign-on against a real OpenID provider on loopback, all the way and round every bend."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.core import mail
from django.test import Client
from pytest_django import Settings

from lanyard.foundation.audit.api import Entry
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.identity import actions, sign_on
from lanyard.foundation.identity.api import Account, account_for, close_account
from lanyard.foundation.identity.models import Session
from lanyard.foundation.identity.signer import signer
from lanyard.foundation.identity.tests import provider
from lanyard.foundation.identity.tests.people import (
    a_lead,
    a_person,
    an_account,
    browser,
    pass_factor,
    person,
    signed_in_as,
)
from lanyard.foundation.jobs.api import run_waiting
from lanyard.foundation.organisations.models import Organisation

#: The provider of these tests uses its own library in a way that the library will give up.
pytestmark = pytest.mark.filterwarnings("ignore:get_jwt_config:DeprecationWarning")
LEAVE, BACK = "/sign-in/with/here-college/", "/sign-in/with/here-college/back/"
FILE = """
[[provider]]
organisation = "here"
slug = "college"
name = "your college account"
issuer = "{address}"
client_id = "lanyard"
secret = "not so secret"

[[provider]]
organisation = "elsewhere"
slug = "college"
name = "your other account"
issuer = "{address}"
client_id = "lanyard"
secret = "not so secret"
"""


@pytest.fixture(scope="module")
def idp() -> Iterator[provider.Idp]:
    with provider.running() as served:
        yield served


@pytest.fixture(autouse=True)
def sign_on_file(idp: provider.Idp, settings: Settings, tmp_path: Path) -> Path:
    path = tmp_path / "sign-on.toml"
    path.write_text(FILE.format(address=idp.address))
    settings.SIGN_ON_FILE = path
    return path


def come(
    client: Client, idp: provider.Idp, sub: str, *, onward: str = "", deny: bool = False
) -> str:
    """Go to the provider and back; return where Lanyard then leads, or the page it shows."""
    left = client.get(LEAVE, {"next": onward} if onward else {})
    assert left.status_code == 302, left.content
    back = client.get(idp.answer(left.headers["Location"], sub, deny=deny))
    if back.status_code == 302:
        return str(back.headers["Location"])
    return f"{back.status_code} {back.content.decode()}"


def _came(idp: provider.Idp, sub: str) -> Client:
    client = browser()
    come(client, idp, sub)
    return client


def test_a_tutor_signs_on_and_is_linked_once(college: Organisation, idp: provider.Idp) -> None:
    tutor = an_account("Tutor@here.test", "tutor", password=None)
    client = browser()
    assert come(client, idp, "1002", onward="/account/") == "/account/"
    assert client.session["_auth_user_id"] == str(tutor.pk)
    assert come(browser(), idp, "1002") == "/"
    run_waiting()
    assert [(m.to, m.subject) for m in mail.outbox] == [
        ([tutor.email], "How you sign in was changed")
    ]
    [link] = SocialAccount.objects.all()
    assert (link.user_id, link.provider, link.uid) == (tutor.pk, "here-college", "1002")
    assert SocialToken.objects.count() == 0
    assert Account.objects.count() == 1
    assert set(Session.objects.exclude(account=None).values_list("began_by", flat=True)) == {
        "sign-on"
    }


def test_the_code_is_bound_by_pkce_and_state(college: Organisation, idp: provider.Idp) -> None:
    an_account("tutor@here.test", "tutor", password=None)
    client = browser()
    left = client.get(LEAVE).headers["Location"]
    asked = idp.asked(left)
    assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
    assert asked["redirect_uri"] == f"http://here.test{BACK}"
    assert "code_verifier" not in left
    verified = len(idp.verifiers)
    back = idp.answer(left, "1002")
    thief = browser()
    assert thief.get(back).status_code == 400
    assert "_auth_user_id" not in thief.session
    assert len(idp.verifiers) == verified
    assert client.get(back).status_code == 302
    assert len(idp.verifiers) == verified + 1
    assert client.get(back).status_code == 400


def test_a_lead_gives_the_second_factor_after_sign_on(
    college: Organisation, idp: provider.Idp
) -> None:
    lead = a_lead()
    client = browser()
    assert come(client, idp, "1001") == "/sign-in/factor/"
    assert "_auth_user_id" not in client.session
    assert pass_factor(client, lead).headers["Location"] == "/"
    assert client.session["_auth_user_id"] == str(lead.pk)


def test_a_lead_without_a_factor_is_led_to_set_one_up(
    college: Organisation, idp: provider.Idp
) -> None:
    an_account("lead@here.test", "dsl", password=None)
    client = browser()
    assert come(client, idp, "1001") == "/sign-in/set-up/"
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("sub", ["1003", "1004", "1005"])
def test_nobody_is_let_in_whose_address_is_unknown_unverified_or_closed(
    college: Organisation, idp: provider.Idp, sub: str
) -> None:
    an_account("tutor@here.test", "tutor")
    close_account(person(an_account("closed@here.test", "tutor")))
    client = browser()
    shown = come(client, idp, sub)
    assert shown.startswith("403 ")
    assert "You have no account here" in shown
    assert "_auth_user_id" not in client.session
    assert (Account.objects.count(), SocialAccount.objects.count()) == (2, 0)
    assert Entry.objects.filter(verb="identity.sign-on-refused").count() == 1


def test_an_address_may_be_vouched_for_by_the_college(
    college: Organisation, idp: provider.Idp, sign_on_file: Path
) -> None:
    an_account("tutor@here.test", "tutor")
    told = FILE.format(address=idp.address).replace(
        'slug = "college"', 'slug = "college"\nemail_is_verified = true', 1
    )
    sign_on_file.write_text(told)
    assert come(browser(), idp, "1004") == "/"


def test_a_closed_account_stays_closed_although_it_was_linked(
    college: Organisation, idp: provider.Idp
) -> None:
    tutor = an_account("tutor@here.test", "tutor")
    come(browser(), idp, "1002")
    close_account(person(tutor))
    client = browser()
    assert come(client, idp, "1002") == "/sign-in/closed/"
    assert "_auth_user_id" not in client.session


def test_the_same_person_in_two_organisations_is_linked_in_each(
    college: Organisation, elsewhere: Organisation, idp: provider.Idp
) -> None:
    an_account("tutor@here.test", "tutor")
    with acting_as_system(elsewhere.pk, "set the scene"):
        there = account_for(a_person("tutor@here.test"), email="tutor@here.test")
    assert come(browser(), idp, "1002") == "/"
    client = browser("elsewhere.test")
    assert client.get(LEAVE).status_code == 404
    left = client.get("/sign-in/with/elsewhere-college/").headers["Location"]
    assert client.get(idp.answer(left, "1002")).headers["Location"] == "/"
    with acting_as_system(elsewhere.pk, "look"):
        assert client.session["_auth_user_id"] == str(there.pk)
    assert SocialAccount.objects.count() == 1


def test_saying_no_at_the_provider_changes_nothing(
    college: Organisation, idp: provider.Idp
) -> None:
    an_account("tutor@here.test", "tutor")
    assert "That sign-in did not work" in come(browser(), idp, "1002", deny=True)


def test_nobody_links_their_sign_on_to_somebody_signed_in(
    college: Organisation, idp: provider.Idp
) -> None:
    an_account("tutor@here.test", "tutor")
    victim = signed_in_as(an_account("victim@here.test", "tutor"))
    left = victim.get(LEAVE, {"process": "connect", "scope": "offline", "auth_params": "a=b"})
    asked = idp.asked(left.headers["Location"])
    assert set(asked["scope"].split()) == {"openid", "profile", "email"}
    assert "a" not in asked
    victim.get(idp.answer(left.headers["Location"], "1002"))
    assert SocialAccount.objects.get().user.email == "tutor@here.test"


def test_a_provider_that_is_down_is_said_plainly(college: Organisation, sign_on_file: Path) -> None:
    sign_on_file.write_text(FILE.format(address="http://127.0.0.1:9"))
    answer = browser().get(LEAVE)
    assert answer.status_code == 503
    assert "That sign-in did not work" in answer.content.decode()


def test_the_page_offers_sign_on_and_no_password_where_they_are_off(
    college: Organisation, idp: provider.Idp
) -> None:
    lead = a_lead()
    begun = signed_in_as(lead)
    by = signer(lead)
    assert by is not None
    with pytest.raises(actions.NotTried):
        actions.switch_passwords(college, on=False, by=by)
    assert begun.get("/account/").status_code == 200
    pass_factor(_came(idp, "1001"), lead)
    assert actions.switch_passwords(college, on=False, by=by) >= 1
    assert begun.get("/account/").status_code == 302
    page = browser().get("/sign-in/").content.decode()
    assert "Sign in with your college account" in page
    assert 'type="password"' not in page
    assert Session.objects.filter(account=lead).count() == 1
    actions.switch_passwords(college, on=True, by=by)
    assert 'type="password"' in browser().get("/sign-in/").content.decode()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[provider]]\nslug = "a"', "organisation is missing"),
        ('[[provider]]\nclientid = "a"', "clientid is not known"),
        (FILE.replace("elsewhere", "here"), "two providers are called here-college"),
    ],
)
def test_a_wrong_file_is_refused_with_the_key(sign_on_file: Path, text: str, said: str) -> None:
    sign_on_file.write_text(text)
    with pytest.raises(sign_on.Misconfigured, match=said):
        sign_on.providers(sign_on_file)
