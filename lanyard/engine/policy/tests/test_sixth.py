"""A sixth policy is data: the example of the handbook page is a profile that answers everything."""

from __future__ import annotations

import datetime
import itertools
import re
from pathlib import Path

import pytest

from lanyard.engine.decisions.api import decide, questions
from lanyard.engine.decisions.tests.all_cells import CELLS
from lanyard.engine.policy.api import About, Category, Finder, Profile, Reporter, values
from lanyard.engine.policy.overlay import laid_over
from lanyard.engine.policy.shipped import CONTENT, made_of, parse

PAGE = Path(__file__).resolve().parents[4] / "docs" / "adding-a-profile.md"


@pytest.fixture(scope="module")
def sixth() -> Profile:
    example = re.search(r"```toml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert example is not None
    defaults = parse((CONTENT / "defaults.toml").read_text("utf-8"), "defaults.toml")
    return made_of(laid_over(defaults, parse(example[1], "sixth")), "sixth")


def test_the_example_of_the_page_is_a_whole_profile(sixth: Profile) -> None:
    assert sixth.patterns.alert_to == ("dsl",)
    assert sixth.patterns.alert_to_if_dsl == ("principal",)
    assert sixth.routing.fallback == ("dsl", "dso", "principal", "governors")
    assert all(bool(value.clauses) != value.default for value in values(sixth))


def test_it_answers_every_case(sixth: Profile) -> None:
    on = datetime.date(2026, 3, 2)
    for about, category, reporter in itertools.product(About, Category, Reporter):
        facts = {"about": str(about), "category": str(category), "reporter": str(reporter)}
        answer = decide("concern.route", sixth, on, facts)
        assert answer.recipients
        assert not set(answer.recipients) & set(answer.excluded)
    for finder in Finder:
        assert decide("image.found", sixth, on, {"finder": str(finder), "parties": []}).recipients


def test_it_answers_every_question_by_the_defaults(sixth: Profile) -> None:
    for cell in CELLS:
        answer = decide(cell.question, sixth, datetime.date.fromisoformat(cell.on), cell.facts)
        assert answer.silent or answer.because
        assert set(answer.because) <= {"SIX-1", "SIX-2", "SIX-3", "SIX-4"}
    assert {cell.question for cell in CELLS} == set(questions()) - {"concern.route"}
