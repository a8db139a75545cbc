"""From an answer to the approval that it needs: a tutor asks, the line manager decides."""

from __future__ import annotations

import datetime

from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Scan, Shot, SignIn
from tests.journeys.running import Lanyard
from tests.journeys.test_may_i import press

_DAY = datetime.timedelta(days=1)


def test_an_answer_leads_to_its_approval_and_then_answers_with_it(
    phone: Page, page: Page, running: Lanyard, sign_in: SignIn, axe: Scan, shot: Shot
) -> None:
    """Oaklands: data off site needs one's own line manager (OAK-4.5-06)."""
    manager = page
    sign_in(phone, "tutor")

    def ask(*choices: str) -> None:
        phone.goto(running.url("/may-i/ask/data.remove/"))
        for choice in choices:
            phone.get_by_role("main").get_by_label(choice, exact=True).check()
            press(phone, "Continue")

    ask("Personal")
    expect(phone.get_by_role("heading", level=1)).to_have_text("No")
    axe(phone)
    shot(phone, "may-i-refused")
    phone.get_by_role("link", name="Ask for approval").click()
    axe(phone)
    shot(phone, "may-i-ask-approval")
    phone.get_by_label("Laptop").check()
    phone.get_by_label("What is it for, and why this way?").fill("Marking at home.")
    then = timezone.localdate() + 60 * _DAY
    for part in ("day", "month", "year"):
        phone.get_by_label(part.capitalize(), exact=True).fill(str(getattr(then, part)))
    press(phone, "Ask for approval")
    expect(phone.get_by_role("main")).to_contain_text("Waits for a decision")
    axe(phone)
    shot(phone, "may-i-asked")
    sign_in(manager, "manager")
    manager.goto(running.url("/approvals/"))
    manager.get_by_role("link", name="Take personal information off site").first.click()
    manager.get_by_role("link", name="Read what is asked").click()
    expect(manager.get_by_role("main")).to_contain_text("Marking at home.")
    axe(manager)
    manager.get_by_role("link", name="Decide on it").click()
    manager.get_by_label("Approve", exact=True).check()
    manager.get_by_label("Why?").fill("For the marking weeks.")
    shot(manager, "may-i-decide")
    press(manager, "Record my decision")
    expect(manager.get_by_role("button", name="Record my decision")).to_have_count(0)
    ask("Personal", "Laptop", "Yes", "Yes")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Yes")
    expect(phone.get_by_role("main")).to_contain_text("For the marking weeks.")
    axe(phone)
    shot(phone, "may-i-approved")
