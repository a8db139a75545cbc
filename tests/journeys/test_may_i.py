"""Asking "may I…?" in the browser: a tutor, an ex-learner, the exact day; also without scripts."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

import pytest
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Page, expect

from lanyard.engine.profiles.api import adopt, profile_in_force
from lanyard.foundation.database.identity import acting_as_system
from lanyard.people.actions import enrol, join
from lanyard.people.models import Membership
from tests.journeys.conftest import Scan, Shot, SignIn
from tests.journeys.running import Lanyard

_DAY = datetime.timedelta(days=1)


@pytest.fixture(scope="module")
def landau(running: Lanyard) -> Iterator[datetime.date]:
    """Landau's policy for a while, and Ines Vale, whom the tutor taught and who left as a minor."""
    college = running.college
    today = timezone.localdate()
    left, tutor = today - 300 * _DAY, college.shown["tutor"]
    with transaction.atomic(), acting_as_system(college.organisation.pk, "set the scene"):
        before = profile_in_force()
        adopt("landau", by=None, effective_from=today, reason="A journey")
        ines = join(by=None, given_name="Ines", family_name="Vale", born=today - 6700 * _DAY)
        enrol(ines, by=None, programme="Art", band="16-18", since=left - 600 * _DAY, until=left)
        group = Membership.objects.filter(person=tutor).exclude(part="learner")[0].group
        Membership.objects.create(
            group=group, person=ines, part="learner", since=left - 600 * _DAY, until=left
        )
    yield left.replace(year=left.year + 5)
    with transaction.atomic(), acting_as_system(college.organisation.pk, "set the scene"):
        adopt(before.slug, by=None, effective_from=today, reason="Back again")


def press(page: Page, words: str) -> None:
    """Press a button of the page itself."""
    page.get_by_role("main").get_by_role("button", name=words, exact=True).click()


def test_a_tutor_asks_about_an_ex_learner_on_instagram(
    new_page: Callable[..., Page], running: Lanyard, landau: datetime.date, sign_in: SignIn,
    axe: Scan, shot: Shot,
) -> None:  # fmt: skip
    page = new_page(viewport={"width": 1280, "height": 800}, java_script_enabled=True)
    sign_in(page, "tutor")
    page.get_by_role("link", name="May I…?").first.click()
    shot(page, "may-i-index")
    page.get_by_label("What would you like to do?").fill("instagram")
    press(page, "Search")
    axe(page)
    page.get_by_role("link", name="May I connect with this person?").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Is it your own account or an official one?"
    )
    axe(page)
    shot(page, "may-i-fact")
    page.get_by_label("Personal").check()
    press(page, "Continue")
    page.get_by_label("Whom is it about?").fill("ines")
    press(page, "Look")
    axe(page)
    shot(page, "may-i-who")
    press(page, "Ines Vale Art, left")
    page.get_by_label("I follow them").check()
    press(page, "Continue")
    expected = f"No until {landau:%A} {landau.day} {landau:%B %Y}"
    expect(page.get_by_role("heading", level=1)).to_have_text(expected)
    expect(page.get_by_role("link", name="LAN-FRI-06")).to_be_visible()
    axe(page)
    shot(page, "may-i-answer")
    page.get_by_role("link", name="All your answers").click()
    axe(page)
    shot(page, "may-i-mine")


def test_on_a_telephone_without_scripts(
    new_page: Callable[..., Page], running: Lanyard, landau: datetime.date, sign_in: SignIn,
    shot: Shot,
) -> None:  # fmt: skip
    page = new_page(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    sign_in(page, "tutor")
    page.goto(running.url("/may-i/connect/?platform=Instagram&direction=follow"))
    expect(page.get_by_label("On which platform?")).to_have_value("Instagram")
    shot(page, "may-i-short")
    page.get_by_label("Who is the other person?").select_option("by-name")
    page.get_by_label("Is it your own account or an official one?").select_option("personal")
    press(page, "Ask")
    page.get_by_label("Whom is it about?").fill("vale")
    press(page, "Look")
    press(page, "Ines Vale Art, left")
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"{landau.day} {landau:%B %Y}")
    expect(page.get_by_role("main")).to_contain_text("Instagram")
    press(page, "Change something and ask again")
    page.get_by_role("link", name="Change whom it is about").click()
    press(page, "Describe the person")
    shot(page, "may-i-relation")
    page.get_by_label("Former learner", exact=True).check()
    press(page, "Continue")
    shot(page, "may-i-several")
