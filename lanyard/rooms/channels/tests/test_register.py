"""The register: going live, who runs an account, leavers, races, closing."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from lanyard.engine.clauses.api import evidence_of_all
from lanyard.engine.duties.api import needs_of
from lanyard.foundation.database.identity import acting_as, acting_as_system
from lanyard.foundation.organisations.models import HostName, Organisation
from lanyard.people.actions import leave, record_acknowledgement
from lanyard.rooms.channels import api as channels
from lanyard.rooms.channels.actions.accounts import TooFew
from lanyard.rooms.channels.models import AccountAdministrator, OfficialAccount
from lanyard.rooms.channels.queries import lines
from lanyard.rooms.channels.tests.scene import (
    DAY,
    TODAY,
    an_account,
    cast,
    learner,
    staff,
    told,
)

CONTROLS = (
    "account-approved", "account-register", "second-administrator", "risk-assessed-before-use",
    "posting-frozen-in-emergency", "unofficial-accounts-closed",
)  # fmt: skip


def stands(college: Organisation) -> dict[str, str]:
    found = evidence_of_all(college.pk, on=TODAY, only=CONTROLS)
    return {
        slug: f"{one.state} {one.figure.part}/{one.figure.whole}" if one.figure else one.state.value
        for slug, one in found.items()
    }


def test_it_goes_live_only_when_the_whole_answer_is_yes(college: Organisation) -> None:
    people = cast()
    account = an_account(people, live=False)
    channels.apply_access(
        account,
        group="Social media",
        devices="Office",
        url="https://example.org/",
        by=people["Ida"],
    )
    for name in ("Lee", "Mo"):
        account.refresh_from_db()
        assert account.state == "setting-up"
        channels.confirm(account, by=people[name])
    account.refresh_from_db()
    assert (account.state, account.live_on) == ("live", TODAY)
    assert told("channels.live") == {people["Ann"].pk}


def test_under_landau_the_two_posts_must_be_administrators(college: Organisation) -> None:
    people = cast()
    account = an_account(people, admins=("Ann", "Ben"))
    assert account.state == "setting-up"
    for name in ("Lee", "Mo"):
        channels.add_administrator(account, people[name], by=people["Ann"])
        channels.confirm(account, by=people[name])
    account.refresh_from_db()
    assert account.state == "live"


def test_only_an_administrator_confirms(college: Organisation) -> None:
    people = cast()
    account = an_account(people, live=False)
    with pytest.raises(AccountAdministrator.DoesNotExist):
        channels.confirm(account, by=people["Ben"])


def test_who_may_run_an_account(college: Organisation) -> None:
    people = cast()
    account = an_account(people)
    for who in (people["Lee"], staff("Unsigned"), learner("Sam")):
        with pytest.raises(ValidationError):
            channels.add_administrator(account, who, by=people["Ann"])
    channels.add_administrator(account, people["Ben"], by=people["Ann"])
    assert account.administrators.count() == 3


def test_fewer_than_two_never_stay_behind(college: Organisation) -> None:
    people = cast()
    account = an_account(people)
    mine, other = account.administrators.order_by("person__given_name")
    with pytest.raises(TooFew):
        channels.remove_administrator(mine, because="Moves", by=people["Ann"])
    with pytest.raises(DatabaseError), transaction.atomic():
        AccountAdministrator.objects.filter(pk=other.pk).update(until=TODAY)
    channels.add_administrator(account, people["Ben"], by=people["Ann"])
    channels.remove_administrator(mine, because="Moves", by=people["Ann"])
    mine.refresh_from_db()
    assert (mine.until, mine.left, mine.revoked_on) == (TODAY, False, None)
    with pytest.raises(ValidationError):
        channels.revoke(mine, proof=" ", by=people["Ann"])
    channels.revoke(mine, proof="Off the list", by=people["Ann"])
    with pytest.raises(ValidationError):
        channels.revoke(mine, proof="Again", by=people["Ann"])


def test_a_leaver_is_an_exception_until_their_access_is_gone(college: Organisation) -> None:
    people = cast()
    account = an_account(people)
    assert stands(college)["second-administrator"] == "in-force 1/1"
    leave(people["Lee"], by=None, on=TODAY - DAY)
    (line,) = lines(TODAY)
    assert (line.short, line.without_owner) == (True, False)
    assert [one.person for one in line.to_revoke] == [people["Lee"]]
    said = f"Take Lee Example's access to {account} away"
    for name in ("Ann", "Mo"):
        assert said in [str(need.sentence) for need in needs_of(people[name])], name
    assert said not in [str(need.sentence) for need in needs_of(people["Ben"])]
    assert told("channels.revoke") == {people["Ann"].pk, people["Mo"].pk}
    assert stands(college)["second-administrator"].startswith("not-in-force 0/")
    channels.add_administrator(account, people["Ben"], by=people["Ann"])
    channels.revoke(line.to_revoke[0], proof="Off the list, seen", by=people["Mo"])
    (line,) = lines(TODAY)
    assert not line.wrong
    assert stands(college)["second-administrator"] == "in-force 2/2"


def test_an_owner_who_leaves_hands_over_or_it_is_closed(college: Organisation) -> None:
    people = cast()
    account = an_account(people)
    leave(people["Ann"], by=None, on=TODAY - DAY)
    (line,) = lines(TODAY)
    assert line.without_owner
    assert stands(college)["account-register"] == "not-in-force 0/1"
    with pytest.raises(ValidationError):
        channels.hand_over(account, learner("Sam"), by=people["Mo"])
    channels.hand_over(account, people["Ben"], by=people["Mo"])
    (line,) = lines(TODAY)
    assert not line.wrong
    assert people["Ben"] in [one.person for one in line.running]
    with pytest.raises(ValidationError):
        channels.close(account, because=" ", archive="", by=people["Mo"])
    channels.close(account, because="Nobody has time", archive="Shared drive", by=people["Mo"])
    assert lines(TODAY) == []
    assert [one.account for one in lines(TODAY, closed=True)] == [account]
    with pytest.raises(ValidationError):
        channels.add_administrator(account, people["Lee"], by=people["Mo"])


def test_no_control_is_green_without_a_record(college: Organisation) -> None:
    people = cast()
    assert set(stands(college).values()) == {"not-set-up"}
    an_account(people)
    assert stands(college) == {
        "account-approved": "in-force 1/1", "account-register": "in-force 1/1",
        "second-administrator": "in-force 1/1", "risk-assessed-before-use": "in-force 1/1",
        "posting-frozen-in-emergency": "not-set-up", "unofficial-accounts-closed": "not-set-up",
    }  # fmt: skip


@pytest.mark.parametrize("number", [1, 3])
def test_the_register_costs_the_same_for_many(
    college: Organisation, number: int, django_assert_num_queries: Any
) -> None:
    people = cast()
    for one in range(number):
        an_account(people, handle=f"@place{one}{'xyz'[one] * 9}", name=f"Place {one}")
    with django_assert_num_queries(3):
        assert len(lines(TODAY)) == number


def test_two_are_removed_in_the_same_second(own_database: None) -> None:
    with transaction.atomic():
        made = Organisation.objects.create(slug="here", name="Here College")
        HostName.objects.create(host="here.test", organisation=made)
    with acting_as_system(made.pk, "set the scene"), transaction.atomic():
        people = cast()
        account = an_account(people)
        channels.add_administrator(account, people["Ben"], by=people["Ann"])
        rows = list(account.administrators.all()[:2])
    ended: list[str] = []
    gate = threading.Barrier(2)

    def take(row: AccountAdministrator) -> None:
        try:
            gate.wait(20)
            with acting_as(made.pk, people["Ann"].pk), transaction.atomic():
                channels.remove_administrator(row, because="Now", by=people["Ann"])
            ended.append("done")
        except TooFew:
            ended.append("refused")
        finally:
            connection.close()

    both = [threading.Thread(target=take, args=(row,)) for row in rows]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join(30)
    assert sorted(ended) == ["done", "refused"]
    with acting_as_system(made.pk, "look"), transaction.atomic():
        assert AccountAdministrator.objects.filter(until=None).count() == 2
        assert OfficialAccount.objects.get().state == "live"
        record_acknowledgement(people["Ann"], by=None, on=TODAY - DAY, how="Signed")
