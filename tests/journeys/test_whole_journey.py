"""The first half of the mission: from a worry on a phone to a reasoned closure and a word back."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.journeys import test_casework as casework
from tests.journeys import test_reporting as reporting
from tests.journeys.conftest import Scan, Shot, SignIn
from tests.journeys.running import Lanyard

_DESK = {"width": 1280, "height": 800}


def test_from_a_phone_to_a_reasoned_closure(
    phone: Page,
    new_page: Callable[..., Page],
    running: Lanyard,
    sign_in: SignIn,
    shot: Shot,
    axe: Scan,
) -> None:
    learner = running.college.shown["learner"]
    sign_in(phone, "tutor")
    follow = report_about(phone, running, str(learner))
    lead = new_page(viewport=_DESK)
    sign_in(lead, "dsl")
    lead.goto(running.url("/concerns/"))
    expect(lead.get_by_role("main")).to_contain_text("They laugh at her in a group chat")
    lead.get_by_role("link", name=re.compile("They laugh at her in a group chat")).click()
    casework.press(lead, "I have it")
    expect_status(phone, follow, "Read: somebody has read it")
    lead.get_by_role("link", name="Triage this report").click()
    casework.triage(lead)
    case = lead.url
    expect_status(phone, follow, "Being worked on")
    note(lead, case)
    give_task(lead, case)
    do_the_task(phone, running)
    casework.settle(lead, case)
    casework.close(lead, case)
    casework.see(lead, axe, shot, "case-waiting")
    second = new_page(viewport=_DESK)
    sign_in(second, "deputy")
    second.goto(case + "agree/")
    casework.choose(second, "Do you agree", "Yes, close it")
    casework.press(second, "Record my answer")
    expect(second.get_by_role("main")).to_contain_text("Closed")
    casework.see(second, axe, shot, "case-closed")
    expect_status(phone, follow, "Finished")
    expect(phone.get_by_role("main")).to_contain_text("looked into and dealt with")
    expect(phone.get_by_role("main")).not_to_contain_text("Separated the people")
    shot(phone, "my-report-finished")
    axe(phone)


def report_about(page: Page, running: Lanyard, name: str) -> str:
    """Report bullying of somebody; return where the reporter follows it."""
    go_on = reporting.go_on
    page.goto(running.url("/report/"))
    go_on(page, "Report a concern")
    page.get_by_label("No", exact=True).check()
    go_on(page)
    page.get_by_label("Bullying").check()
    go_on(page)
    page.get_by_role("group", name="Did you promise").get_by_label("No").check()
    page.get_by_label("What happened?").fill("They laugh at her in a group chat every evening.")
    page.get_by_label("No, this is all I know").check()
    go_on(page)
    page.get_by_label("Name, or who").fill(name)
    page.get_by_label("Harmed, or at risk").check()
    go_on(page, "Add this person")
    page.get_by_label(re.compile(name)).first.check()
    go_on(page, "Add this person")
    page.get_by_label("Name, or who").fill("Somebody in Year 12")
    page.get_by_label("Alleged to have done it").check()
    go_on(page, "Add this person too")
    page.get_by_label("Somebody who studies here").check()
    go_on(page, "Add this person")
    go_on(page)
    page.get_by_label("No", exact=True).check()
    go_on(page)
    go_on(page)
    page.get_by_label("What have you done so far?").fill("Stayed with her.")
    go_on(page)
    go_on(page, "Send to the people who act on it")
    page.get_by_role("link", name="Follow this report").click()
    expect(page.get_by_role("main")).to_contain_text("nobody has opened it yet")
    return page.url


def expect_status(page: Page, follow: str, words: str) -> None:
    """Look again at one's own report; it says so."""
    page.goto(follow)
    expect(page.get_by_role("main")).to_contain_text(words)


def note(page: Page, case: str) -> None:
    """Write a note into the case."""
    page.goto(case + "note/")
    page.get_by_label("What do you want to add?").fill("She came by herself and told me more.")
    page.get_by_label("At what time?").fill("0:01")
    casework.press(page, "Add it")
    expect(page.get_by_role("main")).to_contain_text("She came by herself and told me more.")


def give_task(page: Page, case: str) -> None:
    """Give the tutor something to do."""
    page.goto(case + "tasks/new/")
    page.get_by_role("group", name=re.compile("What kind of action")).get_by_role(
        "radio"
    ).first.check()
    page.get_by_label("What is to be done?").fill("Sit with her at lunch this week.")
    page.get_by_label("Who does it?").fill("tutor@oaklands.example")
    day = timezone.localdate() + datetime.timedelta(days=7)
    by = page.get_by_role("group", name="By which day?")
    for label, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        by.get_by_label(label).fill(str(value))
    casework.press(page, "Give it to them")
    expect(page.get_by_role("main")).to_contain_text("Sit with her at lunch this week.")


