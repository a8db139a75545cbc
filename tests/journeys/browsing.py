"""What a journey's browser is held to: no outside address, no console error, no violation."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Request

_ROOT = Path(__file__).resolve().parent.parent.parent
HANDBOOK = _ROOT / "docs" / "handbook" / "images"
SHOTS = _ROOT / "var" / "shots"
WIDTHS = (390, 1280)
#: What the handbook shows, and how much of it: width to the greatest height in pixels.
PICTURES = {
    "report-start-390", "report-happened-390", "report-sent-390", "my-report-finished-390",
    "tell-390", "tell-sent-390", "receipt-reply-390", "inbox-1280", "triage-1280",
    "case-worked-1280", "case-readers-1280", "case-closed-1280", "profile-1280",
    "policy-1280", "clause-1280", "may-i-index-1280", "may-i-fact-390", "may-i-answer-390",
    "may-i-short-390",
}  # fmt: skip
_TALLEST = {390: 900, 1280: 1000}
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
#: Address path to the number of violations found there.
scanned: dict[str, int] = {}


class Watch:
    """Collects what a page must not do. ``allow`` names what one test expects."""

    def __init__(self) -> None:
        self._found: list[str] = []
        self._allowed: list[str] = []

    def allow(self, words: str) -> None:
        """Expect errors that hold these words, such as "404"."""
        self._allowed.append(words)

    def note(self, what: str) -> None:
        """Keep an error."""
        self._found.append(what)

    def errors(self) -> list[str]:
        """Return what nobody expected."""
        return [e for e in self._found if not any(words in e for words in self._allowed)]


@contextmanager
def watched(browser: Browser, watch: Watch, **options: Any) -> Iterator[BrowserContext]:
    """Open a context whose pages are watched; the browser finds no name but this machine's."""
    context = browser.new_context(locale="en-GB", timezone_id="Europe/London", **options)
    context.set_default_timeout(30_000)

    def stay_here(request: Request) -> None:
        # Only looked at: a route would be asked about each file, and the cache would be off.
        at = urlsplit(request.url)
        host = at.hostname or ""
        if at.scheme in {"data", "blob"}:
            return
        if host not in {"localhost", "127.0.0.1"} and not host.endswith(".localhost"):
            watch.note(f"left this machine: {request.url}")

    def console(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            watch.note(f"console: {message.text}")

    context.on("request", stay_here)
    context.on("console", console)
    context.on("weberror", lambda error: watch.note(f"script: {error.error}"))
    try:
        yield context
    finally:
        context.close()


def scan(page: Page) -> list[str]:
    """Return a line for each breach of WCAG 2.2 AA that axe finds on the page."""
    options = {"runOnly": {"type": "tag", "values": LEVELS}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    path = urlsplit(page.url).path
    scanned[path] = scanned.get(path, 0) + len(found)
    return [
        f"{path}: {breach['id']}: {breach['help']}: {node['html'][:160]}"
        for breach in found
        for node in breach["nodes"]
    ]


def photograph(page: Page, name: str) -> list[Path]:
    """Keep the page as it looks on a phone and on a desk; for the handbook where that is asked."""
    folder = SHOTS
    folder.mkdir(parents=True, exist_ok=True)
    before, made = page.viewport_size, []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844 if width < 600 else 800})
        path = folder / f"{name}-{width}.png"
        page.screenshot(path=path, full_page=True, animations="disabled")
        made.append(path)
    if before is not None:
        page.set_viewport_size(before)
    if os.environ.get("LANYARD_HANDBOOK") == "1":
        for path in made:
            if path.stem in PICTURES:
                _for_the_handbook(path)
    return made


def shown(page: Page) -> str:
    """Return the words of a page, for whoever reads why a journey failed."""
    try:
        return page.locator("body").inner_text(timeout=1_000)
    except Error as why:
        return f"Nothing to read: {why}"


def _for_the_handbook(path: Path) -> None:
    """Keep the upper part of a picture in few colours, so that it stays small."""
    HANDBOOK.mkdir(parents=True, exist_ok=True)
    with Image.open(path) as whole:
        width, height = whole.size
        upper = whole.convert("RGB").crop((0, 0, width, min(height, _TALLEST[width])))
        upper.quantize(64).save(HANDBOOK / path.name, optimize=True)


def report() -> str:
    """Say how many pages were scanned and what was found; keep it in var/accessibility.json."""
    (_ROOT / "var").mkdir(exist_ok=True)
    text = json.dumps(dict(sorted(scanned.items())), indent=1)
    (_ROOT / "var" / "accessibility.json").write_text(text, "utf-8")
    return f"accessibility: {len(scanned)} pages, {sum(scanned.values())} violations"
