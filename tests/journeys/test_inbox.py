"""The one inbox in the browser: an approval falls due, is decided, and is on record as done."""

from __future__ import annotations

import re
from uuid import uuid4

from django.db import transaction
from playwright.sync_api import Page, expect

from lanyard.engine.approvals import api as approvals
from lanyard.engine.duties.models import Occurrence
from lanyard.foundation.database.identity import acting_as, acting_as_system
from tests.journeys.conftest import Scan, Shot, SignIn
from tests.journeys.running import Lanyard

TITLE = "An account of the choir"


def asked(running: Lanyard) -> approvals.Approval:
    """Let the lead ask the principal to approve something."""
    organisation, lead = running.college.organisation, running.college.shown["dsl"]
    with transaction.atomic(), acting_as(organisation.pk, lead.pk):
        chain = approvals.Chain((("principal", "Principal"),), by_default=True)
        return approvals.ask(
            "test.journey", chain, by=lead, subject=("account", uuid4()), title=TITLE,
            url="/approvals/",
        )  # fmt: skip


def test_what_waits_for_a_decision_is_due_and_then_done(
    page: Page, running: Lanyard, sign_in: SignIn, shot: Shot, axe: Scan
) -> None:
    approval = asked(running)
    sign_in(page, "head")
    page.goto(running.url("/duties/"))
    for more in page.get_by_text(re.compile(r"^\d+ more: ")).all():
        more.click()
    link = page.get_by_role("link", name=f"Approve or reject: {TITLE}")
    expect(link).to_be_visible()
    axe(page)
    shot(page, "inbox-due")
    link.click()
    page.get_by_label("Approve", exact=True).check()
    page.get_by_label("Why?").fill("Two members of staff look after it.")
    page.get_by_role("button", name="Record my decision").click()
    page.goto(running.url("/duties/"))
    expect(page.get_by_role("link", name=f"Approve or reject: {TITLE}")).to_have_count(0)
    expect(page.get_by_role("main")).to_contain_text("Decide what waits for your approval")
    with transaction.atomic(), acting_as_system(running.college.organisation.pk, "look"):
        done = Occurrence.objects.get(about=str(approval.pk), done_on__isnull=False)
        assert done.evidence == "Approved"


def test_whose_bank_holidays_count_is_chosen_beside_the_terms(
    page: Page, running: Lanyard, sign_in: SignIn, shot: Shot, axe: Scan
) -> None:
    sign_in(page, "head")
    page.goto(running.url("/duties/terms/"))
    axe(page)
    shot(page, "terms")
    page.get_by_role("link", name="Change whose bank holidays count").click()
    axe(page)
    shot(page, "nation")
    page.get_by_label("Scotland").check()
    page.get_by_role("button", name="Keep these").click()
    expect(page.get_by_role("main")).to_contain_text("Bank holidays: those of Scotland.")
    page.get_by_role("link", name="Change whose bank holidays count").click()
    page.get_by_label("England and Wales").check()
    page.get_by_role("button", name="Keep these").click()
    expect(page.get_by_role("main")).to_contain_text("those of England and Wales")
