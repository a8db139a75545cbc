"""Bullying seen in a session, with its group filled in; and the ideology where a policy asks."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone

from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.models import Group, Membership, Person
from lanyard.rooms.concerns.models import Concern
from lanyard.rooms.concerns.tests.college import browser, person, under

SESSION = "/report/session/session/"
TODAY = timezone.localdate()


def a_group(name: str, tutor: Person) -> Group:
    group = Group.objects.create(name=name, kind="course")
    Membership.objects.create(group=group, person=tutor, part="tutor", since=TODAY)
    return group


def day() -> dict[str, int]:
    return {"session_on_day": TODAY.day, "session_on_month": TODAY.month,
            "session_on_year": TODAY.year}  # fmt: skip


def chosen(client: Client, address: str) -> tuple[list[str], list[str]]:
    """Return the groups that the form offers, and the one that is chosen already."""
    page = client.get(address).content.decode()
    options = re.findall(r"<option value=\"([^\"]*)\"( selected)?", page)
    return [value for value, _on in options], [value for value, on in options if on]


def test_bullying_in_a_session_is_a_report_with_its_group(college: Organisation) -> None:
    under("portland")
    lead = person("Le Ad", "dsl")
    tutor, other = person("Tu Tor", "tutor"), person("Ot Her", "tutor")
    maths, art = a_group("Maths 1", tutor), a_group("Art 2", tutor)
    theirs = a_group("Not mine", other)
    client = browser(tutor)
    offered = [str(art.pk), str(maths.pk), ""]
    assert chosen(client, SESSION) == (offered, [str(art.pk)])
    assert chosen(client, f"{SESSION}?group={maths.pk}") == (offered, [str(maths.pk)])
    assert f"?group={maths.pk}" in client.get("/training/teaching/").content.decode()
    assert f"?group={maths.pk}" in client.get("/guidance/classroom/").content.decode()
    assert client.get("/report/").content.decode().count(f'href="{SESSION}"') == 1
    assert client.get(SESSION).content.decode().count("<h1") == 1
    assert f'value="{TODAY.day}"' in client.get(SESSION).content.decode()
    sent = {**day(), "session_said": "second hour", "channels": ["texts"], "happened": "Jeering"}
    wrong = client.post(SESSION, {**sent, "group": str(theirs.pk)})
    assert "Select a valid choice" in wrong.content.decode()
    assert client.post(SESSION, {**sent, "group": str(maths.pk)}).status_code == 302
    client.post("/report/session/who/", {"do": "continue", "nobody": "yes"})
    client.post("/report/session/prevent/", {"prevent": "no"})
    client.post("/report/session/done/", {"action_taken": "Stopped it"})
    check = client.get("/report/session/check/").content.decode()
    assert "Maths 1" in check
    assert client.post("/report/session/check/").status_code == 302
    with acting_as_system(college.pk, "look"):
        concern = Concern.objects.get()
        assert (concern.category, concern.group, concern.session_said, concern.channels) == (
            "bullying", maths, "second hour", ["texts"],
        )  # fmt: skip
        assert concern.happened_at is not None
        assert timezone.localdate(concern.happened_at) == TODAY
    page = browser(lead).get(f"/concerns/reports/{concern.pk}/")
    assert "Maths 1, second hour" in page.content.decode()


@pytest.mark.parametrize(("policy", "asked"), [("kingston-maurward", True), ("oaklands", False)])
def test_the_ideology_is_asked_where_the_policy_names_it(
    policy: str, asked: bool, college: Organisation
) -> None:
    under(policy)
    client = browser(person("Tu Tor", "tutor"))
    address = "/report/concern/ideology/"
    client.post("/report/concern/prevent/", {"prevent": "no"})
    assert client.get(address).status_code == 302
    client.post("/report/concern/prevent/", {"prevent": "unsure"})
    page = client.get(address)
    assert page.status_code == (200 if asked else 302)
    if asked:
        assert [value for value, _label in page.context["form"].fields["ideology"].choices] == [
            "far-right", "animal-rights", "religious", "other", "mixed",
        ]  # fmt: skip
        assert "is never a concern in itself" in page.content.decode()


def test_the_ideology_is_kept_with_the_report(college: Organisation) -> None:
    under("kingston-maurward")
    person("Le Ad", "dsl")
    client = browser(person("Tu Tor", "tutor"))
    for page, sent in (
        ("session", {**day(), "happened": "Jeering"}), ("who", {"do": "continue", "nobody": "yes"}),
        ("prevent", {"prevent": "yes"}), ("ideology", {"ideology": "mixed"}),
        ("done", {"action_taken": "Nothing yet"}),
    ):  # fmt: skip
        client.post(f"/report/session/{page}/", sent)
    choose = client.get("/report/session/choose/")
    if choose.status_code == 200:
        role = choose.context["form"].fields["chosen_role"].choices[0][0]
        client.post("/report/session/choose/", {"chosen_role": role})
    assert client.post("/report/session/check/").status_code == 302
    with acting_as_system(college.pk, "look"):
        concern = Concern.objects.get()
    assert (concern.ideology, concern.group_id) == ("mixed", None)
