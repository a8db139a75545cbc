"""IT sets up single sign-on in the app, tests it, and only then may switch passwords off."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from lanyard.foundation.audit.api import Entry
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.files import api as files
from lanyard.foundation.identity import provider, sign_on
from lanyard.foundation.identity.api import Account
from lanyard.foundation.identity.factors import enrol_demonstration_totp
from lanyard.foundation.identity.models import Session, SignOnProvider
from lanyard.foundation.identity.tests import provider as real
from lanyard.foundation.identity.tests.people import (
    SECRET,
    a_lead,
    age_session,
    an_account,
    browser,
    pass_factor,
    signed_in_as,
)
from lanyard.foundation.organisations.models import Organisation

pytestmark = pytest.mark.filterwarnings("ignore:get_jwt_config:DeprecationWarning")
_PAGE, _TEST, _REMOVE = (
    "/sign-ins/provider/", "/sign-ins/provider/test/", "/sign-ins/provider/remove/",
)  # fmt: skip


def it_lead() -> Account:
    account = an_account("lead@here.test", "it-department")
    enrol_demonstration_totp(account, SECRET)
    return account


def given(issuer: str = "https://idp.example", **changes: Any) -> dict[str, Any]:
    return {
        "name": "your college account", "issuer": issuer, "client_id": "lanyard",
        "secret": "not so secret", **changes,
    }  # fmt: skip


@pytest.fixture(scope="module")
def idp() -> Iterator[real.Idp]:
    with real.running() as served:
        yield served


def come(client: Client, idp: real.Idp, sub: str) -> str:
    left = client.get("/sign-in/with/here-own/")
    assert left.status_code == 302, left.content
    return str(client.get(idp.answer(left.headers["Location"], sub)).headers["Location"])


def test_it_is_set_up_tested_used_and_passwords_are_switched_off(
    college: Organisation, idp: real.Idp
) -> None:
    it = it_lead()
    client = signed_in_as(it)
    assert client.post(_PAGE, given(idp.address)).headers["Location"] == _PAGE
    assert "Not tested since the last change" in client.get(_PAGE).content.decode()
    tested = client.post(_TEST).content.decode()
    assert "The provider answers as it should" in tested
    assert SignOnProvider.objects.get().tested_at is not None
    assert "http://here.test/sign-in/with/here-own/back/" in tested

    refused = client.post("/sign-ins/passwords/", {"passwords": "off"})
    assert (refused.status_code, "yourself first" in refused.content.decode()) == (422, True)
    college.refresh_from_db()
    assert college.password_sign_in

    assert "Sign in with your college account" in browser().get("/sign-in/").content.decode()
    by_sign_on = browser()
    assert come(by_sign_on, idp, "1001") == "/sign-in/factor/"
    pass_factor(by_sign_on, it)
    done = by_sign_on.post("/sign-ins/passwords/", {"passwords": "off"})
    assert done.status_code == 302
    college.refresh_from_db()
    assert not college.password_sign_in
    assert list(Session.objects.exclude(account=None).values_list("began_by", flat=True)) == [
        "sign-on"
    ]
    kept = by_sign_on.post(_REMOVE)
    assert (kept.status_code, "Passwords are off" in kept.content.decode()) == (422, True)
    assert SignOnProvider.objects.count() == 1


def test_a_colleagues_sign_on_is_not_ones_own(college: Organisation, idp: real.Idp) -> None:
    client = signed_in_as(it_lead())
    client.post(_PAGE, given(idp.address))
    an_account("tutor@here.test", "tutor")
    assert come(browser(), idp, "1002") == "/"
    assert client.post("/sign-ins/passwords/", {"passwords": "off"}).status_code == 422


def test_the_secret_is_sealed_and_never_shown_and_kept_unless_another_is_given(
    college: Organisation,
) -> None:
    client = signed_in_as(it_lead())
    client.post(_PAGE, given())
    [row] = SignOnProvider.objects.all()
    assert b"not so secret" not in bytes(row.secret)
    assert "not so secret" not in client.get(_PAGE).content.decode()
    assert "not so secret" not in str(list(Entry.objects.values()))
    client.post(_PAGE, given(secret="", name="college sign-in"))
    [app] = sign_on.apps_of(college)
    assert (app.name, app.provider_id) == ("college sign-in", "here-own")
    assert app.secret == "not so secret"
    client.post(_PAGE, given(secret="another"))
    assert [a.secret for a in sign_on.apps_of(college)] == ["another"]
    assert SignOnProvider.objects.count() == 1
    files.renew_key(by=None)
    from_then_on = files.unseal_secret(bytes(SignOnProvider.objects.get().secret))
    assert from_then_on == b"another"


def test_a_change_must_be_tested_again(college: Organisation, idp: real.Idp) -> None:
    client = signed_in_as(it_lead())
    client.post(_PAGE, given(idp.address))
    client.post(_TEST)
    client.post(_PAGE, given(idp.address, client_id="other"))
    assert SignOnProvider.objects.get().tested_at is None


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": ""}, "Enter what people here call it"),
        ({"issuer": "no address at all"}, "Give an address that begins with https://"),
        ({"issuer": "ftp://idp.example"}, "Give an address that begins with https://"),
        ({"issuer": "https://login.microsoftonline.com/common/v2.0"}, "Enter your own"),
        ({"client_id": ""}, "Enter the client id"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(
    college: Organisation, settings: Settings, changes: dict[str, str], said: str
) -> None:
    settings.LOOPBACK = False
    client = signed_in_as(it_lead())
    answer = client.post(_PAGE, given(**changes))
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert said in shown
    assert ("client_id" in changes) or 'value="lanyard"' in shown
    assert not SignOnProvider.objects.exists()


def test_only_it_with_a_fresh_factor_comes_here(college: Organisation) -> None:
    client = signed_in_as(it_lead())
    client.post(_PAGE, given())
    stranger = signed_in_as(an_account("dso@here.test", "tutor"))
    for path in (_PAGE, _TEST, _REMOVE):
        assert stranger.post(path, given(name="mine")).status_code == 404
        assert browser().post(path).status_code == 302
    age_session(client, proofs=301)
    assert client.get(_PAGE).headers["Location"].startswith("/sign-in/again/")
    assert client.post(_REMOVE).status_code == 302
    assert SignOnProvider.objects.get().name == "your college account"


def test_another_organisation_neither_sees_nor_uses_it(
    college: Organisation, elsewhere: Organisation
) -> None:
    signed_in_as(it_lead()).post(_PAGE, given())
    with acting_as_system(elsewhere.pk, "look"):
        assert (provider.provider_of(), sign_on.providers_of(elsewhere)) == (None, [])
    assert browser("elsewhere.test").get("/sign-in/with/here-own/").status_code == 404
    assert "your college account" not in browser("elsewhere.test").get("/sign-in/").content.decode()


def test_it_is_removed_where_passwords_are_on(college: Organisation) -> None:
    client = signed_in_as(it_lead())
    assert client.post(_REMOVE).status_code == 404
    client.post(_PAGE, given())
    assert client.post(_REMOVE).headers["Location"] == _PAGE
    assert sign_on.providers_of(college) == []
    verbs = Entry.objects.filter(verb__startswith="identity.sign-on-").order_by("at")
    assert list(verbs.values_list("verb", flat=True)) == [
        "identity.sign-on-set", "identity.sign-on-removed",
    ]  # fmt: skip


class _Odd(BaseHTTPRequestHandler):
    """A provider that describes itself as a test wants."""

    def do_GET(self) -> None:
        told: Any = self.server
        says = {"keys": told.keys} if self.path == "/keys" else told.says
        body = json.dumps(says).encode()
        self.send_response(200 if told.says is not None else 500)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def odd() -> Iterator[Any]:
    server: Any = HTTPServer(("127.0.0.1", 0), _Odd)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    server.issuer = f"http://127.0.0.1:{server.server_port}"
    server.right = {
        "issuer": server.issuer, "authorization_endpoint": "x", "token_endpoint": "x",
        "jwks_uri": f"{server.issuer}/keys", "response_types_supported": ["code"],
    }  # fmt: skip
    server.keys = [{"kty": "RSA"}]
    server.says = server.right
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_each_thing_that_may_be_wrong_is_said(college: Organisation, odd: Any) -> None:
    assert provider.problems(odd.issuer) == []
    for change, said in (
        ({"issuer": "https://other.example"}, "It calls itself"),
        ({"token_endpoint": None}, "token_endpoint"),
        ({"response_types_supported": ["id_token"]}, "code flow"),
    ):
        odd.says = {**odd.right, **change}
        [found] = provider.problems(odd.issuer)
        assert said in found
    odd.says = odd.right
    odd.keys = []
    assert "no keys" in provider.problems(odd.issuer)[0]
    odd.says = ["no", "description"]
    assert "does not describe itself" in provider.problems(odd.issuer)[0]
    odd.says = None
    assert "Answered500" in provider.problems(odd.issuer)[0]
    assert "ConnectionRefusedError" in provider.problems("http://127.0.0.1:9")[0]


@pytest.mark.parametrize("issuer", ["http://127.0.0.1:9", "https://127.0.0.1", "https://10.0.0.8"])
def test_nothing_inside_is_asked(college: Organisation, settings: Settings, issuer: str) -> None:
    settings.LOOPBACK = False
    [found] = provider.problems(issuer)
    assert "inside a network" in found or "must begin with https" in found


def test_the_lead_is_no_it(college: Organisation) -> None:
    assert signed_in_as(a_lead()).get(_PAGE).status_code == 404
