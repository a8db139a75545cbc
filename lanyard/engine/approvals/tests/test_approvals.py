"""Chains of approvers: order, different people, nobody's own, reasons, and races."""

from __future__ import annotations

import threading
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from lanyard.engine.approvals.actions import (
    Ask,
    Chain,
    NotAsked,
    NotMet,
    Weighed,
    ask,
    decide,
    withdraw,
)
from lanyard.engine.approvals.models import Approval, Step
from lanyard.engine.approvals.queries import deciders, open_steps, visible_to, waiting_for
from lanyard.engine.duties.tests.scene import TODAY, staff
from lanyard.foundation.access import api as access
from lanyard.foundation.audit.models import Entry
from lanyard.foundation.database.identity import NOBODY, acting, acting_as, acting_as_system
from lanyard.foundation.notices.models import Notification
from lanyard.foundation.organisations.models import HostName, Organisation
from lanyard.people.api import Person

SUBJECT = uuid4()
TWO = (("dsl", "Safeguarding Lead"), ("marketing-manager", "Marketing manager"))


def asked(
    by: Person, *, in_order: bool = True, roles: tuple[tuple[str, str], ...] = TWO
) -> Approval:
    chain = Chain(roles, in_order=in_order, clauses=("LAN-APP-04",))
    return ask("test.account", chain, by=by, subject=("account", SUBJECT), title="@here", url="/x/")


def told(kind: str) -> set[object]:
    rows = Notification.objects.filter(occasion__kind=kind)
    return set(rows.values_list("person_id", flat=True))


def test_each_in_their_turn(college: Organisation) -> None:
    ann, lead = staff("Ann"), staff("Lee", "dsl")
    boss = staff("Mo", "marketing-manager")
    approval = asked(ann)
    assert (waiting_for(lead), waiting_for(boss), waiting_for(ann)) == ([approval], [], [])
    assert told("approvals.asked") == {lead.pk}
    with pytest.raises(NotAsked):
        decide(approval.pk, by=boss, approve=True, reason="Good")
    decide(approval.pk, by=lead, approve=True, reason="Safe")
    assert (waiting_for(lead), waiting_for(boss)) == ([], [approval])
    assert told("approvals.asked") == {lead.pk, boss.pk}
    assert decide(approval.pk, by=boss, approve=True, reason="On brand").state == "approved"
    assert told("approvals.approved") == {ann.pk}
    said = Step.objects.values_list("role_title", "outcome", "reason", "decided_by_name")
    assert list(said) == [
        ("Safeguarding Lead", "approved", "Safe", "Lee Example"),
        ("Marketing manager", "approved", "On brand", "Mo Example"),
    ]
    verbs = Entry.objects.filter(verb__startswith="approvals.").order_by("at")
    assert [entry.verb for entry in verbs] == [
        "approvals.asked", "approvals.approved", "approvals.approved",
    ]  # fmt: skip


def test_what_the_policy_has_an_approver_weigh_is_written_and_met(college: Organisation) -> None:
    ann, lead, _boss = staff("Ann"), staff("Lee", "dsl"), staff("Mo", "marketing-manager")
    asks = {"dsl": (Ask("Safeguarding and Prevent", test=True), Ask("What else?"))}
    approval = ask(
        "test.account", Chain(TWO, asks=asks), by=ann, subject=("account", SUBJECT), title="@here",
        url="/x/",
    )  # fmt: skip
    met, unmet, note = Weighed("Safe", met=True), Weighed("Open to all", met=False), Weighed("None")
    for given in ((), (met,), (met, Weighed(" ")), (Weighed("Safe"), note)):
        with pytest.raises(ValueError, match="answered"):
            decide(approval.pk, by=lead, approve=True, reason="Yes", weighed=given)
    with pytest.raises(NotMet):
        decide(approval.pk, by=lead, approve=True, reason="Yes", weighed=(unmet, note))
    step = approval.steps.get(number=1)
    assert (step.outcome, step.considered) == ("", [])
    decide(approval.pk, by=lead, approve=False, reason="No cover", weighed=(unmet, note))
    step.refresh_from_db()
    assert step.considered == [
        {"label": "Safeguarding and Prevent", "note": "Open to all", "met": False},
        {"label": "What else?", "note": "None"},
    ]
    with pytest.raises(IntegrityError), transaction.atomic(), acting_as_system(college.pk, "test"):
        Step.objects.filter(pk=step.pk).update(outcome="approved")


def test_whoever_holds_two_posts_decides_for_the_one_that_others_do_not_hold(
    college: Organisation,
) -> None:
    ann, mo = staff("Ann"), staff("Mo", "dsl", "marketing-manager")
    lee = staff("Lee", "dsl")
    approval = asked(ann, in_order=False)
    decide(approval.pk, by=mo, approve=True, reason="On brand")
    assert approval.steps.get(decided_by=mo.pk).role == "marketing-manager"
    assert decide(approval.pk, by=lee, approve=True, reason="Safe").state == "approved"


