"""No state is reached but along a drawn edge: by any sequence of verbs, or past them."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lanyard.foundation.organisations.models import Organisation
from lanyard.people.models import Person
from lanyard.rooms.concerns import states
from lanyard.rooms.concerns.actions import (
    close,
    decisions,
    joining,
    plans,
    reading,
    referrals,
    sanctions,
    triage,
    work,
)
from lanyard.rooms.concerns.models import (
    Action,
    Case,
    Closure,
    Concern,
    Referral,
    Sanction,
    SupportPlan,
)
from lanyard.rooms.concerns.tests.college import learner, person, under
from lanyard.rooms.concerns.tests.scene import a_case, a_report, a_step, an_assessment, named

MODELS: dict[str, Any] = {
    "concern": Concern, "case": Case, "action": Action, "referral": Referral, "sanction": Sanction,
}  # fmt: skip


@pytest.mark.parametrize("machine", states.MACHINES)
def test_the_database_draws_the_same_edges(college: Organisation, machine: str) -> None:
    choices, edges, _start = states.MACHINES[machine]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_to_array(encode(tgargs, 'escape'), '\\000') FROM pg_trigger "
            "WHERE tgname = 'check_state' AND tgrelid = %s::regclass",
            [f"concerns_{machine}"],
        )
        (drawn,) = cursor.fetchone() or ([],)
    assert set(filter(None, drawn)) == {f"{source}>{target}" for source, target in edges}
    for source, target in itertools.product(choices.values, repeat=2):
        if (source, target) not in edges:
            with pytest.raises(states.NotDrawn):
                states.check(machine, source, target)


@pytest.fixture
def lead(college: Organisation) -> Person:
    under("oaklands")
    return person("Dee Essell", "dsl", "safeguarding-team", "principal")


@pytest.fixture
def second(lead: Person) -> Person:
    return person("Sam Second", "safeguarding-team", "principal")


@pytest.fixture
def case(lead: Person) -> Case:
    grown = learner("Gro Wn", born=datetime.date(2000, 1, 1))
    return a_case(named(grown), by=lead, category="other")


def test_nothing_closes_past_the_verbs(case: Case, lead: Person) -> None:
    close.propose_closure(case, by=lead, proposal=a_proposal())
    closing = {"state": "closed", "closed_at": timezone.now()}
    for wrong in ({"state": "watching"}, {"state": "closed"}, closing):
        with pytest.raises(IntegrityError), transaction.atomic():
            Case.objects.filter(pk=case.pk).update(**wrong)
    with pytest.raises(IntegrityError, match="No edge"), transaction.atomic():
        Concern.objects.update(state="received")
    assert set(Case.objects.values_list("state", "closed_at")) == {("awaiting-agreement", None)}


def a_proposal(**more: Any) -> close.Proposal:
    given = {
        "outcome": "support", "reasons": "x", "for_person_harmed": "x", "for_bystanders": "x",
        "for_organisation": "x", "facts_and_lessons": "x", "proportionality": "x",
        "amend_policy": False, "amend_policy_because": "x", **more,
    }  # fmt: skip
    return close.Proposal(**given)


def test_what_comes_up_before_the_second_person_answers(
    case: Case, lead: Person, second: Person
) -> None:
    closure = close.propose_closure(case, by=lead, proposal=a_proposal())
    decisions.decide(case, by=lead, kind="guardians", answer="told", reasons="x")
    Referral.objects.create(case=case, agency="lado", agency_name="LADO", required=True)
    with pytest.raises(close.Blocked) as blocked:
        close.agree(closure, by=second)
    assert [need.slug for need in blocked.value.needs] == ["referral"]
    case.refresh_from_db()
    assert case.state == "awaiting-agreement"


@pytest.mark.parametrize("stage", ["awaiting-agreement", "watching", "closed"])
def test_a_further_report_wakes_a_case(
    case: Case, lead: Person, second: Person, stage: str
) -> None:
    watch = timezone.localdate() + datetime.timedelta(days=9) if stage == "watching" else None
    closure = close.propose_closure(case, by=lead, proposal=a_proposal(watch_until=watch))
    if stage != "awaiting-agreement":
        close.agree(closure, by=second)
    case.refresh_from_db()
    assert case.state == stage
    concern = a_report(*[named(p.person) for p in case.people.all() if p.person])
    joining.join_case(concern, case, by=second, because="Again.", step=a_step())
    case.refresh_from_db()
    closure.refresh_from_db()
    assert (case.state, case.closed_at, case.watch_until) == ("open", None, None)
    assert (closure.refused_because != "") == (stage == "awaiting-agreement")
    with pytest.raises(ValueError, match="Nothing waits"):
        close.agree(closure, by=second)


def test_the_work_of_a_closed_case_stands_still(case: Case, lead: Person, second: Person) -> None:
    close.agree(close.propose_closure(case, by=lead, proposal=a_proposal()), by=second)
    due = timezone.now() + datetime.timedelta(days=1)
    acts: list[Callable[[], object]] = [
        lambda: triage.change_severity(case, by=lead, severity=4, because="x"),
        lambda: triage.answer_thresholds(case, by=lead, because="x", illegal="yes"),
        lambda: work.give_task(case, by=lead, kind="other", what="x", owner=lead, due=due),
        lambda: referrals.plan_referral(case, by=lead, agency="police"),
        lambda: sanctions.recommend(case, by=lead, person=lead, level="expulsion", reasons="x"),
        lambda: decisions.change_kind(case, by=lead, kind="allegation", because="x"),
    ]
    for act in acts:
        with pytest.raises(ValueError, match="Open it again first"):
            act()
    assert (Action.objects.filter(state="to-do").count(), Referral.objects.count()) == (0, 0)


class Play:
    """Plays verbs in any order on whatever is newest."""

    def __init__(self, one: Person, two: Person, grown: Person) -> None:
        self.people = (one, two)
        self.grown = grown

    def state(self) -> dict[tuple[str, Any], str]:
        return {
            (name, pk): state
            for name, model in MODELS.items()
            for pk, state in model.objects.values_list("pk", "state")
        }

    def newest(self, model: Any) -> Any:
        return model.objects.order_by("-id").first()

    def act(self, verb: str, turn: int) -> None:
        by = self.people[turn]
        getattr(self, verb.replace("-", "_"))(by)

    def report(self, by: Person) -> None:
        a_report(named(self.grown))

    def acknowledge(self, by: Person) -> None:
        reading.acknowledge(self.newest(Concern), by=by)

    def open(self, by: Person) -> None:
        triage.open_case(
            self.newest(Concern), by=by, assessment=an_assessment(category="other"), step=a_step()
        )

    def join(self, by: Person) -> None:
        joining.join_case(
            self.newest(Concern), self.newest(Case), by=by, because="Same.", step=a_step()
        )

    def propose(self, by: Person) -> None:
        close.propose_closure(self.newest(Case), by=by, proposal=a_proposal())

    def propose_watch(self, by: Person) -> None:
        until = timezone.localdate() + datetime.timedelta(days=9)
        close.propose_closure(self.newest(Case), by=by, proposal=a_proposal(watch_until=until))

    def agree(self, by: Person) -> None:
        close.agree(self.newest(Closure), by=by)

    def send_back(self, by: Person) -> None:
        close.send_back(self.newest(Closure), by=by, because="Not yet.")

    def reopen(self, by: Person) -> None:
        close.reopen(self.newest(Case), by=by, because="More is known.")

    def end_watch(self, by: Person) -> None:
        close.end_watch(self.newest(Case), by=by, because="Quiet.")

    def severity(self, by: Person) -> None:
        triage.change_severity(self.newest(Case), by=by, severity=4, because="Worse.")

    def task(self, by: Person) -> None:
        due = timezone.now() + datetime.timedelta(days=1)
        case = self.newest(Case)
        work.give_task(case, by=by, kind="other", what="Look.", owner=by, due=due)

    def finish(self, by: Person) -> None:
        work.finish_task(self.newest(Action), by=by, result="Done.")

    def drop(self, by: Person) -> None:
        work.drop_task(self.newest(Action), by=by, because="No need.")

    def refer(self, by: Person) -> None:
        referrals.plan_referral(self.newest(Case), by=by, agency="police")

    def send(self, by: Person) -> None:
        referrals.send_referral(
            self.newest(Referral), by=by, what_shared="x", basis="y", consent="z", because="b",
            sent_at=timezone.now(),
        )  # fmt: skip

    def leave_out(self, by: Person) -> None:
        referrals.leave_out_referral(self.newest(Referral), by=by, because="Not needed.")

    def hear(self, by: Person) -> None:
        referrals.hear_back(self.newest(Referral), by=by)

    def hear_outcome(self, by: Person) -> None:
        referrals.hear_back(self.newest(Referral), by=by, outcome="No further action.")

    def recommend(self, by: Person) -> None:
        sanctions.recommend(
            self.newest(Case), by=by, person=self.grown, level="permanent-exclusion", reasons="x"
        )

    def sanction(self, by: Person) -> None:
        later = timezone.localdate() + datetime.timedelta(days=9)
        sanctions.decide(
            self.newest(Sanction), by=by, agreed=True, reasons="x", appeal_by=later
        )  # fmt: skip

    def refuse(self, by: Person) -> None:
        sanctions.decide(self.newest(Sanction), by=by, agreed=False, reasons="x")

    def plan(self, by: Person) -> None:
        plans.write_plan(
            self.newest(Case), by=by, person=self.grown, plan="x", interval_days=9, checks=[]
        )

    def unresolved(self, by: Person) -> None:
        plans.review_plan(self.newest(SupportPlan), by=by, resolved=False, text="It goes on.")


VERBS = [name for name in vars(Play) if not name.startswith("_") and name not in {
    "state", "newest", "act",
}]  # fmt: skip


def reached(machine: str, source: str, target: str) -> bool:
    """Say whether drawn edges lead from one state to another, two at most (take it, join it)."""
    _choices, edges, _start = states.MACHINES[machine]
    between = {end for start, end in edges if start == source}
    return target in between or any((middle, target) in edges for middle in between)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(VERBS), st.integers(0, 1)), min_size=4, max_size=18))
def test_no_sequence_of_verbs_leaves_the_drawing(
    lead: Person, second: Person, case: Case, plays: list[tuple[str, int]]
) -> None:
    grown = Person.objects.get(family_name="Wn")
    with transaction.atomic():
        play = Play(lead, second, grown)
        for verb, turn in plays:
            before = play.state()
            try:
                with transaction.atomic():
                    play.act(verb, turn)
            except (ValueError, AttributeError):
                assert play.state() == before
                continue
            for key, state in play.state().items():
                if before.get(key, state) != state:
                    assert reached(key[0], before[key], state), (verb, before[key], state)
        for closed in Case.objects.filter(state__in=["closed", "watching"]):
            last = Closure.objects.filter(case=closed).order_by("-proposed_at").first()
            assert last is not None
            assert last.agreed_by_id not in {None, last.proposed_by_id}
        transaction.set_rollback(True)