def do_the_task(page: Page, running: Lanyard) -> None:
    """Do what one was given, without seeing the case."""
    page.goto(running.url("/actions/"))
    page.get_by_role("link", name="Sit with her at lunch this week.").click()
    expect(page.get_by_role("main")).not_to_contain_text("group chat")
    page.get_by_label("Yes, it is done").check()
    page.get_by_label("What was done, or why not?").fill("We had lunch; she is well.")
    casework.press(page, "Record it")


def test_staff_report_by_keyboard_alone(page: Page, running: Lanyard, sign_in: SignIn) -> None:
    sign_in(page, "tutor")
    press, tab_to = reporting.press, reporting.tab_to
    page.goto(running.url("/report/"))
    tab_to(page, "Report a concern", "main a[role=button]")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    answer(page, "urgency", "usual")
    press(page, "Continue")
    answer(page, "category", "bullying")
    press(page, "Continue")
    answer(page, "promise_made", "no")
    tab_to(page, "", "textarea[name=happened]")
    page.keyboard.type("They call a boy names in a game.")
    tab_to(page, "", "input[name=nothing_left_out]")
    page.keyboard.press("Space")
    press(page, "Continue")
    tab_to(page, "", "input#id_nobody")
    page.keyboard.press("Space")
    press(page, "Continue")
    answer(page, "prevent", "no")
    press(page, "Continue")
    press(page, "Continue")
    tab_to(page, "", "textarea[name=action_taken]")
    page.keyboard.type("Told my line manager.")
    press(page, "Continue")
    press(page, "Send to the people who act on it")
    expect(page.get_by_role("main")).to_contain_text("It has gone to the Safeguarding Team")


def answer(page: Page, name: str, value: str) -> None:
    """Reach a question by Tab and choose an answer by arrows."""
    reporting.tab_to(page, "", f"input[type=radio][name={name}]")
    page.keyboard.press("Space")
    for _ in range(30):
        if page.locator(f"input[name={name}]:checked").get_attribute("value") == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"No arrow reaches {value}")


def test_a_learner_without_an_account_reads_our_reply(
    phone: Page,
    new_page: Callable[..., Page],
    running: Lanyard,
    sign_in: SignIn,
    shot: Shot,
    axe: Scan,
) -> None:
    number = tell(phone, running)
    lead = new_page(viewport=_DESK)
    sign_in(lead, "dsl")
    lead.goto(running.url("/concerns/"))
    lead.get_by_role("link", name=re.compile("They film people")).click()
    lead.get_by_role("link", name="Write to the reporter").click()
    axe(lead)
    shot(lead, "write-to-reporter")
    lead.get_by_label("What do you want to tell or ask").fill("Thank you. Which corridor is it?")
    casework.press(lead, "Send it to the reporter")
    phone.goto(running.url("/receipt/"))
    phone.get_by_role("textbox").fill(number)
    reporting.go_on(phone, "Open my report")
    expect(phone.get_by_role("main")).to_contain_text("Thank you. Which corridor is it?")
    expect(phone.get_by_role("main")).not_to_contain_text(str(running.college.shown["dsl"]))
    phone.get_by_label("Add something").fill("By the library.")
    reporting.go_on(phone, "Send this message")
    expect(phone.get_by_role("main")).to_contain_text("By the library.")
    shot(phone, "receipt-reply")
    axe(phone)
    lead.reload()
    expect(lead.get_by_role("main")).to_contain_text("By the library.")


def tell(page: Page, running: Lanyard) -> str:
    """Tell of something without signing in; return the sixteen digits."""
    go_on = reporting.go_on
    page.goto(running.url("/tell/"))
    page.get_by_role("button", name="I study here").click()
    page.get_by_label("No", exact=True).check()
    go_on(page)
    page.get_by_label("Someone I know").check()
    works_here = page.get_by_role("group", name="Did somebody who works here")
    works_here.get_by_label("No", exact=True).check()
    go_on(page)
    page.get_by_label("Somebody is being picked on").check()
    go_on(page)
    page.get_by_label("What happened?").fill("They film people in the corridor and post it.")
    go_on(page)
    page.get_by_label("I don't know who is involved").check()
    go_on(page)
    go_on(page)
    page.get_by_label("No", exact=True).check()
    go_on(page)
    go_on(page)
    go_on(page, "Send to the people who act on it")
    found = re.search(r"\d{4} \d{4} \d{4} \d{4}", page.get_by_role("main").inner_text())
    assert found is not None
    go_on(page, "I have kept my number")
    return found[0]
