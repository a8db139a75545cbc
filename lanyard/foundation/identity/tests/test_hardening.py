"""What every answer carries, and what an installation for a real college is set to."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_django import Settings

from lanyard.foundation.identity.tests.people import a_lead, an_account, browser, signed_in_as
from lanyard.foundation.organisations.models import Organisation

_SETTINGS = """
import django
from django.conf import settings
django.setup()
names = ("SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY",
         "SESSION_COOKIE_SAMESITE", "CSRF_COOKIE_NAME", "CSRF_COOKIE_SECURE",
         "SECURE_SSL_REDIRECT", "DEBUG", "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN")
print({name: getattr(settings, name) for name in names})
"""


def run_for_a_college(*arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("LANYARD_")}
    environment = {
        **kept, "LANYARD_HOME": str(home), "DJANGO_SETTINGS_MODULE": "lanyard.config.settings",
        "LANYARD_DATABASE_URL": os.environ.get("LANYARD_DATABASE_URL", "postgresql://x@/x"),
    }  # fmt: skip
    return subprocess.run(
        [sys.executable, "-W", "error", *arguments], env=environment, capture_output=True,
        text=True, check=False,
    )  # fmt: skip


def test_the_check_before_going_live_finds_nothing(tmp_path: Path) -> None:
    done = run_for_a_college(
        "-m", "django", "check", "--deploy", "--fail-level", "WARNING", home=tmp_path
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr


def test_cookies_and_addresses_are_secure_for_a_college(tmp_path: Path) -> None:
    done = run_for_a_college("-c", _SETTINGS, home=tmp_path)
    assert done.stderr == ""
    assert eval(done.stdout) == {
        "SESSION_COOKIE_NAME": "__Host-lanyard_session", "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True, "SESSION_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_NAME": "__Host-lanyard_csrf", "CSRF_COOKIE_SECURE": True,
        "SECURE_SSL_REDIRECT": True, "DEBUG": False, "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": False,
    }  # fmt: skip


def test_every_page_carries_the_headers(college: Organisation) -> None:
    lead = a_lead()
    answers = [browser().get("/sign-in/"), signed_in_as(lead).get("/account/")]
    for answer in answers:
        policy = dict(
            part.split(" ", 1) for part in answer.headers["Content-Security-Policy"].split("; ")
        )
        assert policy["default-src"] == "'none'"
        assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
        assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "no-store" in answer.headers["Cache-Control"]


PAGES = [
    "/sign-in/", "/sign-in/forgotten/", "/account/", "/account/app/remove/",
    "/account/passkeys/add/", "/account/codes/new/", "/account/password/", "/sign-in/carry-on/",
]  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_no_page_has_a_script_or_style_within(college: Organisation, page: str) -> None:
    client = browser() if page in {"/sign-in/", "/sign-in/forgotten/"} else signed_in_as(a_lead())
    answer = client.get(page)
    assert answer.status_code == 200
    text = answer.content.decode()
    for tag in text.split("<script")[1:]:
        assert "src=" in tag.split(">", 1)[0]
    assert "<style" not in text
    assert " style=" not in text
    assert " onclick=" not in text


def test_a_form_without_its_token_is_refused(college: Organisation) -> None:
    an_account("tutor@here.test", "tutor")
    client = browser()
    client.handler.enforce_csrf_checks = True
    answer = client.post("/sign-in/", {"email": "tutor@here.test", "password": "x"})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("named", "hops", "status"),
    [(0, 0, 200), (0, 1, 503), (1, 1, 200), (1, 2, 200), (2, 1, 503), (2, 0, 200)],
)
def test_an_uncounted_proxy_is_refused_at_the_first_visit(
    college: Organisation, settings: Settings, named: int, hops: int, status: int
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = named
    through = {"x-forwarded-for": ", ".join(["192.0.2.1"] * hops)} if hops else {}
    assert browser(**through).get("/sign-in/").status_code == 200
    settings.LOOPBACK = False
    answer = browser(**through).get("/sign-in/")
    assert (answer.status_code, b"LANYARD_PROXIES" in answer.content) == (status, status == 503)
