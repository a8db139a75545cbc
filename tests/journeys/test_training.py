"""A module to its certificate; a package played in its frame."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from playwright.sync_api import Page, expect

from lanyard.foundation.database.identity import acting_as_system
from lanyard.rooms.training.actions.outside import keep_package
from lanyard.rooms.training.models import Completion, Course, ScormRun
from lanyard.rooms.training.tests.packages import a_package
from tests.journeys.browsing import Watch
from tests.journeys.conftest import Scan, Shot, SignIn
from tests.journeys.running import Lanyard


def test_a_module_from_the_first_page_to_the_calendar(
    new_page: Callable[..., Page], running: Lanyard, sign_in: SignIn, shot: Shot, axe: Scan
) -> None:
    phone = new_page(viewport={"width": 390, "height": 844})
    sign_in(phone, "learner")
    phone.goto(running.url("/training/"))
    axe(phone)
    shot(phone, "training-mine")
    phone.goto(running.url("/training/courses/digital-footprint/"))
    phone.get_by_role("button", name="Begin").or_(
        phone.get_by_role("button", name="Take it again")
    ).click()
    expect(phone.get_by_role("img").first).to_be_visible()
    axe(phone)
    shot(phone, "training-page")
    for _page in range(3):
        phone.get_by_role("button", name="Continue").click()
    for answer in ("What you post, what others", "Things that show", "Ask the friend"):
        phone.get_by_label(answer).check()
        axe(phone)
        phone.get_by_role("button", name="Answer").click()
        expect(phone.get_by_role("status")).to_contain_text("Right")
        shot(phone, "training-answered")
        phone.get_by_role("link", name="Continue").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("You passed")
    axe(phone)
    shot(phone, "training-result")
    phone.get_by_role("link", name="Your certificate").click()
    expect(phone.get_by_role("main")).to_contain_text("took “Your digital footprint”")
    axe(phone)
    shot(phone, "training-certificate")
    phone.goto(running.url("/training/calendar/"))
    expect(phone.get_by_role("main")).to_contain_text("Your digital footprint")
    axe(phone)
    shot(phone, "training-calendar")


def test_a_package_runs_in_its_frame_and_is_recorded(
    page: Page, running: Lanyard, sign_in: SignIn, watch: Watch, shot: Shot, axe: Scan
) -> None:
    college = running.college
    for version, slug in (("1.2", "fire-12"), ("2004 4th Edition", "fire-2004")):
        with transaction.atomic(), acting_as_system(college.organisation.pk, "set the scene"):
            course = Course.objects.create(slug=slug, title=f"Fire {version}", kind="package")
            keep_package(course, "fire.zip", a_package(version), by=college.shown["hr"])
    sign_in(page, "tutor")
    for slug in ("fire-12", "fire-2004"):
        page.goto(running.url(f"/training/courses/{slug}/"))
        # What the package says travels by itself: it is kept a moment after the package is done.
        with page.expect_response("**/lanyard-run") as kept:
            page.get_by_role("button", name="Begin").click()
        assert kept.value.status == 204
        frame = page.frame_locator("iframe")
        expect(frame.locator("#said")).to_have_text("Done, cookies: none")
        axe(page)
        shot(page, f"training-{slug}")
        page.get_by_role("link", name="Finished?").press("Enter")
        page.wait_for_url(f"**/training/courses/{slug}/")
        expect(page.get_by_role("main")).to_contain_text("80%")
    with transaction.atomic(), acting_as_system(college.organisation.pk, "look"):
        done = Completion.objects.filter(how="scorm", person=college.shown["tutor"])
        assert {one.score for one in done} == {80}
        assert ScormRun.objects.filter(passed=True).count() == 2
