"""Signed in, and freshly proven: what the guards let through, and what is not lost."""

from __future__ import annotations

import pytest

from lanyard.foundation.audit.models import Entry
from lanyard.foundation.identity.api import current_code
from lanyard.foundation.identity.tests.people import (
    a_lead,
    age_session,
    an_account,
    browser,
    enter,
    forget_used_code,
    pass_factor,
    signed_in_as,
)
from lanyard.foundation.organisations.models import Organisation

pytestmark = pytest.mark.urls("lanyard.foundation.identity.tests.pages")
MINUTE = 60


def test_nobody_is_led_to_sign_in_and_back(college: Organisation) -> None:
    an_account("tutor@here.test", "tutor")
    client = browser()
    answer = client.get("/plain/?a=1")
    assert answer.headers["Location"] == "/sign-in/?next=%2Fplain%2F%3Fa%3D1"
    assert enter(client, "tutor@here.test", onward="/plain/?a=1").headers["Location"] == (
        "/plain/?a=1"
    )
    page = client.get("/plain/?a=1")
    assert page.content == b"plain "
    assert "no-store" in page.headers["Cache-Control"]


def test_an_htmx_request_is_led_whole(college: Organisation) -> None:
    answer = browser().get("/plain/", headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == "/sign-in/?next=%2Fplain%2F"


def test_a_fresh_factor_lets_through_and_a_stale_one_asks(college: Organisation) -> None:
    lead = a_lead()
    client = signed_in_as(lead)
    assert client.get("/strict/").content == b"strict "
    age_session(client, proofs=4 * MINUTE + 50)
    assert client.get("/strict/").status_code == 200
    age_session(client, proofs=20)
    assert client.get("/strict/").headers["Location"] == "/sign-in/again/?next=%2Fstrict%2F"
    assert client.get("/plain/").status_code == 200


def test_a_password_is_no_second_factor(college: Organisation) -> None:
    client = signed_in_as(an_account("tutor@here.test", "tutor"))
    assert client.get("/strict/").headers["Location"] == "/account/?next=%2Fstrict%2F"


def test_what_was_typed_is_kept_through_a_step_up(college: Organisation) -> None:
    lead = a_lead()
    client = signed_in_as(lead)
    age_session(client, proofs=6 * MINUTE)
    asked = client.post("/strict/", {"story": "Ærlig talt 😀\n=cmd()"})
    assert asked.headers["Location"] == "/sign-in/again/?next=%2Fsign-in%2Fcarry-on%2F"
    assert "rlig talt" not in str(client.session.items())
    wrong = client.post("/sign-in/again/", {"code": "000000", "next": "/sign-in/carry-on/"})
    assert wrong.status_code == 422
    forget_used_code(lead)
    code = current_code(lead)
    right = client.post("/sign-in/again/", {"code": code, "next": "/sign-in/carry-on/"})
    assert right.headers["Location"] == "/sign-in/carry-on/"
    page = client.get("/sign-in/carry-on/").content.decode()
    assert "Ærlig talt 😀\n=cmd()" in page
    assert 'action="/strict/"' in page
    assert client.get("/strict/").status_code == 200


def test_what_was_kept_is_forgotten_once_it_is_sent(college: Organisation) -> None:
    lead = a_lead()
    client = signed_in_as(lead)
    age_session(client, proofs=6 * MINUTE)
    client.post("/strict/", {"story": "half a page"})
    client.post("/plain/", {"story": "something else"})
    assert "half a page" in client.get("/sign-in/carry-on/").content.decode()
    forget_used_code(lead)
    onward = "/sign-in/carry-on/"
    client.post("/sign-in/again/", {"code": current_code(lead), "next": onward})
    assert client.post("/strict/", {"story": "half a page"}).content == b"strict half a page"
    assert "Nothing is waiting for you" in client.get(onward).content.decode()
    assert "carried" not in client.session


def test_a_failed_step_up_leaves_a_trace(college: Organisation) -> None:
    lead, tutor = a_lead(), an_account("tutor@here.test", "tutor")
    signed_in_as(lead).post("/sign-in/again/", {"code": "000000"})
    signed_in_as(tutor).post("/sign-in/again/", {"password": "wrong guess"})
    forget_used_code(lead)
    signed_in_as(lead).post("/sign-in/again/", {"code": current_code(lead)})
    failed = Entry.objects.filter(verb="identity.step-up-failed").order_by("at")
    assert [entry.actor_id for entry in failed] == [lead.person_id, tutor.person_id]
    assert Entry.objects.filter(verb="identity.stepped-up").count() == 1


def test_no_page_shows_a_password_that_was_typed(college: Organisation) -> None:
    lead = a_lead()
    client = signed_in_as(lead)
    age_session(client, proofs=6 * MINUTE)
    client.post("/strict/", {"story": "x", "new_password1": "three tall ships"})
    forget_used_code(lead)
    onward = "/sign-in/carry-on/"
    client.post("/sign-in/again/", {"code": current_code(lead), "next": onward})
    page = client.get(onward).content.decode()
    assert ("three tall ships" in page, 'name="story"' in page) == (False, True)


def test_what_was_typed_is_kept_through_the_end_of_a_session(college: Organisation) -> None:
    tutor = an_account("tutor@here.test", "tutor")
    client = signed_in_as(tutor)
    age_session(client, seen=31 * MINUTE)
    asked = client.post("/plain/", {"story": "half a page"})
    assert asked.headers["Location"] == "/sign-in/?next=%2Fsign-in%2Fcarry-on%2F"
    assert enter(client, tutor.email, onward="/sign-in/carry-on/").status_code == 302
    assert "half a page" in client.get("/sign-in/carry-on/").content.decode()


def test_what_was_typed_is_shown_to_nobody_else(college: Organisation) -> None:
    tutor, other = an_account("tutor@here.test", "tutor"), an_account("other@here.test", "tutor")
    client = signed_in_as(tutor)
    age_session(client, seen=31 * MINUTE)
    client.post("/plain/", {"story": "half a page"})
    enter(client, other.email)
    page = client.get("/sign-in/carry-on/").content.decode()
    assert "half a page" not in page
    assert "Nothing is waiting for you" in page


def test_nothing_is_kept_of_somebody_who_was_never_signed_in(college: Organisation) -> None:
    client = browser()
    assert client.post("/plain/", {"story": "x"}).headers["Location"] == "/sign-in/?next=%2F"
    assert "carried" not in client.session


@pytest.mark.parametrize(
    ("ages", "lives"),
    [
        ({"seen": 29 * MINUTE}, True),
        ({"seen": 31 * MINUTE}, False),
        ({"began": 11.9 * 60 * MINUTE}, True),
        ({"began": 12.1 * 60 * MINUTE}, False),
    ],
)
def test_a_session_ends_unused_or_old(
    college: Organisation, ages: dict[str, float], lives: bool
) -> None:
    client = signed_in_as(an_account("tutor@here.test", "tutor"))
    age_session(client, **ages)
    assert (client.get("/plain/").status_code == 200) is lives


def test_a_visit_puts_off_the_idle_limit(college: Organisation) -> None:
    client = signed_in_as(an_account("tutor@here.test", "tutor"))
    for _ in range(3):
        age_session(client, seen=20 * MINUTE)
        assert client.get("/plain/").status_code == 200


def test_a_lead_still_gives_the_factor_after_the_session_ended(college: Organisation) -> None:
    lead = a_lead()
    client = signed_in_as(lead)
    age_session(client, seen=31 * MINUTE)
    assert client.get("/plain/").status_code == 302
    forget_used_code(lead)
    assert enter(client, lead.email).headers["Location"] == "/sign-in/factor/"
    assert client.get("/plain/").status_code == 302
    assert pass_factor(client, lead).status_code == 302
    assert client.get("/plain/").status_code == 200
