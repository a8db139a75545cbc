"""Withdrawal against publication, in the same moment."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connections, transaction

from lanyard.engine.duties.tests.scene import staff
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.organisations.models import Organisation
from lanyard.rooms.consent.actions import ending, publishing
from lanyard.rooms.consent.models import Consent, Picture, Publication, Takedown
from lanyard.rooms.consent.tests.scene import aged, says, under
from lanyard.rooms.consent.tests.test_pictures import asked, stored


def test_withdrawal_against_publication_leaves_no_use_without_consent(own_database: None) -> None:
    with transaction.atomic():
        college = Organisation.objects.create(slug="race", name="Race")
    with acting_as_system(college.pk, "set the scene"), transaction.atomic():
        under("oaklands")
        one, tutor, mel = aged("Lee", 19), staff("Tia"), staff("Mel", "marketing-team")
        picture = stored(one, by=tutor)
        first = says(one, "social").consents.get()
        ending.withdraw([first], by=None, by_name="Lee")
    with Racing(college) as race:
        for n in range(_RUNS):
            with acting_as_system(college.pk, "set the scene"), transaction.atomic():
                given = _given_again(first)
                wanted = asked(picture, tutor)
            outcome = race.run(
                functools.partial(publishing.release, wanted, by=mel, place=f"post {n}"),
                functools.partial(ending.withdraw, [given], by=None, by_name="Lee"),
            )
            with acting_as_system(college.pk, "look"), transaction.atomic():
                wanted.refresh_from_db()
                ordered = Takedown.objects.filter(publication=wanted).exists()
                assert (outcome, wanted.state, ordered) in {
                    ("done", "published", True), ("refused", "asked", False),
                }  # fmt: skip
                Publication.objects.filter(pk=wanted.pk, state="asked").update(state="refused")


def _given_again(first: Consent) -> Consent:
    """Let a consent hold once more, without all that an answer sets in motion."""
    Picture.objects.update(hidden_at=None)
    return Consent.objects.create(
        answer=first.answer, person=first.person, giver=first.giver, by=first.by,
        purpose=first.purpose, channel=first.channel, since=first.since, until=first.until,
    )  # fmt: skip


#: The same race, so often; at least once each way round.
_RUNS = 200


class Racing:
    """Two threads that do two things in the same moment, again and again."""

    def __init__(self, college: Organisation) -> None:
        self._college = college
        self._together = threading.Barrier(2)
        self._pool = ThreadPoolExecutor(2)

    def __enter__(self) -> Racing:
        return self

    def __exit__(self, *_raised: object) -> None:
        for _thread in range(2):
            self._pool.submit(self._close)
        self._pool.shutdown()

    def run(self, first: Callable[[], None], second: Callable[[], Any]) -> str:
        """Do both at once; say whether the first was done or refused."""
        begun = [self._pool.submit(self._try, act) for act in (first, second)]
        done = [one.result() for one in begun]
        return done[0]

    def _try(self, act: Callable[[], Any]) -> str:
        with acting_as_system(self._college.pk, "try"):
            self._together.wait()
            try:
                act()
            except (publishing.NotPublished, publishing.NotNow):
                return "refused"
        return "done"

    def _close(self) -> None:
        # Each of the two closes its own: neither ends before both have come.
        self._together.wait()
        connections.close_all()
