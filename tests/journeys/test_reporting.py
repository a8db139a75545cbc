"""Somebody reports: a tutor on a phone, a learner without a name, about an image, by keyboard."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import Watch
from tests.journeys.conftest import Scan, Shot, SignIn
from tests.journeys.running import Lanyard


def go_on(page: Page, words: str = "Continue") -> None:
    """Press the button that leads on."""
    page.get_by_role("main").get_by_role("button", name=words, exact=True).click()


def test_a_tutor_reports_on_a_phone_within_a_minute(
    phone: Page, running: Lanyard, sign_in: SignIn, shot: Shot, axe: Scan
) -> None:
    sign_in(phone, "tutor")
    began = time.monotonic()
    phone.goto(running.url("/report/"))
    phone.get_by_role("main").get_by_role("button", name="Report a concern").click()
    phone.get_by_label("No", exact=True).check()
    go_on(phone)
    phone.get_by_label("Bullying").check()
    go_on(phone)
    phone.get_by_role("group", name="Did you promise").get_by_label("No").check()
    phone.get_by_label("What happened?").fill("She said that they call her names in a group chat.")
    phone.get_by_label("No, this is all I know").check()
    go_on(phone)
    phone.get_by_label("I don't know who is involved").check()
    go_on(phone)
    phone.get_by_label("No", exact=True).check()
    go_on(phone)
    go_on(phone)
    phone.get_by_label("What have you done so far?").fill("Stayed with her.")
    go_on(phone)
    go_on(phone, "Send to the people who act on it")
    expect(phone.get_by_role("main")).to_contain_text("It has gone to the Safeguarding Team")
    assert time.monotonic() - began < 60
    shot(phone, "report-sent")
    axe(phone)
    phone.get_by_role("link", name="Follow this report").click()
    expect(phone.get_by_role("main")).to_contain_text("nobody has opened it yet")
    phone.get_by_label("Add something").fill("It is the group of last year.")
    go_on(phone, "Send this message")
    expect(phone.get_by_role("main")).to_contain_text("It is the group of last year.")
    shot(phone, "my-report")
    axe(phone)
    phone.get_by_role("main").page.goto(running.url("/my-reports/"))
    shot(phone, "my-reports")
    axe(phone)


def test_every_page_of_the_report_of_staff(
    page: Page, running: Lanyard, sign_in: SignIn, shot: Shot, axe: Scan
) -> None:
    sign_in(page, "tutor")
    page.goto(running.url("/report/"))
    look(page, shot, axe, "report-start")
    page.get_by_role("main").get_by_role("button", name="Report a concern").click()
    go_on(page)
    look(page, shot, axe, "report-urgency-error")
    page.get_by_label("Yes, somebody is in danger now").check()
    go_on(page)
    look(page, shot, axe, "report-stop")
    go_on(page, "I have done this. Go on with the report")
    look(page, shot, axe, "report-kind")
    page.get_by_label("Harassment or hate").check()
    go_on(page)
    look(page, shot, axe, "report-happened")
    page.get_by_role("group", name="Did you promise").get_by_label("Yes").check()
    page.get_by_label("What happened?").fill("Words.")
    page.get_by_label("No, this is all I know").check()
    go_on(page)
    page.get_by_label("Name, or who").fill("nobody of this name")
    page.get_by_label("Alleged to have done it").check()
    look(page, shot, axe, "report-who")
    go_on(page, "Add this person")
    page.get_by_label("I don't know", exact=True).check()
    look(page, shot, axe, "report-which")
    go_on(page, "Add this person")
    look(page, shot, axe, "report-people")
    go_on(page)
    look(page, shot, axe, "report-prevent")
    page.get_by_label("Not sure").check()
    go_on(page)
    look(page, shot, axe, "report-details")
    go_on(page)
    look(page, shot, axe, "report-done")
    page.get_by_label("What have you done so far?").fill("Called 999.")
    go_on(page)
    look(page, shot, axe, "report-check")
    page.get_by_role("link", name=re.compile("Change.*What happened")).click()
    expect(page.get_by_label("What happened?")).to_have_value("Words.")


def test_a_learner_without_a_name_gets_a_number_and_adds_to_it(
    phone: Page, running: Lanyard, shot: Shot, axe: Scan
) -> None:
    phone.goto(running.url("/tell/"))
    look(phone, shot, axe, "tell")
    phone.get_by_role("button", name="I study here").click()
    look(phone, shot, axe, "tell-safe")
    phone.get_by_label("No", exact=True).check()
    go_on(phone)
    phone.get_by_label("Someone I know").check()
    phone.get_by_role("group", name="Did somebody who works here").get_by_label(
        "No", exact=True
    ).check()
    look(phone, shot, axe, "tell-about")
    go_on(phone)
    look(phone, shot, axe, "tell-kind")
    phone.get_by_label("Somebody is being picked on").check()
    go_on(phone)
    look(phone, shot, axe, "tell-happened")
    phone.get_by_label("What happened?").fill("They laugh at my friend. 😢")
    go_on(phone)
    look(phone, shot, axe, "tell-who")
    phone.get_by_label("I don't know who is involved").check()
    go_on(phone)
    look(phone, shot, axe, "tell-where")
    go_on(phone)
    look(phone, shot, axe, "tell-prevent")
    phone.get_by_label("No", exact=True).check()
    go_on(phone)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Do you want to say who you are?")
    go_on(phone)
    look(phone, shot, axe, "tell-check")
    go_on(phone, "Send to the people who act on it")
    look(phone, shot, axe, "tell-sent")
    number = re.search(r"\d{4} \d{4} \d{4} \d{4}", phone.get_by_role("main").inner_text())
    assert number is not None
    go_on(phone, "I have kept my number")
    phone.goto(running.url("/receipt/"))
    look(phone, shot, axe, "receipt")
    phone.get_by_role("textbox").fill(number[0])
    go_on(phone, "Open my report")
    phone.get_by_label("Add something").fill("It happened again.")
    go_on(phone, "Send this message")
    expect(phone.get_by_role("main")).to_contain_text("It happened again.")
    look(phone, shot, axe, "receipt-open")


def test_an_image_is_never_taken(
    page: Page, running: Lanyard, sign_in: SignIn, shot: Shot, axe: Scan
) -> None:
    sign_in(page, "tutor")
    page.goto(running.url("/report/concern/urgency/"))
    page.get_by_label("No", exact=True).check()
    go_on(page)
    page.get_by_label("Nude or semi-nude images").check()
    go_on(page)
    expect(page.get_by_role("main")).to_contain_text("goes straight to the safeguarding lead")
    assert page.locator("input[type=file]").count() == 0
    look(page, shot, axe, "report-image")


def test_a_report_by_keyboard_alone(page: Page, running: Lanyard) -> None:
    page.goto(running.url("/tell/visitor/urgency/"))
    for words in ("No", "No"):
        page.get_by_role("radio", name=words, exact=True).focus()
        page.keyboard.press("Space")
        press(page, "Continue")
    page.get_by_role("radio", name="Something else").focus()
    page.keyboard.press("Space")
    press(page, "Continue")
    tab_to(page, "", "textarea")
    page.keyboard.type("A stranger hands out leaflets with a code to scan.")
    press(page, "Continue")
    tab_to(page, "", "input#id_nobody")
    page.keyboard.press("Space")
    press(page, "Continue")
    press(page, "Continue")
    tab_to(page, "", "input[type=radio]")
    page.keyboard.press("Space")
    press(page, "Continue")
    press(page, "Continue")
    press(page, "Send to the people who act on it")
    expect(page.get_by_role("main")).to_contain_text("Your receipt number")


@pytest.mark.parametrize("who", ["learner", "parent"])
def test_contacts_by_name(
    who: str, phone: Page, running: Lanyard, sign_in: SignIn, shot: Shot, axe: Scan
) -> None:
    sign_in(phone, who)
    phone.goto(running.url("/contacts/"))
    expect(phone.get_by_role("main")).to_contain_text("Safeguarding Team")
    look(phone, shot, axe, f"contacts-{who}")


def test_a_low_level_concern_in_seconds(
    page: Page, running: Lanyard, sign_in: SignIn, shot: Shot, axe: Scan, watch: Watch
) -> None:
    sign_in(page, "tutor")
    page.goto(running.url("/report/low-level/"))
    look(page, shot, axe, "low-level")
    page.get_by_label("Who is it about?").fill("nobody of this name")
    page.get_by_label("What did you see or hear?").fill("A careless joke.")
    go_on(page, "Note this")
    expect(page.get_by_role("alert")).to_contain_text("Nobody of that name works here")
    expect(page.get_by_label("What did you see or hear?")).to_have_value("A careless joke.")


def look(page: Page, shot: Shot, axe: Scan, name: str) -> None:
    """Photograph and scan a page."""
    shot(page, name)
    axe(page)


def press(page: Page, words: str) -> None:
    """Reach a button by Tab and press Enter; returns on the next page."""
    tab_to(page, words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def tab_to(page: Page, words: str, selector: str = "button") -> None:
    """Press Tab until something is focused, as somebody without a mouse does."""
    for _ in range(40):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "([s, w]) => { const e = document.activeElement;"
            " return e.matches(s) && (w === '' || e.textContent.trim() === w); }",
            [selector, words],
        )
        if focused:
            return
    pytest.fail(f"Tab never reached {selector} {words}")
