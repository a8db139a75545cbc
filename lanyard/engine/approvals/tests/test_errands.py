"""An approval that waits is a duty of whoever may decide it: closed by deciding, and it climbs."""

from __future__ import annotations

from lanyard.engine.approvals.actions import Chain, ask, decide, withdraw
from lanyard.engine.approvals.errands import KIND
from lanyard.engine.approvals.models import Approval
from lanyard.engine.approvals.tests.test_approvals import SUBJECT, asked, told
from lanyard.engine.duties.actions.chase import chase
from lanyard.engine.duties.api import needs_of, recompute_all
from lanyard.engine.duties.models import Occurrence
from lanyard.engine.duties.tests.scene import DAY, TODAY, browse, staff
from lanyard.engine.profiles.api import adopt
from lanyard.foundation.access import api as access
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.actions import end_post, give_post, open_post
from tests.errands import waits_as_declared


def owing() -> set[str]:
    rows = Occurrence.objects.filter(definition__kind=KIND, done_on=None, withdrawn_on=None)
    return set(rows.values_list("person__given_name", flat=True))


def done() -> list[tuple[str, str]]:
    rows = Occurrence.objects.filter(definition__kind=KIND, done_on=TODAY).order_by("period")
    return list(rows.values_list("person__given_name", "evidence"))


def test_each_stage_is_due_from_its_deciders_and_closed_by_deciding(college: Organisation) -> None:
    ann, lead = staff("Ann"), staff("Lee", "dsl")
    other, boss = staff("Lou", "dsl"), staff("Mo", "marketing-manager")
    approval = asked(ann)
    assert owing() == {"Lee", "Lou"}
    assert waits_as_declared(KIND) == 1
    (need,) = needs_of(lead)
    assert (need.sentence, need.url) == (
        "Approve or reject: @here", f"/approvals/{approval.pk}/"
    )  # fmt: skip
    assert need.due > TODAY + 5 * DAY
    decide(approval.pk, by=other, approve=True, reason="Safe")
    assert (owing(), done()) == ({"Mo"}, [("Lou", "Approved")])
    assert needs_of(lead) == []
    decide(approval.pk, by=boss, approve=False, reason="Off brand")
    assert (owing(), done()) == (set(), [("Lou", "Approved"), ("Mo", "Rejected")])


def test_all_at_once_and_taken_back(college: Organisation) -> None:
    ann, lead = staff("Ann"), staff("Lee", "dsl", "marketing-manager")
    staff("Mo", "marketing-manager")
    approval = asked(ann, in_order=False)
    # Whoever holds two posts of a chain owes it once.
    assert owing() == {"Lee", "Mo"}
    assert len(needs_of(lead)) == 1
    withdraw(approval.pk, by=ann, because="Changed my mind")
    assert owing() == set()
    again = asked(ann, in_order=False)
    assert owing() == {"Lee", "Mo"}
    decide(again.pk, by=lead, approve=True, reason="Safe")
    assert owing() == {"Mo"}


def test_a_post_that_changes_hands_takes_what_waits_along(college: Organisation) -> None:
    ann, old, new = staff("Ann"), staff("Olu"), staff("Nia")
    post = open_post(by=None, title="Safeguarding Lead", role="dsl")
    held = give_post(post, old, by=None, since=TODAY - DAY)
    asked(ann)
    assert owing() == {"Olu"}
    end_post(held, by=None, until=TODAY - DAY, because="Retired")
    give_post(post, new, by=None, since=TODAY)
    assert owing() == {"Nia"}
    # Somebody who is away is acted for from the night on.
    staff("Sam", "dsl")
    access.away(new.pk, since=TODAY, until=TODAY + 9 * DAY)
    recompute_all()
    assert owing() == {"Sam"}


def test_one_named_person_and_never_the_asker(college: Organisation) -> None:
    ann, boss = staff("Ann", "dsl"), staff("Bo")
    chain = Chain((("line-manager", "Line manager"), ("dsl", "Lead")), in_order=False,
                  own={"line-manager": boss.pk})  # fmt: skip
    ask("test.own", chain, by=ann, subject=("account", SUBJECT), title="Mine", url="/x/")
    assert owing() == {"Bo"}


def test_it_climbs_and_tells_nobody_more_than_they_may_know(college: Organisation) -> None:
    adopt("landau", by=None, effective_from=TODAY - DAY, reason="Set up")
    over, head = staff("Over", "line-manager"), staff("Hedda", "ceo")
    ann, lead = staff("Ann"), staff("Lee", "dsl", manager=over)
    asked(ann)
    due = Occurrence.objects.get(definition__kind=KIND).due
    before = (due - TODAY).days - 1
    assert [chase(today=TODAY + n * DAY) for n in range(before)] == [0] * before
    assert chase(today=due - DAY) == 1
    assert told("duties.reminder") == {lead.pk}
    chase(today=due + 8 * DAY)
    assert told("duties.team-overdue") == {over.pk}
    assert told("duties.owner-overdue") == {head.pk}
    Occurrence.objects.update(due=TODAY - DAY)
    page = browse(over).get(f"/duties/team/{lead.pk}/").content.decode()
    assert "Decide what waits for your approval" in page
    assert "@here" not in page
    assert "@here" not in browse(head).get("/duties/all/").content.decode()
    assert Approval.objects.get().state == "open"
