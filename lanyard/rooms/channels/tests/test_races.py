"""Posts in the same moment: a freeze against posting, and two posters at once."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connections, transaction
from django.utils import timezone

from lanyard.foundation.database.identity import acting_as, acting_as_system
from lanyard.foundation.organisations.models import HostName, Organisation
from lanyard.people.api import Person
from lanyard.rooms.channels import api as channels
from lanyard.rooms.channels.models import OfficialPost, PostingFreeze
from lanyard.rooms.channels.tests.posts import TEXT, an_approved
from lanyard.rooms.channels.tests.scene import a_poster, an_account, cast

_RUNS = 200
_REFUSED = (channels.NotReleased, ValidationError)


@pytest.fixture
def scene(own_database: None) -> tuple[Organisation, dict[str, Person], OfficialPost]:
    with transaction.atomic():
        made = Organisation.objects.create(slug="here", name="Here College")
        HostName.objects.create(host="here.test", organisation=made)
    with acting_as_system(made.pk, "set the scene"), transaction.atomic():
        people = cast()
        account = an_account(people)
        for name in ("Ben", "Ida"):
            a_poster(account, people[name], by=people["Mo"])
        post = an_approved(account, people["Ben"])
    return made, people, post


def queued(like: OfficialPost) -> OfficialPost:
    """Let out another post, as it stands after its release."""
    now = timezone.now()
    return OfficialPost.objects.create(
        account=like.account, author=like.author, text=TEXT, rights_held=True, state="queued",
        approved_by=like.approved_by, released_by=like.author_id, released_by_name="Ben",
        released_at=now, goes_at=now, circle_id=like.circle_id,
    )  # fmt: skip


Act = Callable[[int], Any]


def race(
    college: Organisation, sides: tuple[Act, Act], people: tuple[Person, Person],
    prepare: Act = lambda _number: None,
) -> list[tuple[str, str]]:  # fmt: skip
    """Have two people act at once, again and again; return what became of each time."""
    gate, ended = threading.Barrier(2), [["", ""] for _run in range(_RUNS)]

    def run(side: int) -> None:
        for number in range(_RUNS):
            if side == 0:
                with acting_as_system(college.pk, "set the scene"), transaction.atomic():
                    prepare(number)
            with acting_as(college.pk, people[side].pk):
                gate.wait(30)
                try:
                    sides[side](number)
                    ended[number][side] = "done"
                except _REFUSED:
                    ended[number][side] = "refused"
                gate.wait(30)
        connections.close_all()

    both = [threading.Thread(target=run, args=(side,)) for side in (0, 1)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join(60)
    return [(one, other) for one, other in ended]


def test_a_freeze_against_posting_leaves_one_or_the_other(
    scene: tuple[Organisation, dict[str, Person], OfficialPost],
) -> None:
    college, people, like = scene
    posts: list[OfficialPost] = []

    def prepare(_number: int) -> None:
        PostingFreeze.objects.filter(until=None).update(
            until=timezone.now(), thawed_by=people["Mo"].pk, thawed_because="Over"
        )
        posts.append(queued(like))

    def post(number: int) -> None:
        channels.posted(posts[number], place=f"https://social.example/{number}", by=people["Ben"])

    def freeze(number: int) -> None:
        channels.freeze(because=f"Number {number}", by=people["Mo"])

    ended = race(college, (post, freeze), (people["Ben"], people["Mo"]), prepare)
    with acting_as_system(college.pk, "look"), transaction.atomic():
        states = dict(OfficialPost.objects.values_list("pk", "state"))
        outcomes = Counter((*pair, states[one.pk]) for pair, one in zip(ended, posts, strict=True))
    assert set(outcomes) <= {("done", "done", "published"), ("refused", "done", "held")}
    assert outcomes.total() == _RUNS


def test_two_posters_at_once_let_a_post_out_once(
    scene: tuple[Organisation, dict[str, Person], OfficialPost],
) -> None:
    college, people, like = scene
    with acting_as_system(college.pk, "set the scene"), transaction.atomic():
        posts = [queued(like) for _run in range(_RUNS)]

    def by(name: str) -> Act:
        return lambda number: channels.posted(
            posts[number], place=f"https://social.example/{number}/{name}", by=people[name]
        )

    ended = race(college, (by("Ben"), by("Ida")), (people["Ben"], people["Ida"]))
    assert Counter(tuple(sorted(pair)) for pair in ended) == {("done", "refused"): _RUNS}
    with acting_as_system(college.pk, "look"), transaction.atomic():
        for number, one in enumerate(posts):
            one.refresh_from_db()
            winner = "Ben" if ended[number][0] == "done" else "Ida"
            assert one.place.endswith(winner), number
