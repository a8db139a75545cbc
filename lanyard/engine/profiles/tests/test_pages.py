"""Pages of the profile: sources shown, changes checked by key, a reason and a day asked for."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lanyard.engine.profiles.api import adopt, profile_in_force
from lanyard.engine.profiles.queries import draft_of
from lanyard.foundation.identity.api import Account
from lanyard.foundation.identity.tests.people import a_lead, an_account, signed_in_as
from lanyard.foundation.organisations.models import Organisation

EARLY = datetime.date(2020, 1, 1)
WEEKLY = '[[intervals]]\nslug = "support-plan-review"\ndays = 7\n'
PAGES = ["", "history/", "history/1/", "change/", "change/left-open/", "change/put-in-force/"]


@pytest.fixture
def lead(college: Organisation) -> Account:
    adopt("company", by=None, effective_from=EARLY, reason="Set up")
    return a_lead()


def day(when: datetime.date) -> dict[str, str]:
    return {
        "effective_from_day": str(when.day),
        "effective_from_month": str(when.month),
        "effective_from_year": str(when.year),
    }


def get(client: Client, page: str = "", **query: str) -> str:
    answer = client.get(f"/policy-profile/{page}", query)
    assert answer.status_code == 200, answer.content
    return answer.content.decode()


def test_the_page_says_where_every_value_comes_from(lead: Account) -> None:
    page = get(signed_in_as(lead), part="all")
    for words in (
        "Who receives a concern", "COM-INC-07", "Lanyard&#x27;s default",
        "About the safeguarding lead", "Managing Director", "To set before go-live",
        "3 things that the policy leaves open must be set before go-live",
        "Staff misuse concerns go to the DSL", "Change the profile",
    ):  # fmt: skip
        assert words in page, words


def test_rows_are_filtered(lead: Account) -> None:
    client = signed_in_as(lead)
    for show, there, absent in (
        ("open", "How often the security of information systems", "COM-INC-07"),
        ("default", "About the head of the organisation", "COM-INC-04"),
        ("policy", "COM-INC-07", "About the head of the organisation"),
        ("here", "Nothing of this kind", "COM-INC-07"),
        ("nonsense", "COM-INC-07", "Nothing of this kind"),
        ("all", "COM-INC-07", "COM-SAF-08"),
    ):
        page = get(client, show=show)
        assert there in page, show
        assert absent not in page, show


def test_a_tutor_sees_it_and_cannot_change_it(lead: Account) -> None:
    tutor = signed_in_as(an_account("tutor@here.test", "tutor"))
    assert "Change the profile" not in get(tutor)
    for page in PAGES[:3]:
        assert tutor.get(f"/policy-profile/{page}").status_code == 200
    for page in PAGES[3:]:
        assert tutor.get(f"/policy-profile/{page}").status_code == 404
        assert tutor.post(f"/policy-profile/{page}", {"changes": WEEKLY}).status_code == 404
    assert profile_in_force().number == 1


def test_a_stranger_finds_nothing_and_the_unknown_sign_in(lead: Account) -> None:
    stranger = signed_in_as(an_account("learner@here.test"))
    assert {stranger.get(f"/policy-profile/{page}").status_code for page in PAGES} == {404}
    nobody = Client(headers={"host": "here.test"})
    assert {nobody.get(f"/policy-profile/{page}").status_code for page in PAGES} == {302}


def test_a_mistake_is_named_by_its_key_and_nothing_typed_is_lost(lead: Account) -> None:
    client = signed_in_as(lead)
    wrong = (
        '[patterns]\nthreshold = "many"\n\n[[routing.about-staff]]\nto = ["<b>"]\ndefault = true\n'
    )
    answer = client.post("/policy-profile/change/", {"changes": wrong})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "patterns.threshold: must be a whole number, not text" in page
    assert "threshold = &quot;many&quot;" in page
    assert "<b>" not in page.split("<main")[1]
    assert "threshold = &quot;many&quot;" in get(client, "change/")
    assert profile_in_force().number == 1
    assert client.get("/policy-profile/change/put-in-force/").status_code == 302


def test_a_change_is_drafted_shown_and_put_in_force(lead: Account) -> None:
    client = signed_in_as(lead)
    assert client.post("/policy-profile/change/", {"changes": WEEKLY}).status_code == 302
    page = get(client, "change/put-in-force/")
    assert "How often a support plan is reviewed" in page
    today = timezone.localdate()
    for form, told in (
        ({**day(today), "reason": ""}, "reason"),
        ({**day(today - datetime.timedelta(days=1)), "reason": "x"}, "Choose today or a later day"),
    ):
        answer = client.post("/policy-profile/change/put-in-force/", form)
        assert answer.status_code == 422
        assert told in answer.content.decode()
    done = client.post(
        "/policy-profile/change/put-in-force/", {**day(today), "reason": "Weekly is better"}
    )
    assert done.status_code == 302
    now = profile_in_force()
    assert (now.number, now.reason, now.made_by) == (2, "Weekly is better", lead.person_id)
    assert now.profile.interval("support-plan-review").days == 7
    assert "Changed here" in get(client, show="here")
    history = get(client, "history/")
    assert history.index("version 2") < history.index("version 1")
    assert "Weekly is better" in history
    assert "days: 7; from" not in history
    assert "days: 7" in history
    assert "days, until somebody sets it" in history


def test_what_is_left_open_is_set_without_writing_toml(lead: Account) -> None:
    client = signed_in_as(lead)
    form = {"support-plan-review": "10", "security-review": "", "impact-monitoring": "30"}
    assert client.post("/policy-profile/change/left-open/", form).status_code == 302
    assert lead.person_id is not None
    draft = draft_of(lead.person_id)
    assert draft is not None
    assert draft.changes.count("[[intervals]]") == 2
    assert client.post("/policy-profile/change/", {"changes": draft.changes}).status_code == 302
    wrong = client.post("/policy-profile/change/left-open/", {"support-plan-review": "0"})
    assert wrong.status_code == 422


def test_hours_that_the_policy_leaves_open_are_set(lead: Account) -> None:
    adopt("oaklands", by=None, effective_from=EARLY, reason="Another policy")
    client = signed_in_as(lead)
    page = "/policy-profile/change/left-open/"
    ends = ("college-hours-opens", "college-hours-closes")
    for opens, closes in (("9am", "8am"), ("9am", ""), ("9am", "tea")):
        assert client.post(page, dict(zip(ends, (opens, closes), strict=True))).status_code == 422
    assert client.post(page, dict(zip(ends, ("8:15am", "4pm"), strict=True))).status_code == 302
    assert lead.person_id is not None
    draft = draft_of(lead.person_id)
    assert draft is not None
    version = adopt(
        "oaklands", by=None, effective_from=EARLY, reason="Hours", changes=draft.changes
    )
    (hours,) = [h for h in version.profile.hours if h.slug == "college-hours"]
    assert (hours.opens, hours.closes) == (datetime.time(8, 15), datetime.time(16))
    assert hours.set_before_go_live is False


def test_a_version_that_is_not_there_is_not_found(lead: Account) -> None:
    client = signed_in_as(lead)
    assert client.get("/policy-profile/history/9/").status_code == 404


def test_without_a_profile_there_is_no_page(college: Organisation) -> None:
    client = signed_in_as(a_lead())
    assert client.get("/policy-profile/").status_code == 404


def test_one_version_and_three_cost_the_same_number_of_queries(lead: Account) -> None:
    client = signed_in_as(lead)
    get(client, "history/")
    before = _queries(client)
    for n in (1, 2):
        adopt("company", by=None, effective_from=EARLY, reason=f"Again {n}")
    assert _queries(client) == before


def _queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as seen:
        get(client, "history/")
    return len(seen)
