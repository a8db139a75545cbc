"""Where groups work online: said by those who teach, seen by those who manage."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lanyard.foundation.database.identity import acting_as, system_duty
from lanyard.foundation.organisations.models import Organisation
from lanyard.foundation.registry.api import controls
from lanyard.people.api import Group, Person
from lanyard.rooms.contact.actions import listing, places
from lanyard.rooms.contact.actions.places import Somewhere, declare_places
from lanyard.rooms.contact.due import due
from lanyard.rooms.contact.models import ClassPlace, ListedChannel
from lanyard.rooms.contact.tests.scene import (
    TODAY,
    a_group,
    browse,
    learner,
    listed_one,
    part_of,
    refused,
    staff,
    text,
    under,
)

URL = "https://teams.example.org/welding"
GROUPS = "/contact/groups/"


@pytest.fixture
def teams(college: Organisation) -> ListedChannel:
    under("landau")
    return listed_one(staff("Hana", "managing-director"), standard=True)


def on(channel: ListedChannel, *, url: str = URL) -> dict[str, Somewhere]:
    return {one: Somewhere(channel, url=url) for one in ClassPlace.Activity.values}


def sentences(person: Person) -> list[str]:
    with acting_as(person.organisation_id, person.pk):
        return [str(one.sentence) for one in due(person)]


def test_a_teacher_says_where_and_a_colleague_cannot(teams: ListedChannel) -> None:
    teacher, colleague = staff("Tia", "tutor"), staff("Otto", "tutor")
    group, other = a_group(teacher), a_group(colleague, "Baking 1")
    assert sentences(teacher) == ["Say where Welding 1 works online"]
    mine, theirs = browse(teacher), browse(colleague)
    page = text(mine, GROUPS)
    assert ("Welding 1" in page, "Baking 1" in page) == (True, False)
    path = f"{GROUPS}{group.pk}/"
    assert theirs.get(path).status_code == 404
    assert mine.get(f"{GROUPS}{other.pk}/").status_code == 404
    sent = {"url": URL, **dict.fromkeys(ClassPlace.Activity.values, str(teams.pk))}
    assert theirs.post(path, sent).status_code == 404
    assert mine.post(path, {**sent, "content": "elsewhere"}).status_code == 422
    assert mine.post(path, sent).status_code == 302
    assert ClassPlace.objects.filter(group=group).count() == 4
    assert sentences(teacher) == []
    assert mine.post(path, sent).status_code == 302
    assert ClassPlace.objects.count() == 4, "nothing changed"
    assert browse(learner("Zoe", email="zoe@here.test")).get(GROUPS).status_code == 404


def test_what_is_elsewhere_takes_a_reason_and_reaches_the_manager(teams: ListedChannel) -> None:
    teacher, manager = staff("Tia", "tutor"), staff("Mia", "course-manager")
    group = a_group(teacher)
    a_group(staff("Otto", "tutor"), "Baking 1")
    outside = {**on(teams), "discussion": Somewhere(elsewhere="A Discord server")}
    with pytest.raises(places.NotPlaced, match="why"):
        declare_places(group, outside, by=teacher)
    outside["discussion"] = Somewhere(elsewhere="A Discord server", because="They know it.")
    declare_places(group, outside, by=teacher)
    page = text(browse(manager), GROUPS)
    assert ("Outside" in page, "A Discord server" in page) == (True, True)
    assert "1 group has no link to the standard platform" in sentences(manager)
    with pytest.raises(PermissionError):
        declare_places(group, on(teams), by=staff("Una", "tutor"))
    declare_places(group, on(teams), by=manager)
    assert ClassPlace.objects.filter(group=group, ended_at=None).count() == 4
    assert ClassPlace.objects.filter(group=group).count() == 5, "what was said before stays"
    assert "A Discord server" not in text(browse(manager), GROUPS)


def test_a_group_without_its_link_is_listed(teams: ListedChannel) -> None:
    teacher = staff("Tia", "tutor")
    linked, bare, team = a_group(teacher), a_group(teacher, "Baking 1"), a_group(teacher, "Staff")
    Group.objects.filter(pk=team.pk).update(kind=Group.Kind.TEAM)
    declare_places(linked, on(teams), by=teacher)
    declare_places(bare, on(teams, url=""), by=teacher)
    assert sentences(teacher) == ["Say where Baking 1 works online"]
    control = controls()["classes-linked"]
    with system_duty("test"):
        found = control.evidence(teacher.organisation_id, TODAY)
    assert part_of(found) == (1, 2)
    head = Person.objects.get(given_name="Hana")
    listing.end(teams, by=head, because="Moved")
    assert sentences(teacher) == [], "no platform is the standard one"
    with system_duty("test"):
        assert control.evidence(teacher.organisation_id, TODAY).figure is None


def test_places_are_written_by_nobody_past_the_verb(teams: ListedChannel) -> None:
    teacher = staff("Tia", "tutor")
    group = a_group(teacher)
    declare_places(group, on(teams), by=teacher)
    with acting_as(group.organisation_id, teacher.pk), refused():
        ClassPlace.objects.create(
            group=group, activity="work", elsewhere="Chat", because="x", declared_by_name="x"
        )
    with system_duty("test"), refused():
        ClassPlace.objects.update(elsewhere="Chat")


def test_the_list_asks_as_often_for_one_as_for_three(teams: ListedChannel) -> None:
    manager = browse(staff("Mia", "course-manager"))
    counts = []
    for names in (["A"], ["B", "C"]):
        for name in names:
            a_group(Person.objects.get(given_name="Hana"), name)
        text(manager, GROUPS)
        with CaptureQueriesContext(connection) as seen:
            text(manager, GROUPS)
        counts.append(len(seen))
    assert counts[0] == counts[1]
