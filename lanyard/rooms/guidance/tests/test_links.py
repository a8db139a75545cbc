"""What guidance leads to outside: looked at over real sockets, never inside, told to its owners."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.utils import timezone

from lanyard.engine.duties.tests.scene import browse, learner, staff
from lanyard.engine.profiles.api import adopt
from lanyard.foundation.audit.models import Entry
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.organisations.models import Organisation
from lanyard.foundation.outward import api as outward
from lanyard.people.api import Person
from lanyard.rooms.guidance import links
from lanyard.rooms.guidance.actions.pages import Wording, mark_read, write_own
from lanyard.rooms.guidance.due import due
from lanyard.rooms.guidance.models import OutsideLink
from lanyard.rooms.guidance.queries import pages_in_force
from lanyard.rooms.guidance.tests.scene import EARLY
from lanyard.rooms.guidance.tests.test_controls import stands

State = links.State
TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)


class Site(ThreadingHTTPServer):
    """A site with pages that are there, gone, moved, guarded, or send one round in circles."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.answers: dict[str, tuple[int, str]] = {
            "/there": (200, ""), "/gone": (404, ""), "/withdrawn": (410, ""),
            "/old": (301, "/there"), "/older": (308, "/old"), "/today": (302, "/there"),
            "/slash": (301, "/slash/"), "/slash/": (200, ""), "/guarded": (403, ""),
            "/broken": (500, ""), "/round": (302, "/round"), "/moved-away": (301, "/gone"),
            "/inside": (302, "http://10.0.0.1/secret"),
        }  # fmt: skip
        super().__init__(("127.0.0.1", 0), _Handler)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}{path}"


class _Handler(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        status, onward = self.server.answers[self.path]
        self.send_response(status)
        if onward:
            self.send_header("Location", onward)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *words: Any) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def lead(college: Organisation) -> Person:
    adopt("oaklands", by=None, effective_from=EARLY, reason="Set up")
    return staff("Lee", "dsl")


def lead_to(lead: Person, *addresses: str, why: str = "Ours") -> None:
    """Let every page that leads outside, and one for staff, lead to these addresses alone."""
    listed = "\n".join(f"- [It]({one})" for one in addresses) or "- Nothing."
    outside = {
        p.slug for pages in links.addresses(pages_in_force().values()).values() for p in pages
    }
    for slug in sorted(outside | {"staff-online"}):
        text = f"## Here\n\n{listed if slug == 'staff-online' else '- Nothing.'}"
        write_own(slug, Wording(slug, why, text), because=why, by=lead)


@pytest.mark.parametrize(
    ("path", "state", "moved"),
    [
        ("/there", State.THERE, ""), ("/gone", State.GONE, ""), ("/withdrawn", State.GONE, ""),
        ("/old", State.MOVED, "/there"), ("/older", State.MOVED, "/there"),
        ("/today", State.THERE, ""), ("/slash", State.THERE, ""), ("/guarded", State.UNCLEAR, ""),
        ("/broken", State.UNCLEAR, ""), ("/round", State.UNCLEAR, ""),
        ("/moved-away", State.GONE, ""), ("/inside", State.UNREACHED, ""),
    ],
)  # fmt: skip
def test_what_an_address_answers(site: Site, path: str, state: str, moved: str) -> None:
    found = links.look(site.url(path))
    assert (found.state, found.moved_to) == (state, site.url(moved) if moved else "")


def test_nothing_inside_is_asked(site: Site, settings: Any) -> None:
    settings.LOOPBACK = False
    assert links.look(site.url("/there")).state == State.UNREACHED
    assert site.asked == []
    with pytest.raises(outward.NotAllowed):
        outward.look("https://127.0.0.1/")


def test_a_round_keeps_the_last_answer_and_forgets_what_is_led_to_no_more(
    lead: Person, site: Site, elsewhere: Organisation
) -> None:
    lead_to(lead, site.url("/there"), site.url("/gone"))
    assert links.look_at_all() == 1
    rows = {one.address.rpartition("/")[2]: one for one in OutsideLink.objects.all()}
    assert {name: one.state for name, one in rows.items()} == {"there": "there", "gone": "gone"}
    links.keep({one.address: links.Found(State.UNREACHED) for one in rows.values()})
    after = {one.address.rpartition("/")[2]: one for one in OutsideLink.objects.all()}
    assert after["gone"].state == State.GONE, "silence takes no answer back"
    assert after["gone"].answered_at == rows["gone"].answered_at
    assert after["gone"].looked_at > rows["gone"].looked_at
    site.answers["/gone"] = (200, "")
    assert links.look_at_all() == 0
    assert OutsideLink.objects.get(address=site.url("/gone")).since > rows["gone"].since
    lead_to(lead, site.url("/there"), why="Fewer")
    links.look_at_all()
    assert [one.address for one in OutsideLink.objects.all()] == [site.url("/there")]
    told = Entry.objects.filter(verb="guidance.links-looked-at").order_by("at")
    assert [one.details["broken"] for one in told] == [1, 0, 0, 0]
    with acting_as_system(elsewhere.pk, "look"):
        assert not OutsideLink.objects.exists()


def test_broken_ones_are_told_to_those_who_write_and_to_nobody_else(
    lead: Person, site: Site
) -> None:
    lead_to(lead, site.url("/there"), site.url("/gone"), site.url("/old"))
    assert list(due(lead)) == []
    page = browse(lead).get("/guidance/links/").content.decode()
    assert page.count("Not looked at yet") == 3
    links.look_at_all()
    (one,) = due(lead)
    assert str(one.sentence) == "2 addresses in the guidance are gone or have moved"
    page = browse(lead).get(one.url).content.decode()
    assert page.index("/gone") < page.index("/there")
    assert "It is now here:" in page
    for stranger in (staff("Tia"), learner("Lou")):
        assert list(due(stranger)) == []
        for method in ("get", "post"):
            assert getattr(browse(stranger), method)("/guidance/links/").status_code == 404


def test_looking_now_is_queued_and_not_without_end(lead: Person) -> None:
    client = browse(lead)
    said = [client.post("/guidance/links/", follow=True).content.decode() for _n in range(5)]
    assert ["being looked at" in one for one in said] == [True] * 4 + [False]
    assert "just now" in said[-1]


def test_guidance_that_leads_nowhere_is_at_risk(
    lead: Person, site: Site, college: Organisation
) -> None:
    lead_to(lead, site.url("/there"))
    mark_read(pages_in_force()["staff-online"], by=lead)

    def read(on: datetime.date = TODAY) -> str:
        return stands(college, on)["staff-guidance-read"]

    assert read() == "at-risk 1/1", "nobody has looked yet"
    links.look_at_all()
    assert read() == "in-force 1/1"
    assert read(TODAY + 18 * DAY) == "at-risk 1/1", "no look for two rounds"
    site.answers["/there"] = (410, "")
    links.look_at_all()
    assert read() == "at-risk 1/1"
