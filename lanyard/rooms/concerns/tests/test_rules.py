"""What stands in the way of closing, policy by policy. Pure: no database."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as some

from lanyard.engine.policy.api import (
    CASE_RULES,
    CASE_RULES_ALWAYS,
    PoliceDuty,
    shipped,
    slugs,
)
from lanyard.rooms.concerns import checklist, particulars, reasons, rules
from lanyard.rooms.concerns.casefile import CaseFile, Sent, Someone, Task

NOW = datetime.datetime(2026, 3, 3, 14, tzinfo=datetime.UTC)
CHILD = Someone(id=uuid4(), person_id=uuid4(), name="M", part="harmed", age=16, learner=True)
ADULT = replace(CHILD, id=uuid4(), name="A", age=18)
TUTOR = Someone(id=uuid4(), person_id=uuid4(), name="T", part="alleged", age=40, staff=True)


def file(**more: Any) -> CaseFile:
    """Return a case of which nothing is asked but what ``more`` brings."""
    given = {
        "kind": "safeguarding", "category": "other", "severity": 2, "prevent": "no",
        "illegal": "no", "disturbing": "no", "first_action_at": NOW, "people": (ADULT,), **more,
    }  # fmt: skip
    return CaseFile(**given)


def missing(profile: str, **more: Any) -> list[str]:
    return sorted(need.slug for need in rules.blockers(file(**more), shipped(profile)))


def sent(agency: str, kind: str = "", **more: Any) -> Sent:
    given = {"state": "sent", "reference": "42/1", "required": True, **more}
    return Sent(id=uuid4(), agency=agency, kind=kind or agency, **given)


@pytest.mark.parametrize("profile", slugs())
def test_a_case_of_which_nothing_is_asked_may_close(profile: str) -> None:
    assert missing(profile) == []


@pytest.mark.parametrize("profile", slugs())
@pytest.mark.parametrize(
    ("facts", "asked"),
    [
        ({"first_action_at": None}, ["first-action"]),
        ({"illegal": "", "disturbing": "yes"}, ["thresholds"]),
        ({"prevent": "unsure"}, ["prevent"]),
        ({"prevent": "yes"}, ["channel", "prevent"]),
        ({"people": (CHILD,)}, ["guardians"]),
        ({"people": (replace(CHILD, age=None),)}, ["guardians"]),
        ({"people": (replace(ADULT, apprentice=True),)}, ["employer"]),
        ({"illegal": "unsure"}, ["police"]),
        ({"illegal": "yes"}, ["police"]),
        ({"category": "bullying"}, ["investigation"]),
        ({"category": "harassment"}, ["investigation"]),
        ({"category": "hacking", "decisions": {"police": "not-reported"}, "illegal": "yes"}, None),
        ({"category": "nudes", "people": (ADULT,)}, ["image-review"]),
        ({"kind": "allegation"}, ["lado"]),
        ({"kind": "learner-conduct"}, ["investigation"]),
        ({"kind": "staff-conduct"}, ["hr-decision", "investigation", "right-of-reply"]),
        ({"kind": "system-abuse"}, ["first-steps"]),
        ({"kind": "reputation"}, ["reputation"]),
        ({"follow_ups": ((uuid4(), "MyConcern"),)}, ["follow-up"]),
        ({"sanctions_waiting": (uuid4(),)}, ["sanction"]),
        ({"actions": (Task(id=uuid4(), kind="legal", state="to-do", required=True, what="x"),)},
         ["action"]),
        ({"actions": (Task(id=uuid4(), kind="legal", state="to-do", required=False, what="x"),)},
         []),
        ({"referrals": (sent("lado", state="to-send"),)}, ["referral"]),
    ],
)  # fmt: skip
def test_what_each_fact_asks_for_under_every_policy(
    profile: str, facts: dict[str, Any], asked: list[str] | None
) -> None:
    found = missing(profile, **facts)
    assert found == asked if asked is not None else "first-steps" in found


@pytest.mark.parametrize(
    ("profile", "duty"),
    [
        ("landau", PoliceDuty.MUST), ("oaklands", PoliceDuty.MUST), ("company", PoliceDuty.MUST),
        ("kingston-maurward", PoliceDuty.DECIDE), ("portland", PoliceDuty.DECIDE),
    ],
)  # fmt: skip
def test_the_police_are_told_or_it_is_decided_as_the_policy_says(
    profile: str, duty: PoliceDuty
) -> None:
    policy = shipped(profile)
    illegal = file(illegal="yes")
    assert rules.police_duty(illegal, policy)[0] is duty
    decided = replace(illegal, decisions={"police": "not-reported"})
    assert rules.police_met(decided, policy, duty) is (duty is PoliceDuty.DECIDE)
    told = replace(illegal, referrals=(sent("police"),))
    without = replace(illegal, referrals=(sent("police", reference=""),))
    assert rules.police_met(told, policy, duty)
    assert not rules.police_met(without, policy, duty)


def test_only_where_the_policy_says_a_safeguarding_body_stands_in_for_the_police() -> None:
    told = file(illegal="yes", referrals=(sent("childrens-social-care"),))
    met = {p: rules.police_met(told, shipped(p), PoliceDuty.MUST) for p in slugs()}
    assert {p for p, yes in met.items() if yes} == {"company"}


def test_nothing_stands_in_for_the_police_in_child_sexual_abuse() -> None:
    told = file(child_sexual_abuse=True, referrals=(sent("childrens-social-care"),))
    met = {rules.police_met(told, shipped(p), PoliceDuty.MUST) for p in slugs()}
    assert met == {False}


def test_a_waiver_counts_only_from_the_one_who_may_and_never_for_abuse() -> None:
    policy = shipped("landau")
    waived = file(illegal="yes", waived_by_right=True, decisions={"police": "waived"})
    assert rules.police_met(waived, policy, PoliceDuty.MUST)
    abuse = replace(waived, child_sexual_abuse=True)
    assert not rules.police_met(abuse, policy, PoliceDuty.MUST)


@pytest.mark.parametrize("profile", slugs())
def test_shared_nudes_of_children_are_decided_and_those_with_an_adult_always_reported(
    profile: str,
) -> None:
    policy = shipped(profile)
    children = file(category="nudes", people=(CHILD,), illegal="yes", refer_at_once=False)
    assert rules.police_duty(children, policy)[0] is PoliceDuty.DECIDE
    abuse = replace(children, child_sexual_abuse=True, refer_at_once=True)
    assert rules.police_duty(abuse, policy)[0] is PoliceDuty.MUST
    due = {c.referral for c in rules.consequences(abuse, policy)}
    assert due == {"police", "childrens-social-care"}


@pytest.mark.parametrize("profile", slugs())
def test_a_yes_in_the_review_takes_the_internal_outcomes_away(profile: str) -> None:
    policy = shipped(profile)
    internal = {o.slug for o in policy.outcomes if o.internal}
    at_once = file(category="nudes", people=(CHILD,), refer_at_once=True)
    assert internal & set(rules.outcome_slugs(at_once, policy)) == set()
    assert "external-agency" in rules.outcome_slugs(at_once, policy)
    calm = replace(at_once, refer_at_once=False)
    assert internal & set(rules.outcome_slugs(calm, policy)) != set()


@pytest.mark.parametrize("profile", slugs())
def test_a_referral_that_must_be_made_cannot_be_left_out(profile: str) -> None:
    left_out = sent("childrens-social-care", state="not-made", reference="")
    calm = file(category="nudes", people=(ADULT,), refer_at_once=False, referrals=(left_out,))
    assert "referral" not in {n.slug for n in rules.blockers(calm, shipped(profile))}
    at_once = replace(calm, refer_at_once=True)
    assert "referral" in {n.slug for n in rules.blockers(at_once, shipped(profile))}


@pytest.mark.parametrize("profile", slugs())
def test_especially_disturbing_behaviour_goes_to_social_care(profile: str) -> None:
    child = file(disturbing="yes", people=(CHILD,))
    grown = file(disturbing="yes", people=(ADULT,))
    policy = shipped(profile)
    assert [c.referral for c in rules.consequences(child, policy)] == ["childrens-social-care"]
    assert [c.referral for c in rules.consequences(grown, policy)] == ["adult-social-care"]


@pytest.mark.parametrize("profile", slugs())
def test_every_breach_code_can_be_chosen_and_its_questions_answered(profile: str) -> None:
    policy = shipped(profile)
    for breach in policy.breaches:
        chosen = file(kind="policy-breach", people=(TUTOR,), breaches=(breach.code,))
        tasks = {c.action for c in rules.consequences(chosen, policy) if c.action}
        expected = {rules._TASKS[e][0] for e in breach.effects if e in rules._TASKS}
        assert tasks == expected
        for slug, key, _clauses in particulars.required(chosen, policy):
            assert particulars.questions_of(slug, key, policy).questions
        if breach.may_be_criminal:
            assert rules.police_duty(chosen, policy)[0] is not None


def test_a_criminal_sub_type_makes_the_police_decision_due() -> None:
    policy = shipped("kingston-maurward")
    chosen = file(breaches=("KMC-CON-12",))
    assert {"police", "prevent"} <= {n.slug for n in rules.blockers(chosen, policy)}


def test_deliberate_access_by_staff_starts_the_hr_process() -> None:
    found = {("access-finding", ""): {"finding": "deliberate", "because": "x"}}
    chosen = file(category="accidental-access", people=(TUTOR,), particulars=found)
    assert [c.action for c in rules.consequences(chosen, shipped("portland"))] == ["discipline"]


def test_no_ground_that_never_counts_is_an_outcome() -> None:
    offered = {o.slug for p in slugs() for o in shipped(p).outcomes}
    assert offered.isdisjoint(rules.NOT_A_REASON)


def test_the_checklist_follows_the_needs() -> None:
    policy = shipped("landau")
    states = {s.slug: s.state for s in checklist.steps(file(illegal="", people=(CHILD,)), policy)}
    assert states == {
        "acknowledge": "done", "assess": "open", "act": "open", "refer": "done", "record": "done",
        "close": "open",
    }  # fmt: skip
    skipped = file(category="sexual-violence", skipped=frozenset({"record"}), people=(ADULT,),
                   decisions={"police": "not-reported"})  # fmt: skip
    assert {s.slug: s.state for s in checklist.steps(skipped, policy)}["record"] == "skipped"


@given(
    profile=some.sampled_from(sorted(slugs())),
    kind=some.sampled_from(reasons.CaseKind.values),
    category=some.sampled_from(reasons.Category.values),
    illegal=some.sampled_from(["yes", "no", "unsure"]),
    prevent=some.sampled_from(["yes", "no", "unsure"]),
    ages=some.lists(some.one_of(some.none(), some.integers(10, 60)), max_size=3),
)
def test_every_need_says_where_it_is_met(
    profile: str, kind: str, category: str, illegal: str, prevent: str, ages: list[int | None]
) -> None:
    people = tuple(replace(CHILD, id=uuid4(), age=age) for age in ages)
    case = file(kind=kind, category=category, illegal=illegal, prevent=prevent, people=people)
    steps = {slug for slug, _label in checklist.STEPS}
    found = rules.needs(case, shipped(profile))
    assert all(need.says and need.page and need.step in steps for need in found)
    assert len({(need.slug, need.argument) for need in found}) == len(found)


@pytest.mark.parametrize("profile", slugs())
@given(
    kind=some.sampled_from(list(reasons.CaseKind)), category=some.sampled_from(reasons.Category),
    answers=some.fixed_dictionaries({
        "prevent": some.sampled_from(["yes", "no"]), "illegal": some.sampled_from(["yes", "no"]),
        "disturbing": some.sampled_from(["yes", "no"]),
    }),
    breach=some.integers(0, 50),
)  # fmt: skip
def test_what_a_policy_asks_stands_in_its_profile_and_not_in_its_name(
    profile: str, kind: str, category: str, answers: dict[str, str], breach: int
) -> None:
    own = shipped(profile)
    same = replace(own, slug="sixth", name="Sixth College")
    codes = tuple(b.code for b in own.breaches[breach : breach + 1])
    case = file(kind=kind, category=category, people=(CHILD, TUTOR), breaches=codes, **answers)
    assert rules.needs(case, same) == rules.needs(case, own)
    assert rules.consequences(case, same) == rules.consequences(case, own)
    bare = replace(own, casework=())
    assert {need.slug for need in rules.needs(case, bare)} >= {
        need.slug for need in rules.needs(case, own) if need.slug != "breach-facts"
    }


def test_what_only_some_policies_ask() -> None:
    asked = {
        slug: {rule for rule in CASE_RULES - CASE_RULES_ALWAYS if shipped(slug).asks(rule)}
        for slug in slugs()
    }
    assert {slug: rules for slug, rules in asked.items() if rules} == {
        "kingston-maurward": {"yearly-pulse", "ideology-asked"},
        "landau": {"breach-facts", "lead-holds-breaches", "register-checked-monthly"},
    }
    assert shipped("company").asked_by("thresholds-answered") == ("COM-INC-06",)
    assert shipped("landau").asked_by("thresholds-answered") == ()
