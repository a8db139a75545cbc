"""Withdrawal against publication, in the same moment."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable
from typing import Any

from django.db import connections, transaction

from lanyard.engine.duties.tests.scene import staff
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.organisations.models import Organisation
from lanyard.rooms.consent.actions import ending, publishing
from lanyard.rooms.consent.models import Publication, Takedown
from lanyard.rooms.consent.tests.scene import aged, says, under
from lanyard.rooms.consent.tests.test_pictures import asked, stored


def test_withdrawal_against_publication_leaves_no_use_without_consent(own_database: None) -> None:
    with transaction.atomic():
        college = Organisation.objects.create(slug="race", name="Race")
    with acting_as_system(college.pk, "set the scene"), transaction.atomic():
        under("oaklands")
        one, tutor, mel = aged("Lee", 19), staff("Tia"), staff("Mel", "marketing-team")
        picture = stored(one, by=tutor)
    for n in range(_RUNS):
        with acting_as_system(college.pk, "set the scene"), transaction.atomic():
            given = list(says(one, "social").consents.all())
            wanted = asked(picture, tutor)
        outcome = _at_once(
            college, functools.partial(publishing.release, wanted, by=mel, place=f"post {n}"),
            functools.partial(ending.withdraw, given, by=None, by_name="Lee"),
        )  # fmt: skip
        with acting_as_system(college.pk, "look"), transaction.atomic():
            wanted.refresh_from_db()
            ordered = Takedown.objects.filter(publication=wanted).exists()
            assert (outcome, wanted.state, ordered) in {
                ("done", "published", True), ("refused", "asked", False),
            }  # fmt: skip
            Publication.objects.filter(pk=wanted.pk, state="asked").update(state="refused")


#: The same race, so often; at least once each way round.
_RUNS = 25


def _at_once(college: Organisation, first: Callable[[], None], second: Callable[[], Any]) -> str:
    """Do two things in the same moment; say whether the first was done or refused."""
    together, outcomes = threading.Barrier(2), dict.fromkeys((first, second), "done")

    def run(act: Callable[[], Any]) -> None:
        with acting_as_system(college.pk, "try"):
            together.wait()
            try:
                act()
            except (publishing.NotPublished, publishing.NotNow):
                outcomes[act] = "refused"
        connections.close_all()

    both = [threading.Thread(target=run, args=(act,)) for act in (first, second)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    return outcomes[first]
