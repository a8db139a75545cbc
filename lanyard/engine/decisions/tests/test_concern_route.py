"""``concern.route``: every cell of table D3, for all profiles, and what holds of every case."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lanyard.engine.decisions.api import Answer, decide, route_row
from lanyard.engine.decisions.tests.tables import D3, Case, duties_of
from lanyard.engine.policy.api import About, Category, Origin, Reporter, changed, shipped, slugs

ON = datetime.date(2026, 3, 2)
FACTS = st.fixed_dictionaries(
    {},
    optional={
        "reporter": st.sampled_from([str(r) for r in Reporter]),
        "about": st.sampled_from([str(a) for a in About]),
        "category": st.sampled_from([str(c) for c in Category]),
        "serious": st.booleans(),
        "source": st.sampled_from([str(o) for o in Origin]),
    },
)


def route(profile: str, facts: dict[str, Any]) -> Answer:
    return decide("concern.route", shipped(profile), ON, facts)


@pytest.mark.parametrize("case", D3, ids=lambda case: case.name)
def test_table_d3(case: Case) -> None:
    answer = route(case.profile, case.facts)
    assert answer.recipients == case.to
    assert answer.excluded == case.excluded
    assert set(case.why) <= set(answer.because)
    assert set(answer.duties) == duties_of(case)


@pytest.mark.parametrize("case", D3, ids=lambda case: case.name)
def test_a_default_is_labelled(case: Case) -> None:
    named = route_row(shipped(case.profile), case.facts)[1]
    answer = route(case.profile, case.facts)
    assert answer.silent is named.default
    assert answer.silent or answer.because


@settings(deadline=None)
@given(profile=st.sampled_from(slugs()), facts=FACTS)
def test_somebody_always_receives_it_and_never_its_subject(
    profile: str, facts: dict[str, Any]
) -> None:
    answer = route(profile, facts)
    assert answer.answer == "yes"
    assert answer.recipients
    assert not set(answer.recipients) & set(answer.excluded)
    assert answer == route(profile, facts)
    assert "never-promise-confidentiality" in answer.duties
    assert answer.say.endswith(".")
    assert answer.say.count(".") == 1


@settings(deadline=None)
@given(profile=st.sampled_from(slugs()), facts=FACTS)
def test_a_concern_about_the_lead_stays_outside_safeguarding(
    profile: str, facts: dict[str, Any]
) -> None:
    answer = route(profile, {**facts, "about": "dsl"})
    assert answer.excluded == ("dsl",)
    assert not {"dsl", "dso", "safeguarding-team", "student-welfare"} & set(answer.recipients)


@settings(deadline=None)
@given(profile=st.sampled_from(slugs()), facts=FACTS)
def test_a_concern_about_the_head_stays_away_from_the_head(
    profile: str, facts: dict[str, Any]
) -> None:
    answer = route(profile, {**facts, "about": "head"})
    head = shipped(profile).posts.head
    if profile != "portland":  # there the head is "Management": the subject is kept out by name
        assert head in answer.excluded
        assert head not in answer.recipients


def test_reporters_choose_where_the_policy_offers_a_choice() -> None:
    kmc = shipped("kingston-maurward")
    learner = route_row(kmc, {"reporter": "learner", "about": "learner", "category": "other"})
    colleague = route_row(kmc, {"reporter": "staff", "about": "staff", "category": "other"})
    assert learner[1].choose
    assert colleague[1].choose
    assert route_row(kmc, {"reporter": "staff", "category": "nudes"})[1].choose is False


def test_what_is_not_known_is_named_and_the_concern_still_goes() -> None:
    answer = route("oaklands", {})
    assert answer.missing == ("reporter", "about", "category")
    assert answer.recipients == ("safeguarding-team",)


def test_a_row_that_is_left_with_nobody_falls_through() -> None:
    rows = [
        'category = ["nudes"]\nto = ["dsl", "management"]',
        'category = ["bullying"]\nto = ["dsl"]',
        'to = ["governors"]\nexcluded = ["dsl"]',
    ]
    table = "".join(f"[[routing.about-dsl]]\n{row}\ndefault = true\n" for row in rows)
    profile = changed("portland", table, "x")

    def to(category: str) -> tuple[str, ...]:
        facts = {"about": "dsl", "category": category, "reporter": "staff"}
        return decide("concern.route", profile, ON, facts).recipients

    assert (to("nudes"), to("bullying"), to("other")) == (
        ("management",), ("governors",), ("governors",),
    )  # fmt: skip