def test_a_rejection_ends_it_and_later_stages_never_see_it(college: Organisation) -> None:
    ann, lead = staff("Ann"), staff("Lee", "dsl")
    boss = staff("Mo", "marketing-manager")
    approval = asked(ann)
    assert decide(approval.pk, by=lead, approve=False, reason="No cover").state == "rejected"
    assert waiting_for(boss) == []
    assert told("approvals.asked") == {lead.pk}
    assert told("approvals.rejected") == {ann.pk}
    with pytest.raises(NotAsked):
        decide(approval.pk, by=boss, approve=True, reason="But I like it")


def test_any_order_takes_two_different_people(college: Organisation) -> None:
    ann, both = staff("Ann"), staff("Bo", "dsl", "marketing-manager")
    other = staff("Mo", "marketing-manager")
    approval = asked(ann, in_order=False)
    assert [step.number for step in open_steps(approval)] == [1, 2]
    decide(approval.pk, by=both, approve=True, reason="As lead")
    with pytest.raises(NotAsked):
        decide(approval.pk, by=both, approve=True, reason="And as the manager")
    assert decide(approval.pk, by=other, approve=True, reason="Yes").state == "approved"


def test_nobody_approves_their_own(college: Organisation) -> None:
    lead = staff("Lee", "dsl")
    deputy = staff("Dee")
    access.hold_role("dsl", deputy.pk, standing=access.Standing.DEPUTY, since=TODAY)
    approval = asked(lead, roles=TWO[:1])
    with pytest.raises(NotAsked):
        decide(approval.pk, by=lead, approve=True, reason="It's mine")
    step = approval.steps.get()
    assert deciders(step) == []
    for who in (lead.pk,):
        with pytest.raises(IntegrityError), transaction.atomic():
            Step.objects.update(decided_by=who, outcome="approved", reason="x")


def test_an_absent_approver_passes_to_the_deputy(college: Organisation) -> None:
    ann, lead, deputy = staff("Ann"), staff("Lee", "dsl"), staff("Dee")
    access.hold_role("dsl", deputy.pk, standing=access.Standing.DEPUTY, since=TODAY)
    access.away(lead.pk, since=TODAY, until=TODAY)
    approval = asked(ann, roles=TWO[:1])
    assert told("approvals.asked") == {deputy.pk}
    assert decide(approval.pk, by=deputy, approve=True, reason="In her place").state == "approved"


def test_reasons_are_asked_for_by_the_database_too(college: Organisation) -> None:
    ann, lead = staff("Ann"), staff("Lee", "dsl")
    approval = asked(ann)
    with pytest.raises(ValueError, match="reason"):
        decide(approval.pk, by=lead, approve=True, reason=" ")
    with pytest.raises(IntegrityError), transaction.atomic():
        Step.objects.filter(number=1).update(outcome="approved", decided_by=lead.pk)
    with pytest.raises(ValueError, match="at least one"):
        asked(ann, roles=())


def test_one_request_for_a_record_at_a_time(college: Organisation) -> None:
    ann = staff("Ann")
    staff("Lee", "dsl")
    first = asked(ann)
    with pytest.raises(IntegrityError), transaction.atomic():
        asked(ann)
    with pytest.raises(NotAsked):
        withdraw(first.pk, by=staff("Ben"), because="Not mine")
    withdraw(first.pk, by=ann, because="Found a mistake")
    assert asked(ann).state == "open"


def test_organisations_and_strangers_are_kept_apart(
    college: Organisation, elsewhere: Organisation
) -> None:
    ann, lead, ben = staff("Ann"), staff("Lee", "dsl"), staff("Ben")
    asked(ann)
    assert [visible_to(who).count() for who in (ann, lead, ben)] == [1, 1, 0]
    with acting(NOBODY):
        assert Approval.objects.count() == 0
    with acting_as_system(elsewhere.pk, "look over the wall"):
        assert (Approval.objects.count(), Step.objects.count()) == (0, 0)


def test_two_decide_in_the_same_second(own_database: None) -> None:
    """Two holders of one post, on two connections: one word is kept, the other is refused."""
    with transaction.atomic():
        made = Organisation.objects.create(slug="here", name="Here College")
        HostName.objects.create(host="here.test", organisation=made)
    with acting_as_system(made.pk, "set the scene"), transaction.atomic():
        ann, one, two = staff("Ann"), staff("One", "dsl"), staff("Two", "dsl")
        approval = asked(ann, roles=TWO[:1])
    ended: list[str] = []
    gate = threading.Barrier(2)

    def say(who: Person, approve: bool) -> None:
        try:
            gate.wait(20)
            with acting_as(made.pk, who.pk), transaction.atomic():
                decide(approval.pk, by=who, approve=approve, reason="Mine")
            ended.append("done")
        except NotAsked:
            ended.append("refused")
        finally:
            connection.close()

    both = [threading.Thread(target=say, args=args) for args in ((one, True), (two, False))]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join(30)
    assert sorted(ended) == ["done", "refused"]
    with acting_as_system(made.pk, "look"), transaction.atomic():
        step = Step.objects.get()
        state = Approval.objects.get().state
        assert (step.decided_by in {one.pk, two.pk}, state) == (True, step.outcome)
