"""Access that waits for a signature, restrictions, suspensions, and whose people are missing."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from lanyard.engine.duties import api as duties
from lanyard.engine.duties.actions.chase import chase
from lanyard.engine.duties.tests.scene import browse, learner, staff
from lanyard.foundation.identity.api import make_token
from lanyard.foundation.identity.tests.people import browser
from lanyard.foundation.notices.models import Notification
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.actions import join
from lanyard.people.actions.sponsorship import sponsor
from lanyard.people.api import Group, Login, Membership, Person
from lanyard.rooms.policies.actions import access, signing
from lanyard.rooms.policies.models import AccessRestriction, Document, Requirement
from lanyard.rooms.policies.queries.access import accounts, unsigned_of
from lanyard.rooms.policies.tests.scene import DAY, TODAY, a_document, in_force, signed, under


@pytest.fixture
def people(college: Organisation) -> tuple[Person, Person]:
    under("oaklands")
    return staff("Wes", "dsl"), staff("Hea", "principal")


def asked(document: Document, *kinds: str, name: str = "Asked", **more: Any) -> Requirement:
    facts: dict[str, Any] = {"grace_days": 0, "consequence": "access", **more}
    return signing.require(
        document, signing.Asked(name, duties.Audience(kinds=kinds), **facts), by=None
    )


def volunteer(name: str, sponsored_by: Person, kind: str = "volunteer") -> Person:
    person = join(by=None, given_name=name, family_name="Unteer", email=f"{name.lower()}@v.test")
    sponsor(
        person, by=None, sponsored_by=sponsored_by, reason="Helps", since=TODAY,
        until=TODAY + 90 * DAY, kind=kind,
    )  # fmt: skip
    return person


def states(on: datetime.date = TODAY) -> dict[str, str]:
    return {one.person.given_name: one.state for one in accounts(on)}


def later(days: int) -> datetime.date:
    """Let the list be renewed so many days from now."""
    access.list_restrictions(today=TODAY + days * DAY)
    return TODAY + days * DAY


@pytest.mark.parametrize(
    ("kinds", "names"),
    [
        (("staff",), {"Wes", "Hea"}), (("volunteer",), {"Val"}), (("contractor",), {"Con", "Age"}),
        (("sponsored",), {"Val", "Con", "Age", "Vis"}), (("learner",), {"Lou"}),
        (("account",), {"Hea", "Lou"}),
    ],
)  # fmt: skip
def test_each_audience_is_asked_and_nobody_else(
    people: tuple[Person, Person], kinds: tuple[str, ...], names: set[str]
) -> None:
    writer, head = people
    for name, kind in (("Val", "volunteer"), ("Con", "contractor"), ("Age", "agency"),
                       ("Vis", "visitor")):  # fmt: skip
        volunteer(name, head, kind)
    for one, on in ((head, True), (learner("Lou"), True), (writer, False)):
        Login.objects.create(
            system="ad", user_name=one.given_name, person=one, exported_on=TODAY, enabled=on
        )
    document = a_document()
    asked(document, *kinds)
    in_force(document, writer=writer, head=head)
    duties.recompute_all()
    owed = duties.Occurrence.objects.filter(done_on=None, definition__kind="policies.sign")
    assert set(owed.values_list("person__given_name", flat=True)) == names


def test_an_account_is_provisional_until_its_holder_has_signed(
    people: tuple[Person, Person],
) -> None:
    writer, head = people
    val = volunteer("Val", head)
    document = a_document()
    requirement = asked(document, "volunteer")
    assert states() == {}
    in_force(document, writer=writer, head=head)
    assert states() == {"Val": "provisional"}
    it, tutor = browse(staff("Ita", "it-support")), browse(staff("Tia"))
    assert "Val Unteer" in it.get("/policies/accounts/").content.decode()
    assert "val@v.test" not in it.get("/policies/accounts/csv/").content.decode()
    duties.recompute_all()
    signed(requirement, val)
    assert states() == {"Val": "ready"}
    assert "Val Unteer" not in it.get("/policies/accounts/").content.decode()
    assert "val@v.test,ready" in it.get("/policies/accounts/csv/").content.decode()
    in_force(document, writer=writer, head=head, text="More is asked.")
    assert states() == {"Val": "ready"}
    for path in ("/policies/accounts/", "/policies/accounts/csv/"):
        assert tutor.get(path).status_code == 404


def test_it_confirms_a_restriction_and_its_reversal(people: tuple[Person, Person]) -> None:
    writer, head = people
    lou, ita = learner("Lou"), staff("Ita", "it-support")
    document = a_document()
    requirement = asked(document, "learner")
    in_force(document, writer=writer, head=head)
    duties.recompute_all()
    assert access.list_restrictions(today=TODAY) == 0
    later(2)
    assert access.list_restrictions(today=TODAY + 2 * DAY) == 0
    one = AccessRestriction.objects.get()
    assert (one.person, one.why, one.since) == (lou, "unsigned", TODAY + 2 * DAY)
    assert ita.pk in set(
        Notification.objects.filter(occasion__kind="policies.restrictions")
        .values_list("person_id", flat=True)
    )  # fmt: skip
    access.confirm(one, by=ita)
    signed(requirement, lou)
    later(3)
    one.refresh_from_db()
    assert (one.ended_on, one.reversed_at) == (TODAY + 3 * DAY, None)
    client = browse(ita)
    assert "give access back" in client.get("/policies/restricted/").content.decode()
    assert client.post(f"/policies/restricted/{one.pk}/confirm/").status_code == 302
    one.refresh_from_db()
    assert (one.applied_by_name, one.reversed_by_name) == (str(ita), str(ita))
    assert "give access back" not in client.get("/policies/restricted/").content.decode()
    tia = browse(staff("Tia"))
    assert tia.post(f"/policies/restricted/{one.pk}/confirm/").status_code == 404


def test_a_manager_suspends_personal_use_for_some_days(people: tuple[Person, Person]) -> None:
    boss = staff("Bo")
    ann, ita = staff("Ann", manager=boss), staff("Ita", "it-support")
    client, path = browse(boss), f"/policies/team/{ann.pk}/suspend/"
    until = TODAY + 5 * DAY
    form = {
        "since_day": TODAY.day, "since_month": TODAY.month, "since_year": TODAY.year,
        "until_day": until.day, "until_month": until.month, "until_year": until.year,
        "because": "Games in lessons",
    }  # fmt: skip
    for other in (staff("Cy"), staff("Di", "line-manager"), ann, ita):
        assert browse(other).get(path).status_code == 404
        assert browse(other).post(path, form).status_code == 404
        with pytest.raises(access.NotYours):
            access.suspend(ann, by=other, since=TODAY, until=until, because="Games")
    assert not AccessRestriction.objects.exists()
    early = {**form, "until_year": TODAY.year - 1}
    assert client.post(path, early).status_code == 422
    assert client.post(path, form).status_code == 302
    assert client.post(path, form).status_code == 422
    one = AccessRestriction.objects.get()
    assert (one.person, one.why, one.until, one.decided_by_name) == (
        ann, "suspended", until, str(boss),
    )  # fmt: skip
    told = Notification.objects.filter(occasion__kind="policies.suspended")
    assert set(told.values_list("person_id", flat=True)) == {ann.pk}
    assert "change the filter group" in browse(ita).get("/policies/restricted/").content.decode()
    access.confirm(one, by=ita)
    assert states() == {"Ann": "restricted"}
    later(6)
    one.refresh_from_db()
    assert one.ended_on == TODAY + 6 * DAY
    for other in (staff("Tia"), ann):
        assert browse(other).get(path).status_code == 404


def test_manager_sponsor_and_tutor_each_see_their_own_missing(
    people: tuple[Person, Person],
) -> None:
    writer, head = people
    boss = staff("Bo")
    ann, lou, val = staff("Ann", manager=boss), learner("Lou"), volunteer("Val", boss)
    learner("Nia")
    group = Group.objects.create(name="Art 1", kind="tutor-group")
    tia = staff("Tia")
    for person, part in ((tia, "tutor"), (lou, "learner")):
        Membership.objects.create(group=group, person=person, part=part, since=TODAY - 9 * DAY)
    document = a_document()
    requirement = asked(document, "staff", "learner", "sponsored")
    in_force(document, writer=writer, head=head)
    duties.recompute_all()

    def seen(one: Person) -> set[tuple[str, str]]:
        return {(row.person.given_name, row.tie) for row in unsigned_of(one, on=TODAY)}

    assert seen(boss) == {("Ann", "team"), ("Val", "sponsored")}
    assert seen(tia) == {("Lou", "learner")}
    assert seen(head) == set()
    assert "Lou Example" in browse(tia).get("/policies/team/").content.decode()
    signed(requirement, ann), signed(requirement, lou)
    assert seen(boss) == {("Val", "sponsored")}
    assert seen(tia) == set()
    assert val.pk


@pytest.mark.parametrize(
    ("consequence", "managers"), [("nothing", 0), ("manager", 1), ("access", 1)]
)
def test_what_follows_a_missing_signature_is_as_it_is_set(
    people: tuple[Person, Person], consequence: str, managers: int
) -> None:
    writer, head = people
    staff("Ann", manager=staff("Bo"))
    document = a_document()
    asked(document, "staff", consequence=consequence)
    in_force(document, writer=writer, head=head)
    duties.recompute_all()
    chase(today=TODAY + DAY)
    assert Notification.objects.filter(occasion__kind="duties.team-overdue").count() == managers
    assert access.list_restrictions(today=TODAY + DAY) == (4 if consequence == "access" else 0)
    listed = AccessRestriction.objects.values_list("person__given_name", flat=True)
    expected = {"Wes", "Hea", "Ann", "Bo"} if consequence == "access" else set()
    assert set(listed) == expected


def ask(token: str, **asked: str) -> tuple[int, dict[str, str]]:
    answer = browser().get("/api/v1/access", asked, headers={"Authorization": f"Bearer {token}"})
    if answer.status_code != 200:
        return answer.status_code, {}
    return 200, {one["email"]: one["state"] for one in answer.json()["accounts"]}


def test_single_sign_on_reads_the_flag_with_a_token(people: tuple[Person, Person]) -> None:
    writer, head = people
    val = volunteer("Val", head)
    volunteer("Con", head, "contractor")
    document = a_document()
    requirement = asked(document, "sponsored")
    in_force(document, writer=writer, head=head)
    duties.recompute_all()
    signed(requirement, val)
    until = timezone.now() + 30 * DAY
    _row, token = make_token("SSO", scopes=["access"], expires=until, by=head)
    _row, other = make_token("SIS", scopes=["check"], expires=until, by=head)
    assert ask(token) == (200, {"val@v.test": "ready", "con@v.test": "provisional"})
    assert ask(token, state="provisional") == (200, {"con@v.test": "provisional"})
    assert ask(token, email="VAL@v.test") == (200, {"val@v.test": "ready"})
    assert ask(token, email="nobody@v.test") == (200, {})
    assert ask(token, state="gone")[0] == 422
    assert ask(token, name="x")[0] == 422
    assert ask(other)[0] == 401
    assert isinstance(val.pk, UUID)
