"""How concerns stand, for the head and governors: rounded, nothing of what they may not know."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from lanyard.foundation.access import api as access
from lanyard.foundation.database.identity import acting_as, acting_as_system
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.models import Person
from lanyard.rooms.concerns.models import Case, Concern
from lanyard.rooms.concerns.queries.headlines import headlines
from lanyard.rooms.concerns.reasons import Part
from lanyard.rooms.concerns.tests.college import learner, person, under
from lanyard.rooms.concerns.tests.scene import a_case, named

#: The last day of the last month that is over.
OVER = timezone.localdate().replace(day=1) - datetime.timedelta(days=1)


@pytest.fixture
def lead(college: Organisation) -> Person:
    under("oaklands")
    person("Hugh Head", "principal")
    person("Hana Hr", "hr-director")
    return person("Lea Lead", "dsl", "safeguarding-team")


def told(college: Organisation, who: Person) -> dict[str, str]:
    with acting_as(college.pk, who.pk):
        lines = [sentence for sentence, _url in headlines(who)]
    return dict(line.split(": ") for line in lines)


def test_a_governor_hears_rounded_numbers_and_of_no_allegation(
    college: Organisation, lead: Person
) -> None:
    governor = person("Gil Governor", "governors", staff=False)
    assert told(college, governor) == {
        f"Reports in {OVER:%B %Y}": "none", "Open cases": "none",
        "Of these with something overdue": "none",
    }  # fmt: skip
    harmed = learner("Lena Learner")
    for _ in range(6):
        a_case(named(harmed), by=lead)
    Case.objects.filter(pk=Case.objects.order_by("pk")[0].pk).update(
        next_due=timezone.now() - datetime.timedelta(days=1)
    )
    assert told(college, governor)[f"Reports in {OVER:%B %Y}"] == "none", "it is not over"
    assert told(college, lead)["Reports in the last 30 days"] == "6"
    for number in range(6):
        Concern.objects.create(
            year=OVER.year, number=100 + number, circle=access.circle_of(["dsl"]), category="other",
            reporter_kind="staff", about="learner", risk_area="conduct", prevent="no",
            received_at=timezone.now().replace(day=1) - datetime.timedelta(days=2),
        )  # fmt: skip
    assert told(college, governor) == {
        f"Reports in {OVER:%B %Y}": "5", "Open cases": "5",
        "Of these with something overdue": "fewer than 5",
    }  # fmt: skip
    assert told(college, lead)["Open cases"] == "6"


def test_the_head_hears_of_allegations_that_they_may_read(
    college: Organisation, lead: Person
) -> None:
    head, governor = person("Ada Head", "principal"), person("Gil Governor", "governors")
    about = person("Tim Tutor", "tutor")
    a_case(
        named(learner("Lena Learner")), named(about, Part.ALLEGED), by=head, kind="allegation",
        answers={"about": "staff"},
    )  # fmt: skip
    assert told(college, head)["Open allegations about staff"] == "1"
    for other in (governor, about, lead):
        assert "Open allegations about staff" not in told(college, other)


def test_another_organisation_is_not_counted(
    college: Organisation, elsewhere: Organisation, lead: Person
) -> None:
    a_case(named(learner("Lena Learner")), by=lead)
    with acting_as_system(elsewhere.pk, "set the scene"):
        stranger = person("Ola Other", "governors")
    assert told(elsewhere, stranger)["Open cases"] == "none"
