"""The policy profile, in the browser: read it, set what is left open, put it in force."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import Watch
from tests.journeys.conftest import Scan, Shot, SignIn
from tests.journeys.running import Lanyard


@pytest.fixture
def lead(page: Page, sign_in: SignIn) -> Page:
    sign_in(page, "dsl")
    return page


def test_the_lead_sets_what_the_policy_leaves_open(
    lead: Page, running: Lanyard, shot: Shot, axe: Scan, watch: Watch
) -> None:
    watch.allow("422")
    lead.goto(running.url("/policy-profile/"))
    expect(lead.get_by_role("heading", level=1)).to_have_text("Policy profile")
    rows = lead.locator(".govuk-summary-list__row")
    expect(rows.filter(has_text="About a member of staff")).to_contain_text("Director of HR")
    expect(rows.filter(has_text="About a member of staff")).to_contain_text("OAK-4.7-08")
    axe(lead)
    shot(lead, "profile")
    lead.get_by_role("link", name="Set what the policy leaves open").click()
    axe(lead)
    shot(lead, "profile-left-open")
    lead.get_by_label("How often accounts that name the College are inspected").fill("60")
    lead.get_by_role("button", name="Put these into my draft").click()
    axe(lead)
    shot(lead, "profile-change")
    lead.get_by_label("Your changes").fill("[patterns]\nthreshold = 1")
    lead.get_by_role("button", name="Check and go on").click()
    expect(lead.get_by_role("alert")).to_contain_text("patterns.threshold: must be at least 2")
    axe(lead)
    shot(lead, "profile-change-refused")
    lead.get_by_label("Your changes").fill('[[intervals]]\nslug = "account-inspection"\ndays = 60')
    lead.get_by_role("button", name="Check and go on").click()
    axe(lead)
    shot(lead, "profile-put-in-force")


def test_the_history_is_read(lead: Page, running: Lanyard, shot: Shot, axe: Scan) -> None:
    lead.goto(running.url("/policy-profile/history/"))
    expect(lead.get_by_role("heading", level=1)).to_have_text("History of the policy profile")
    axe(lead)
    shot(lead, "profile-history")
