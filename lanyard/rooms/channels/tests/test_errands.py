"""What waits for somebody here: until when, for whom, and that it ends by the act itself."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from lanyard.engine.duties.models import Occurrence
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.actions import leave
from lanyard.people.api import Person
from lanyard.rooms.channels import api as channels
from lanyard.rooms.channels import kinds
from lanyard.rooms.channels.errands import ERRANDS, found_ones
from lanyard.rooms.channels.models import AccountAdministrator
from lanyard.rooms.channels.tests.posts import an_approved
from lanyard.rooms.channels.tests.scene import DAY, TODAY, a_poster, an_account, cast
from tests.errands import waits_as_declared


def waits(kind: str) -> dict[object, object]:
    """Return for whom something waits now, with the day by which."""
    rows = Occurrence.objects.filter(definition__kind=kind, done_on=None, withdrawn_on=None)
    return dict(rows.values_list("person_id", "due"))


def people_of(people: dict[str, Person], *names: str) -> set[object]:
    return {people[name].pk for name in names}


def test_a_leavers_access_is_due_on_the_last_day_from_everybody_who_can_take_it_away(
    college: Organisation,
) -> None:
    people = cast()
    account = an_account(people)
    channels.add_administrator(account, people["Ben"], by=people["Ann"])
    last = TODAY + 5 * DAY
    leave(people["Lee"], by=None, on=last)
    kinds.keep_register()  # as each night
    row = AccountAdministrator.objects.get(person=people["Lee"])
    assert waits(kinds.REVOKE) == dict.fromkeys(people_of(people, "Ann", "Ben", "Mo"), last)
    assert waits(kinds.MEND) == {}
    channels.revoke(row, proof="Off the list, seen", by=people["Ben"])
    assert waits(kinds.REVOKE) == {}
    done = Occurrence.objects.get(definition__kind=kinds.REVOKE, done_on=TODAY)
    assert (done.person_id, done.evidence) == (people["Ben"].pk, "Off the list, seen")
    row.refresh_from_db()
    assert (row.until, row.left) == (TODAY, True)
    with pytest.raises(ValidationError):
        channels.revoke(
            account.administrators.get(person=people["Mo"]), proof="x", by=people["Ben"]
        )


def test_an_account_from_which_somebody_left_waits_the_same_day(
    college: Organisation,
) -> None:
    people = cast()
    an_account(people)
    leave(people["Lee"], by=None, on=TODAY - DAY)
    assert waits(kinds.REVOKE) == dict.fromkeys(people_of(people, "Ann", "Mo"), TODAY)
    assert waits(kinds.MEND) == dict.fromkeys(people_of(people, "Ann", "Mo"), TODAY)


def test_what_an_approved_account_waits_for(college: Organisation) -> None:
    people = cast()
    account = an_account(people, live=False)
    assert set(waits(kinds.SET_UP)) == people_of(people, "Ida")
    assert waits(kinds.CONFIRM) == dict.fromkeys(people_of(people, "Lee", "Mo"), TODAY)
    channels.apply_access(
        account, group="G", devices="Office", url="https://example.org/", by=people["Ida"]
    )
    channels.confirm(account, by=people["Lee"])
    assert waits(kinds.SET_UP) == {}
    assert set(waits(kinds.CONFIRM)) == people_of(people, "Mo")


def test_an_account_without_an_owner_waits_for_those_who_can_mend_it(
    college: Organisation,
) -> None:
    people = cast()
    account = an_account(people)
    leave(people["Ann"], by=None, on=TODAY)
    assert waits(kinds.MEND) == dict.fromkeys(people_of(people, "Lee", "Mo"), TODAY)
    channels.hand_over(account, people["Ben"], by=people["Mo"])
    assert waits(kinds.MEND) == {}


def test_a_found_account_waits_until_it_is_gone(college: Organisation) -> None:
    people = cast()
    found = channels.report_found(
        channels.Seen("impostor", "https://example.org/x", "Us"), by=people["Ben"]
    )
    assert waits(kinds.LOOK) == {people["Mo"].pk: TODAY}
    channels.take_step(found, "closing", "Asked them", reference="R-1", by=people["Mo"])
    assert waits(kinds.LOOK) == {}
    assert [one.due for one in found_ones(TODAY + 3 * DAY, None)] == [TODAY + 3 * DAY]
    channels.take_step(found, "closed", "It is gone", by=people["Mo"])
    assert list(found_ones(TODAY + 3 * DAY, None)) == []


def test_every_errand_of_the_room_keeps_to_what_all_do(college: Organisation) -> None:
    people = cast()
    an_account(people)
    an_account(people, live=False, handle="@other.place", name="Other")
    short = an_account(people, handle="@third.one", name="Third")
    channels.authorise(short, people["Ben"], until=TODAY + 30 * DAY, by=people["Mo"])
    a_poster(short, people["Ida"], by=people["Mo"])
    channels.release_post(an_approved(short, people["Ida"]), by=people["Ida"])
    leave(people["Lee"], by=None, on=TODAY - DAY)
    channels.report_found(
        channels.Seen("impostor", "https://example.org/x", "Us"), by=people["Ben"]
    )
    numbers = {one.kind: waits_as_declared(one.kind) for one in ERRANDS}
    assert numbers == {
        kinds.AGREE: 1, kinds.CONFIRM: 1, kinds.SET_UP: 1, kinds.REVOKE: 3, kinds.MEND: 3,
        kinds.LOOK: 1, kinds.POST_NOW: 1,
    }  # fmt: skip
