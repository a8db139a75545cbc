"""People, channels and groups for the tests of contact."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from lanyard.engine.duties.tests.scene import browse, learner, staff
from lanyard.engine.profiles.api import adopt
from lanyard.foundation.registry.controls import Evidence
from lanyard.people.api import Group, Membership, Person
from lanyard.rooms.channels.api import ChannelPlatform, Looked, assess
from lanyard.rooms.contact.actions.listing import Listing, approve
from lanyard.rooms.contact.models import ListedChannel
from lanyard.rooms.guidance.api import Technology

__all__ = [
    "TODAY", "a_group", "a_tool", "assessed", "browse", "learner", "listed_one", "part_of",
    "refused", "staff", "text",
    "under",
]  # fmt: skip
TODAY = timezone.localdate()


def under(slug: str) -> None:
    """Put a shipped profile in force."""
    adopt(slug, by=None, effective_from=TODAY.replace(year=2020, day=1), reason="Test")


@contextlib.contextmanager
def refused() -> Iterator[None]:
    """Expect the database to refuse what is done within."""
    with pytest.raises(DatabaseError), transaction.atomic():
        yield


def part_of(found: Evidence) -> tuple[int, int]:
    """Return how many are right, of how many."""
    assert found.figure is not None
    return found.figure.part, found.figure.whole


def text(client: Client, path: str) -> str:
    """Return a page that is there."""
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


def listed_one(by: Person, name: str = "Microsoft Teams", **more: Any) -> ListedChannel:
    """Approve a channel."""
    said: dict[str, Any] = {
        "sends": "teams", "uses": ["write", "teach"], "guidance": "In the team of the group.",
        "owner": "principal", **more,
    }  # fmt: skip
    return approve(Listing(name=name, **said), by=by)


def a_group(teacher: Person, name: str = "Welding 1", *learners: Person) -> Group:
    """Add a class with a teacher and learners."""
    group = Group.objects.create(name=name, kind=Group.Kind.CLASS)
    people = learners or (learner(f"Lee{name.replace(' ', '')}"),)
    for person, part in ((teacher, "teacher"), *((one, "learner") for one in people)):
        Membership.objects.create(group=group, person=person, part=part, since=TODAY)
    return group


def a_tool(by: Person, state: str = Technology.State.APPROVED) -> Technology:
    """Put a technology into the catalogue."""
    return Technology.objects.create(
        by=by, name=f"Whiteboard {state}", state=state, uses=["class"], benefit="Work together.",
        risks="Strangers.", safeguard="Links only.", social=False,
        terms_url="https://example.org/terms", terms_summary="From 13.", terms_review_on=TODAY,
    )  # fmt: skip


def assessed(name: str, by: Person, *, allowed: bool = True) -> None:
    """Look at the risks of a platform."""
    known = ChannelPlatform.objects.filter(name__iexact=name).first()
    platform = known or ChannelPlatform.objects.create(name=name, kind="messages")
    looked = Looked("Strangers.", "Chat off.", allowed=allowed,
                    review_on=TODAY + datetime.timedelta(days=200))  # fmt: skip
    assess(platform, looked, by=by)
