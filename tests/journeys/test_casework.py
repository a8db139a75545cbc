"""A report is triaged, worked, referred, decided and closed, in a browser."""

from __future__ import annotations

import re
from typing import Any

from django.db import transaction
from playwright.sync_api import Page, expect

from lanyard.foundation.access import api as access
from lanyard.foundation.database.identity import acting_as_system
from lanyard.people.models import Enrolment
from lanyard.rooms.concerns.actions.open import open_concern
from lanyard.rooms.concerns.matters import Named
from lanyard.rooms.concerns.models import Concern
from lanyard.rooms.concerns.reasons import Part
from lanyard.rooms.concerns.tests.college import report
from tests.journeys.browsing import Watch
from tests.journeys.conftest import Scan, Shot, SignIn
from tests.journeys.running import Lanyard

PAGES = (
    "readers/", "note/", "close/", "tasks/new/", "referrals/new/", "plans/new/", "sanctions/new/",
    "kind/", "team/new/", "assess/", "severity/", "decide/police/", "people/new/",
    "answers/discipline-stage/",
)  # fmt: skip


def told(running: Lanyard, **answers: Any) -> str:
    """Let a report about the learner of the demonstration come in; return its address."""
    college = running.college
    with transaction.atomic(), acting_as_system(college.organisation.pk, "set the scene"):
        mia, lead = college.shown["learner"], college.shown["dsl"].pk
        if "safeguarding-team" not in access.roles_of(lead):
            access.hold_role("safeguarding-team", lead, since=college.on)
        # Somebody whose employer is not to be told: that is another step before closing.
        Enrolment.objects.filter(person=mia).update(apprentice=False, employer=None)
        people = (
            Named(name=str(mia), part=Part.HARMED, person_id=mia.pk),
            Named(name="Somebody in Year 12", part=Part.ALLEGED),
        )
        opened = open_concern(report(people=people, **answers), by=college.shown["tutor"])
        found = Concern.objects.get(receipt=opened.receipt_id)
    return running.url(f"/concerns/reports/{found.pk}/")


def see(page: Page, axe: Scan, shot: Shot, name: str) -> None:
    """Look at a page: scan it, photograph it."""
    axe(page)
    shot(page, name)


def choose(page: Page, question: str, answer: str) -> None:
    """Choose a radio button by the words of its question and its own."""
    page.get_by_role("group", name=re.compile(question)).get_by_label(answer, exact=True).check()


def press(page: Page, name: str) -> None:
    """Press a button of the page."""
    page.get_by_role("main").get_by_role("button", name=name).click()


def triage(page: Page) -> None:
    """Fill in the triage of a report about bullying."""
    choose(page, "done at once", "Separated the people")
    page.get_by_label("What exactly was done").fill("They sit apart; the tutor walks with her.")
    page.get_by_label("At what time?").fill("0:01")
    choose(page, "How bad is it?", "3: Serious")
    page.get_by_label("Why this severity?").fill("It goes on every evening and she is afraid.")
    choose(page, "May the law", "No")
    choose(page, "especially disturbing", "Yes")
    press(page, "Open the case")


def test_from_triage_to_closure(
    page: Page,
    new_page: Any,
    running: Lanyard,
    sign_in: SignIn,
    shot: Shot,
    axe: Scan,
    watch: Watch,
) -> None:
    watch.allow("422")
    address = told(running, category="bullying", platform="A messaging app",
         happened="Every evening the same three people write that she should leave.")  # fmt: skip
    page.set_default_timeout(60_000)
    sign_in(page, "dsl")
    page.goto(running.url("/concerns/"))
    see(page, axe, shot, "inbox")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="All concerns")).to_be_visible()
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Report")
    see(page, axe, shot, "report-read")
    press(page, "I have it")
    page.get_by_role("link", name="Triage this report").click()
    press(page, "Open the case")
    expect(page.get_by_role("alert")).to_be_visible()
    see(page, axe, shot, "triage")
    triage(page)
    see(page, axe, shot, "case")
    case = page.url
    for path in PAGES:
        page.goto(case + path)
        see(page, axe, shot, "case-" + path.strip("/").replace("/", "-"))
    for name, path in (
        ("hand-over", "/concerns/hand-over/"), ("break-glass", "/concerns/emergency/"),
        ("tasks", "/actions/"),
    ):  # fmt: skip
        page.goto(running.url(path))
        see(page, axe, shot, name)
    settle(page, case)
    see(page, axe, shot, "case-worked")
    close(page, case)
    deputy = new_page(viewport={"width": 1280, "height": 800})
    deputy.set_default_timeout(60_000)
    sign_in(deputy, "deputy")
    deputy.goto(case + "agree/")
    see(deputy, axe, shot, "case-agree")
    choose(deputy, "Do you agree", "Yes, close it")
    press(deputy, "Record my answer")
    expect(deputy.get_by_role("main")).to_contain_text("Closed")


def settle(page: Page, case: str) -> None:
    """Meet what stands in the way of closing, from the list on the case."""
    page.goto(case)
    page.get_by_role("link", name=re.compile("parents or guardians of")).first.click()
    choose(page, "Were they told", "Told")
    page.get_by_label("Why, or why not").fill("She asked us to.")
    page.get_by_label("Who was told?").fill("Her mother")
    page.get_by_label("What were they told?").fill("That she is being supported.")
    page.get_by_label("At what time?").fill("0:01")
    press(page, "Record the decision")
    page.get_by_role("link", name=re.compile("parents or guardians of Somebody")).first.click()
    choose(page, "Were they told", "Not told")
    page.get_by_label("Why, or why not").fill("Not known yet.")
    page.get_by_label("At what time?").fill("0:01")
    press(page, "Record the decision")
    expect(page).to_have_url(case)
    employer = page.get_by_role("link", name=re.compile("the employer of"))
    if employer.count():
        employer.first.click()
        choose(page, "Were they told", "Not told")
        page.get_by_label("Why, or why not").fill("It does not touch the work.")
        page.get_by_label("At what time?").fill("0:01")
        press(page, "Record the decision")
    page.get_by_role("link", name="The record of the investigation").first.click()
    for label, words in (
        ("Who investigated", "The lead"), ("What evidence", "The messages"),
        ("What was found", "It happened"), ("Under which", "Anti-bullying policy"),
    ):  # fmt: skip
        page.get_by_label(label).fill(words)
    press(page, "Keep these answers")
    page.get_by_role("link", name=re.compile("Make the referral")).first.click()
    for label, words in (
        ("What was shared", "Her name and what she told us"), ("On what basis", "Safeguarding"),
        ("Was consent asked", "She agrees"), ("How did it go", "Telephone"),
        ("At what time?", "0:01"),
    ):  # fmt: skip
        page.get_by_label(label).fill(words)
    press(page, "Record that it was sent")


def close(page: Page, case: str) -> None:
    """Propose the closure."""
    page.goto(case + "close/")
    choose(page, "How does it end", "Support for the learner and others affected")
    for label, words in (
        ("Why this outcome", "Support is in place and it has stopped."),
        ("What happened, and what", "Facts and lessons."), ("in proportion", "It fits."),
        ("The person harmed", "A mentor."), ("Bystanders", "None, because nobody saw it."),
        ("The organisation:", "None, because the rules held."), ("Why, or why not", "It worked."),
    ):  # fmt: skip
        page.get_by_label(label).fill(words)
    press(page, "Ask a second person to agree")
    expect(page.get_by_role("main")).to_contain_text("Waiting for a second person")
