"""How an account stands, as a directory reads it by SCIM."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from lanyard.engine.duties import api as duties
from lanyard.engine.duties.tests.scene import staff
from lanyard.foundation.identity.api import make_token
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.actions import sponsor
from lanyard.people.api import Membership, Person
from lanyard.people.imports.scim.tests.test_provisioning import GROUP, WORK, Directory, user
from lanyard.people.jobs import settle
from lanyard.rooms.policies.actions.signing import Asked, require
from lanyard.rooms.policies.models import AccessRestriction
from lanyard.rooms.policies.tests.scene import (
    DAY,
    TODAY,
    a_document,
    asked_of_staff,
    in_force,
    signed,
    under,
)

ACCESS = "urn:lanyard:params:scim:schemas:extension:access:2.0:User"


@pytest.fixture
def directory(college: Organisation) -> Directory:
    it = Person.objects.create(given_name="Ira", family_name="Tech")
    end = timezone.now() + datetime.timedelta(days=9)
    return Directory(make_token("Directory", scopes=["scim"], expires=end, by=it)[1])


def test_a_directory_reads_who_is_provisional_and_cannot_set_it(directory: Directory) -> None:
    under("oaklands")
    writer, head = staff("Wes", "dsl"), staff("Hea", "principal")
    pushed = user("ann", **{ACCESS: {"accessState": "ready"}})
    answer = directory.send("POST", "Users", pushed)
    assert answer.status_code == 201
    assert ACCESS not in answer.json()
    where = f"Users/{answer.json()['id']}"
    seen = answer.headers["ETag"]
    document = a_document()
    requirement = asked_of_staff(document, consequence="access")
    in_force(document, writer=writer, head=head)
    now = directory.send("GET", where, **{"if-none-match": seen})
    assert now.status_code == 200
    assert now.json()[ACCESS] == {
        "accessState": "provisional", "waitsFor": ["Acceptable Use Policy"],
    }  # fmt: skip
    assert now.headers["ETag"] == now.json()["meta"]["version"] != seen
    put = directory.send("PUT", where, pushed, **{"if-match": seen})
    assert put.json()[ACCESS]["accessState"] == "provisional"
    listed = directory.send("GET", f'Users?filter={ACCESS}:accessState eq "provisional"').json()
    assert [one["userName"] for one in listed["Resources"]] == ["ann@here.example"]
    signed(requirement, Person.objects.get(given_name="Ann"))
    assert ACCESS not in directory.send("GET", where).json()


def test_what_a_directory_has_applied_is_confirmed(directory: Directory) -> None:
    under("oaklands")
    head = staff("Hea", "principal")
    where = f"Users/{directory.send('POST', 'Users', user('ann')).json()['id']}"
    ann, ben = Person.objects.get(given_name="Ann"), staff("Ben")
    held = [
        AccessRestriction.objects.create(
            person=one, why="suspended", because="Games", since=TODAY, until=TODAY + DAY,
            decided_by_name=str(head),
        )
        for one in (ann, ben)
    ]  # fmt: skip
    assert directory.send("GET", where).json()[ACCESS]["accessState"] == "restricted"

    def apply(state: str) -> list[bool]:
        said = {"op": "replace", "path": f"{ACCESS}:appliedState", "value": state}
        assert directory.patch(where, said).json()[ACCESS]["appliedState"] == state
        rows = AccessRestriction.objects.in_bulk([one.pk for one in held])
        return [bool(getattr(rows[one.pk], name)) for one in held
                for name in ("applied_at", "reversed_at")]  # fmt: skip

    assert apply("provisional") == [False, False, False, False]
    assert apply("restricted") == [True, False, False, False]
    AccessRestriction.objects.update(ended_on=TODAY)
    assert apply("ready") == [True, True, False, False]
    assert AccessRestriction.objects.get(pk=held[0].pk).applied_by_name == "Directory"


def test_a_volunteer_who_has_not_signed_is_put_in_no_group(
    directory: Directory, college: Organisation
) -> None:
    under("company")
    writer, head = staff("Wes", "dsl"), staff("Hea", "managing-director")
    document = a_document(approver_roles=("managing-director",))
    requirement = require(
        document,
        Asked("Volunteers", duties.Audience(kinds=("volunteer",)), consequence="access"), by=None,
    )  # fmt: skip
    in_force(document, writer=writer, head=head)
    ids = [
        directory.send("POST", "Users", user(name, title="", **{WORK: {}})).json()["id"]
        for name in ("val", "vic")
    ]
    val, vic = (Person.objects.get(given_name=name) for name in ("Val", "Vic"))
    for one in (val, vic):
        sponsor(one, by=head, sponsored_by=head, reason="Reading group", since=TODAY,
                until=TODAY + 90 * DAY, kind="volunteer")  # fmt: skip
    signed(requirement, vic)
    members = [{"value": one} for one in ids]
    body = {"schemas": [GROUP], "displayName": "Readers", "members": members}
    assert directory.send("POST", "Groups", body).status_code == 201

    def inside() -> set[str]:
        rows = Membership.objects.filter(until=None)
        return set(rows.values_list("person__given_name", flat=True))

    assert inside() == {"Vic"}
    settle(college.pk)
    assert inside() == {"Vic"}
    signed(requirement, val)
    settle(college.pk)
    assert inside() == {"Val", "Vic"}
