"""The pages that are measured, each a whole request by somebody who has signed in."""

from __future__ import annotations

import datetime
import hashlib
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db import connections, transaction
from django.test import Client

from benchmarks import dataset
from lanyard.config import environment
from lanyard.foundation.database.backend.base import DatabaseWrapper
from lanyard.foundation.database.identity import acting_as
from lanyard.foundation.identity.api import account_for, current_code
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.models import Person
from lanyard.rooms.concerns.actions import drafts

_WORDS = ("unkind", "threatening", "false", "private", "hateful")
_signed_in: dict[tuple[str, str], dict[str, str]] = {}


@dataclass(frozen=True)
class Page:
    """A request to measure, and what is made ready before it without being measured."""

    run: Callable[[], object]
    prepare: Callable[[], object] = lambda: None


def connection_to(url: str) -> DatabaseWrapper:
    """Return a connection of its own to a filled database."""
    known = connections["default"].settings_dict
    return DatabaseWrapper({**known, **environment.django_database(url)}, "default")


def use(wrapper: DatabaseWrapper) -> None:
    """Let Django ask over this connection from now on."""
    connections["default"] = wrapper


def pages(size: int, wrapper: DatabaseWrapper) -> dict[str, Page]:
    """Return what is measured in a college of ``size`` reports, by the name of the page."""
    use(wrapper)
    lead, manager, tutor = browser("Lead"), browser("Manager"), browser("Tutor")
    marketing, shelves = browser("Marketing"), itertools.cycle(range(1, size // 24, 7))
    cases, named, words = _cases(size), _named_cases(size), _searches()
    return {
        "case page": Page(lambda: _get(lead, f"/concerns/cases/{next(cases)}/")),
        "case page, by name": Page(lambda: _get(manager, f"/concerns/cases/{next(named)}/")),
        "inbox": Page(lambda: _get(lead, "/concerns/")),
        "search": Page(lambda: _search(lead, next(words))),
        "gallery": Page(lambda: _get(marketing, f"/pictures/?page={next(shelves)}")),
        "submit": Page(lambda: _send(tutor), _write_draft),
    }


def browser(name: str) -> Client:
    """Return a browser in which somebody of the college has signed in, once for all roles."""
    client = Client(headers={"host": dataset.HOST, "user-agent": "Mozilla/5.0"})
    place = connections["default"].settings_dict["NAME"], name
    if place not in _signed_in:
        email = dataset.email(name)
        client.post("/sign-in/", {"email": email, "password": dataset.PASSWORD, "next": ""})
        client.post("/sign-in/factor/", {"code": _code(name)})
        _signed_in[place] = {key: morsel.value for key, morsel in client.cookies.items()}
        assert client.get("/my-reports/").status_code == 200, f"{name} could not sign in"
    client.cookies.load(_signed_in[place])
    return client


def _code(name: str) -> str:
    organisation, person = _of(name)
    with acting_as(organisation, person.pk), transaction.atomic():
        return current_code(account_for(person.pk, email=dataset.email(name)))


def _of(name: str) -> tuple[UUID, Person]:
    organisation = Organisation.objects.get(slug="bench").pk
    with acting_as(organisation, None), transaction.atomic():
        return organisation, Person.objects.get(given_name=name, family_name="Bench")


def _get(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200, (path, response.status_code)


def _search(client: Client, words: str) -> None:
    response = client.post("/search/", {"q": words}, follow=True)
    assert response.status_code == 200
    assert b"lanyard-needs__link" in response.content, words


def _cases(size: int) -> Iterator[UUID]:
    """Give cases that the lead may read, from all over the table."""
    numbers = itertools.count(1, 7919)
    return (_id("case", n) for n in (1 + k % size for k in numbers) if n % 10 != 9 and n % 50)


def _named_cases(size: int) -> Iterator[UUID]:
    """Give the cases that the manager may read by name, as dataset.py grants them."""
    return (_id("case", 9 + n * (size // 40) // 10 * 10) for n in itertools.cycle(range(40)))


def _searches() -> Iterator[str]:
    return (f"{_WORDS[n % 5]} lesson {n % 211}" for n in itertools.count(0, 31))


def _id(kind: str, n: int) -> UUID:
    """Return the key that ``bench_id`` of dataset.py makes."""
    return UUID(f"0190{n:08x}70008000{hashlib.md5(kind.encode()).hexdigest()[:12]}")


def _write_draft() -> None:
    organisation, tutor = _of("Tutor")
    day = datetime.date.today()
    answers = {
        "urgency": {"urgency": ["usual"]},
        "kind": {"category": ["bullying"]},
        "happened": {
            "promise_made": ["no"], "happened": ["Somebody wrote unkind words in the chat."],
            "nothing_left_out": ["no"],
        },
        "who": {"done": True, "people": []},
        "prevent": {"prevent": ["no"]},
        "details": {
            "first_known_day": [str(day.day)], "first_known_month": [str(day.month)],
            "first_known_year": [str(day.year)], "place": ["online"], "device": ["own-phone"],
            "connection": ["mobile-data"], "risk_area": ["conduct"], "channels": ["texts"],
        },
        "done": {"action_taken": ["Spoke to them."]},
    }  # fmt: skip
    with acting_as(organisation, tutor.pk), transaction.atomic():
        drafts.change(drafts.Author(person=tutor), "concern", answers)


def _send(client: Client) -> None:
    response = client.post("/report/concern/check/")
    where = response.headers.get("location", "")
    assert where.startswith("/report/sent/"), (response.status_code, where)
