"""The interface in a browser: every theme scanned, keys, the way out, weight, without scripts."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from playwright.sync_api import Page, Request, Route, expect

from tests.journeys.browsing import Watch
from tests.journeys.conftest import Scan, Shot, SignIn
from tests.journeys.running import Lanyard

THEMES = ("", "light", "dark", "contrast", "contrast-dark")
PUBLIC = ("/", "/what-to-do-now/", "/accessibility/", "/ui/appearance/")
LIGHT_ENOUGH = 150_000
HELPER = '[data-module="lanyard-strength"]'
_ICON = "/static/ui/mark.svg"


def choose(page: Page, running: Lanyard, theme: str) -> None:
    if theme:
        page.context.add_cookies(
            [{"name": "lanyard_theme", "value": theme, "url": running.url("/")}]
        )


@pytest.mark.parametrize("path", PUBLIC)
def test_public_pages_are_accessible(
    phone: Page, running: Lanyard, axe: Scan, shot: Shot, path: str
) -> None:
    phone.goto(running.url(path))
    axe(phone)
    shot(phone, f"public-{path.strip('/').replace('/', '-') or 'landing'}")


@pytest.mark.parametrize("theme", THEMES)
def test_the_gallery_is_accessible_in_every_theme(
    page: Page, running: Lanyard, sign_in: SignIn, axe: Scan, theme: str
) -> None:
    sign_in(page, "tutor")
    choose(page, running, theme)
    page.goto(running.url("/ui/gallery/"))
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        axe(page)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{width} px scrolls sideways"


def test_rows_are_walked_by_keys(page: Page, running: Lanyard, sign_in: SignIn) -> None:
    sign_in(page, "tutor")
    page.goto(running.url("/ui/gallery/"))
    rows = page.locator(".lanyard-row__link")
    page.keyboard.press("j")
    expect(rows.nth(0)).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(rows.nth(2)).to_be_focused()
    page.keyboard.press("k")
    expect(rows.nth(1)).to_be_focused()
    page.get_by_label("Your name").first.press_sequentially("jk")
    expect(page.get_by_label("Your name").first).to_have_value("jk")


def test_escape_three_times_leaves_and_there_is_no_way_back(
    page: Page, running: Lanyard, watch: Watch
) -> None:
    watch.allow(f"left this machine: https://{settings.QUICK_EXIT}")
    came_from: list[str | None] = []

    def neutral(route: Route) -> None:
        came_from.append(route.request.headers.get("referer"))
        route.fulfill(body="<title>Weather</title>")

    page.route(f"https://{settings.QUICK_EXIT}", neutral)
    page.goto(running.url("/accessibility/"))
    page.goto(running.url("/what-to-do-now/"))
    for _ in range(3):
        page.keyboard.press("Escape")
    expect(page).to_have_title("Weather")
    assert came_from == [None]
    page.go_back()
    expect(page).to_have_url(running.url("/accessibility/"))


def test_the_first_page_is_light(page: Page, running: Lanyard) -> None:
    sizes: list[int] = []

    def count(request: Request) -> None:
        sizes.append(int(request.sizes()["responseBodySize"]))

    page.on("requestfinished", count)
    page.goto(running.url("/"))
    page.wait_for_load_state("networkidle")
    assert 0 < sum(sizes) < LIGHT_ENOUGH


def test_colours_are_chosen_without_scripts(
    new_page: Callable[..., Page], running: Lanyard
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(running.url("/ui/appearance/"))
    page.get_by_label("Dark", exact=True).check()
    page.get_by_role("button", name="Keep my choice").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.get_by_role("main")).to_contain_text("kept in this browser")


def test_a_question_is_asked_only_where_it_is_called_for(
    new_page: Callable[..., Page], running: Lanyard, sign_in: SignIn
) -> None:
    page = new_page()
    sign_in(page, "tutor")
    page.goto(running.url("/ui/gallery/"))
    asked = page.locator("#id_device_other")
    expect(asked).to_be_hidden()
    page.locator("#id_device_2").check()
    expect(asked).to_be_visible()


def test_how_strong_a_password_is_stays_in_the_browser(
    page: Page, running: Lanyard, axe: Scan, new_page: Callable[..., Page]
) -> None:
    sent: list[str] = []
    page.goto(running.url("/guidance/identity-theft/"))
    page.on("request", lambda request: sent.append(request.url))
    field, told = page.get_by_label("Try one that is like yours"), page.locator(HELPER)
    assert field.evaluate("it => [it.name, it.form]") == ["", None]
    for typed, said in (
        ("short", "Weak"), ("Password1234!", "Weak"), ("aaaaaaaaaaaaaaaa", "Weak"),
        ("kettle orbit", "Fair"), ("kettle orbit moss plum", "Strong"),
    ):  # fmt: skip
        field.fill(typed)
        expect(told.get_by_role("status")).to_contain_text(said)
    # The browser may fetch the page's own icon late; nothing else is asked of anybody.
    assert {urlsplit(url)._replace(netloc="", scheme="").geturl() for url in sent} <= {_ICON}
    axe(page)
    plain = new_page(java_script_enabled=False)
    plain.goto(running.url("/guidance/identity-theft/"))
    expect(plain.locator(HELPER)).to_be_hidden()
    expect(plain.get_by_text("three words that have nothing to do with each other")).to_be_visible()
