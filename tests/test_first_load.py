"""What a first visit to a public page costs: everything that is sent, compressed as it is sent."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from urllib.parse import urljoin

import pytest
from django.test import Client
from django.urls import reverse

from lanyard.engine.policy.api import slugs
from lanyard.engine.profiles.api import adopt
from lanyard.foundation.identity.tests.people import browser
from lanyard.foundation.organisations.models import Organisation
from lanyard.rooms.guidance.content import pages
from tests.journeys.doors import NOBODY

_MOST = 100_000
_SENT = {"accept-encoding": "gzip, deflate, br"}
_FACE = re.compile(r"@font-face\s*{([^}]*)}")
_IMPORT = re.compile(r"""(?:from|import)\s*["'(]+([./][^"')]+\.js)["')]""")
_RANGE = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", re.IGNORECASE)


class Visit:
    """A visit with nothing in its cache, which counts the bytes that come."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.kept: dict[str, tuple[int, str]] = {}

    def cost(self, address: str) -> dict[str, int]:
        """Return the bytes of a page and of everything that it calls for, by address."""
        answer = self.client.get(address, headers=_SENT, follow=True)
        assert answer.status_code == 200, (address, answer.status_code)
        page = answer.content.decode()
        found = {address: len(answer.content)}
        files = re.findall(r'<(?:script|img)[^>]* src="([^"]+)"', page)
        files += re.findall(
            r'<link[^>]*rel="(?:stylesheet|preload|icon)"[^>]* href="([^"]+)"', page
        )
        files += re.findall(r'<link[^>]*href="([^"]+)"[^>]*rel="(?:stylesheet|preload|icon)"', page)
        for name in files:
            found[name], text = self._file(name)
            files += [urljoin(name, one) for one in _IMPORT.findall(text) if name.endswith(".js")]
            if name.endswith(".css"):
                found |= {font: self._file(font)[0] for font in self._fonts(name, text, page)}
        return found

    def _fonts(self, sheet: str, text: str, page: str) -> Iterator[str]:
        shown = {ord(one) for one in re.sub(r"<[^>]+>", "", page)}
        for face in _FACE.findall(text):
            ranges = [(int(a, 16), int(b or a, 16)) for a, b in _RANGE.findall(face)]
            if not ranges or any(low <= one <= high for one in shown for low, high in ranges):
                for source in re.findall(r"url\(\"?([^)\"]+)\"?\)", face):
                    yield urljoin(sheet, source)

    def _file(self, name: str) -> tuple[int, str]:
        if name not in self.kept:
            answer = self.client.get(name, headers=_SENT)
            assert answer.status_code == 200, name
            sent = answer.getvalue()
            plain = self.client.get(name, headers={"accept-encoding": "identity"})
            text = plain.getvalue()
            self.kept[name] = len(sent), text.decode("utf-8", "ignore")
        return self.kept[name]


@pytest.mark.parametrize("slug", slugs())
def test_every_public_page_loads_in_less_than_100_kb(college: Organisation, slug: str) -> None:
    adopt(slug, by=None, effective_from=datetime.date(2020, 1, 1), reason="Set up")
    visit = Visit(browser())
    addresses = [reverse(name) for name in NOBODY]
    for page in pages(slug).values():
        addresses.append(reverse("guidance:page", args=[page.slug]))
        addresses += [reverse("guidance:poster", args=[page.slug])] if page.poster else []
    costs = {one: visit.cost(one) for one in addresses}
    heavy = {one: cost for one, cost in costs.items() if sum(cost.values()) >= _MOST}
    assert heavy == {}
    files = costs[reverse("guidance:index")]
    assert any(one.endswith(".css") for one in files)
    assert any(one.endswith(".woff2") for one in files)
