"""Online safety taught to groups: one tap, by whoever teaches them, and where nothing was."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from lanyard.engine.duties import api as duties
from lanyard.engine.duties.tests.scene import browse, learner, staff
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.api import Person
from lanyard.people.models import Group, Membership
from lanyard.rooms.guidance.api import Technology, bring, give_lesson
from lanyard.rooms.training import teaching
from lanyard.rooms.training.models import TaughtOnce
from lanyard.rooms.training.tests.scene import DAY, TODAY, under
from lanyard.rooms.training.tests.test_controls import stands
from lanyard.rooms.training.tests.test_pages import text


@pytest.fixture
def tutor(college: Organisation) -> Person:
    """A tutor with a group of one learner, beside a group of somebody else."""
    under("oaklands")
    found = staff("Tia", "tutor")
    for name, who in (("T1", found), ("T2", staff("Stan", "tutor"))):
        group = Group.objects.create(name=name, kind="tutor-group")
        for person, part in ((who, "tutor"), (learner(f"Lou {name}"), "learner")):
            Membership.objects.create(group=group, person=person, part=part, since=TODAY - 9 * DAY)
    return found


def test_a_tap_is_logged_once_a_day_for_ones_own_group(tutor: Person) -> None:
    mine, other = Group.objects.get(name="T1"), Group.objects.get(name="T2")
    client = browse(tutor)
    page = text(client, "/training/teaching/")
    assert "T1" in page
    assert ">T2<" not in page.replace(" ", "")
    for _twice in range(2):
        assert client.post(f"/training/teaching/{mine.pk}/moment/").status_code == 302
    assert TaughtOnce.objects.count() == 1
    for path in (f"{other.pk}/moment/", f"{mine.pk}/other/"):
        assert client.post(f"/training/teaching/{path}").status_code == 404
    with pytest.raises(teaching.NotTheirs):
        teaching.log(other, "moment", by=tutor)
    with pytest.raises(DatabaseError), transaction.atomic():
        TaughtOnce.objects.update(on=TODAY - DAY)
    assert client.get("/training/taught/").status_code == 404


def test_groups_with_nothing_this_term_come_first(college: Organisation, tutor: Person) -> None:
    assert "teaching-moments-logged" not in stands(college)
    group = Group.objects.get(name="T1")
    teaching.log(group, "moment", by=tutor)
    found = [(line.group.name, line.this_term) for line in teaching.taught(on=TODAY)]
    assert found == [("T2", 0), ("T1", 1)]
    page = text(browse(staff("Hal", "hr-director")), "/training/taught/")
    assert page.index("T2") < page.index("T1")
    assert "Nothing this term" in page
    assert stands(college)["teaching-moments-logged"] == "not-in-force 1/2"
    duties.set_term("Spring", by=None, since=TODAY + DAY, until=TODAY + 90 * DAY)
    assert stands(college, TODAY + 2 * DAY)["teaching-moments-logged"] == "not-in-force 0/2"


def test_lessons_that_come_with_tools_count_beside_what_was_taught(
    college: Organisation, tutor: Person
) -> None:
    """POR-ES-03: a tool that came into a class without its lesson weighs on the figure."""
    group = Group.objects.get(name="T1")
    teaching.log(group, "moment", by=tutor)
    assert stands(college)["teaching-moments-logged"] == "not-in-force 1/2"
    one = Technology.objects.create(
        name="Padlet", uses=["classroom"], benefit="x", risks="x", safeguard="x", social=False,
        terms_url="https://x.example", terms_summary="x", terms_review_on=TODAY + DAY,
        lesson="staying-safe", by=tutor, state="approved",
    )  # fmt: skip
    tool = bring(one, group, use="classroom", by=tutor)
    assert stands(college)["teaching-moments-logged"] == "not-in-force 1/3"
    give_lesson(tool, by=tutor)
    assert stands(college)["teaching-moments-logged"] == "not-in-force 2/3"
