"""The evidence of challenged posts and of the tests of every way to report."""

from __future__ import annotations

import pytest
from django.utils import timezone

from lanyard.foundation.organisations.models import Organisation
from lanyard.foundation.registry.controls import State
from lanyard.people.models import Person
from lanyard.rooms.concerns.actions import reading
from lanyard.rooms.concerns.actions.challenges import log_challenge
from lanyard.rooms.concerns.drills import PATHS
from lanyard.rooms.concerns.models import Challenge, Concern, Drill, Procedure, ReadMark
from lanyard.rooms.concerns.tests.college import person, under
from lanyard.rooms.concerns.tests.test_controls import DAY, NOW, a_report, ask

TODAY = timezone.localdate()


@pytest.fixture
def tutor(college: Organisation) -> Person:
    under("oaklands")
    return person("Tu Tor")


def challenge(tutor: Person, *, values: bool) -> Challenge:
    return log_challenge(
        by=tutor, happened_on=TODAY, platform="X", link="", said="They should go home.",
        challenged="We all belong here.", values=values,
    )  # fmt: skip


def test_a_challenged_post_counts_against_until_safeguarding_has_taken_it_up(
    college: Organisation, tutor: Person
) -> None:
    lead = person("Dee Essell", "dsl", "safeguarding-team")
    challenge(tutor, values=False)
    assert ask("challenge-logged", college) == (State.IN_FORCE, (1, 1))
    ticked = challenge(tutor, values=True)
    assert ask("challenge-logged", college) == (State.IN_FORCE, (1, 1)), "there is time to answer"
    late = a_report(acknowledge_by=NOW() - DAY)
    Challenge.objects.filter(pk=ticked.pk).update(concern=late)
    assert ask("challenge-logged", college) == (State.NOT_IN_FORCE, (1, 2))
    reading.acknowledge(Concern.objects.get(pk=late.pk), by=lead)
    assert ask("challenge-logged", college) == (State.IN_FORCE, (2, 2))


def a_test(path: str, *, days_ago: int, in_time: bool | None = True) -> None:
    at = NOW() - days_ago * DAY
    Drill.objects.create(
        kind=PATHS[path].kind, path=path, due_on=at.date(), sent_at=at, done_at=at, finding="Came.",
        in_time=in_time, minutes_to_answer=5 if in_time is not None else None,
    )  # fmt: skip


def a_page(tutor: Person, *, review_in: int) -> Procedure:
    return Procedure.objects.create(
        version=Procedure.objects.count() + 1,
        text="Tell any adult.",
        review_on=TODAY + review_in * DAY,
        published_by=tutor,
    )


def test_every_way_is_tried_and_the_page_is_kept_and_read(
    college: Organisation, tutor: Person
) -> None:
    slug = "reporting-procedure-tested"
    routes = [path.slug for path in PATHS.values() if path.kind == "mystery"]
    assert ask(slug, college) == (State.NOT_SET_UP, None)
    for route in routes[1:]:
        a_test(route, days_ago=30)
    a_test(routes[0], days_ago=30, in_time=None)
    assert ask(slug, college) == (State.NOT_IN_FORCE, (4, 7)), "one test, page, readers are missing"
    a_test(routes[0], days_ago=20)
    page = a_page(tutor, review_in=90)
    assert ask(slug, college) == (State.NOT_IN_FORCE, (6, 7)), "nobody has read it"
    ReadMark.objects.create(what="procedure", about=page.pk, person_id=tutor.pk)
    assert ask(slug, college) == (State.IN_FORCE, (7, 7))
    newer = a_page(tutor, review_in=-1)
    ReadMark.objects.create(what="procedure", about=newer.pk, person_id=tutor.pk)
    assert ask(slug, college) == (State.NOT_IN_FORCE, (6, 7)), "its review is overdue"


def test_a_test_of_long_ago_counts_no_more_and_a_policy_asks_for_its_own(
    college: Organisation,
) -> None:
    under("company")
    tutor = person("Tu Tor")
    page = a_page(tutor, review_in=90)
    ReadMark.objects.create(what="procedure", about=page.pk, person_id=tutor.pk)
    a_test("learner-conduct", days_ago=100)
    a_test("staff-conduct", days_ago=500)
    a_test("visitor", days_ago=1)
    assert ask("reporting-procedure-tested", college) == (State.NOT_IN_FORCE, (3, 4))
    a_test("staff-conduct", days_ago=10)
    assert ask("reporting-procedure-tested", college) == (State.IN_FORCE, (4, 4))
