"""A head follows a clause of the policy to its evidence; a tutor sees what it asks of tutors."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from playwright.sync_api import Page, expect

from lanyard.engine.clauses import api as clauses
from lanyard.foundation.database.identity import acting_as_system
from tests.journeys.conftest import Scan, Shot, SignIn
from tests.journeys.running import Lanyard


def look(running: Lanyard) -> None:
    college = running.college.organisation
    with transaction.atomic(), acting_as_system(college.pk, "look"):
        clauses.gather_as_system()


def test_from_a_sentence_to_its_evidence(
    page: Page, running: Lanyard, sign_in: SignIn, shot: Shot, axe: Scan
) -> None:
    look(running)
    sign_in(page, "head")
    page.get_by_text("More", exact=True).first.click()
    axe(page)
    shot(page, "menu-more")
    page.get_by_role("link", name="The policy").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Policy")
    axe(page)
    shot(page, "policy")
    page.get_by_role("link", name="In force", exact=False).first.click()
    assert "state=in-force" in page.url
    page.get_by_role("link", name="OAK-4.7-02").click()
    evidence = page.get_by_role("region", name="The first step to stop harm")
    expect(evidence).to_contain_text("In force")
    expect(evidence).to_contain_text("Measured from Lanyard's own records")
    expect(evidence).to_contain_text("Cases whose first step was taken in time")
    axe(page)
    shot(page, "clause")
    evidence.get_by_role("link", name="The records behind it").click()
    assert page.url.startswith(running.url("/concerns/figures/"))


def test_what_the_policy_asks_of_tutors(
    new_page: Callable[..., Page], running: Lanyard, sign_in: SignIn, axe: Scan
) -> None:
    look(running)
    phone = new_page(viewport={"width": 390, "height": 844})
    sign_in(phone, "tutor")
    phone.goto(running.url("/clauses/"))
    phone.get_by_text("Filter", exact=True).click()
    phone.get_by_role("link", name="Tutors and teachers").click()
    expect(phone.get_by_role("status").last).to_contain_text(
        "What the policy asks of tutors and teachers"
    )
    axe(phone)
    phone.get_by_role("link", name="OAK-4.7-04").click()
    expect(phone.get_by_role("main")).to_contain_text("What carries it out")
    assert "nothing was left out" not in phone.get_by_role("main").inner_text()
