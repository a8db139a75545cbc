"""Reading a profile: every mistake is refused with the file and the key that it is in."""

from __future__ import annotations

import copy
import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lanyard.engine.policy.api import (
    Interval,
    Problem,
    Profile,
    ProfileInvalid,
    changed,
    read,
    shipped,
)
from lanyard.engine.policy.overlay import laid_over
from lanyard.engine.policy.shipped import made_of, shipped_table

MISTAKES = [
    ('colour = "red"', "colour"),
    ('name = 5', "name"),
    ('[routing]\nfallback = "dsl"', "routing.fallback"),
    ('[routing]\nfallback = ["dsl"]', "routing.fallback"),
    ('[[routing.about-staff]]\nto = ["dsl"]\ndefault = true\nwhen = "now"',
     "routing.about-staff[0].when"),
    ('[[routing.about-staff]]\nto = ["dsl"]', "routing.about-staff[0]"),
    ('[[routing.about-staff]]\nto = ["dsl"]\ndefault = true\nclauses = ["COM-INC-07"]',
     "routing.about-staff[0]"),
    ('[[routing.about-staff]]\nto = ["dls"]\ndefault = true', "routing.about-staff[0].to"),
    ('[[routing.about-staff]]\nto = []\ndefault = true', "routing.about-staff[0].to"),
    ('[[routing.about-staff]]\ncategory = ["rudeness"]\nto = ["dsl"]\ndefault = true',
     "routing.about-staff[0].category[0]"),
    ('[[routing.about-staff]]\ncategory = ["nudes"]\nto = ["dsl"]\ndefault = true',
     "routing.about-staff"),
    ('[[routing.about-dsl]]\nto = ["dsl"]\nexcluded = ["dsl"]\ndefault = true',
     "routing.about-dsl[0].to"),
    ('[[routing.by-reporter]]\nto = ["dsl"]\nduties = ["dance"]\ndefault = true',
     "routing.by-reporter[0].duties"),
    ('[[image.finders]]\nfinder = ["dsl"]\nanswer = "yes"\nto = ["dsl"]\nduties = []\n'
     'default = true', "image.finders"),
    ('[[timers]]\nseverity = 6\nage = "adult"\nacknowledge-minutes = 0\nfirst-action-minutes = 5\n'
     'default = true', "timers[10]"),
    ('[[intervals]]\nslug = "x"\nsays = "x"\ndefault = true', "intervals.x"),
    ('[[intervals]]\nslug = "x"\nsays = "x"\ndays = 0\ndefault = true', "intervals.x.days"),
    ('[[hours]]\nslug = "x"\ntitle = "x"\ndays = [0]\nopens = 09:00:00\ncloses = 08:00:00\n'
     'default = true', "hours.x"),
    ('[[learner-recipients]]\nrole = "dsl"\nthrough = "magic"\ndefault = true',
     "learner-recipients[0].through"),
    ('[patterns]\nthreshold = 1', "patterns.threshold"),
    ('[[misdemeanours]]\nlevel = 1\ntitle = "x"\nexamples = []\ndecided-by = []\n'
     'sanctions = ["flogging"]\ndefault = true', "misdemeanours[0].sanctions"),
    ('[[breaches]]\ncode = "X"\nsays = "x"\npopulation = ["staff"]\neffects = ["flog"]\n'
     'default = true', "breaches.X.effects[0]"),
    ('slug = "oaklands"', "slug"),
    ('[[positions]]\nslug = "x"\nsays = "x"\nstance = "required"\ndefault = true',
     "positions.x.stance"),
]  # fmt: skip


@pytest.mark.parametrize(("toml", "key"), MISTAKES, ids=[key for _, key in MISTAKES])
def test_a_mistake_is_refused_by_file_and_key(toml: str, key: str) -> None:
    with pytest.raises(ProfileInvalid) as refused:
        changed("company", toml, "changes.toml")
    assert key in [problem.key for problem in refused.value.problems]
    assert {problem.file for problem in refused.value.problems} == {"changes.toml"}
    assert str(refused.value).startswith("changes.toml: ")


def test_text_that_is_not_toml_is_refused_with_its_place() -> None:
    with pytest.raises(ProfileInvalid, match=r"x\.toml: is not TOML: .*line 2"):
        read('slug = "a"\nname = [}', "x.toml")


def test_every_missing_part_is_named_at_once() -> None:
    with pytest.raises(ProfileInvalid) as refused:
        read('slug = "sixth"', "sixth/profile.toml")
    keys = {problem.key for problem in refused.value.problems}
    assert {"name", "posts", "routing", "image", "police", "timers"} <= keys


def test_the_table_of_a_profile_makes_the_profile() -> None:
    assert made_of(shipped_table("landau"), "x") == shipped("landau")


@settings(deadline=None)
@given(data=st.data())
def test_a_profile_with_anything_broken_is_refused_or_still_whole(data: st.DataObject) -> None:
    """Put junk anywhere: the reader names a key, or the value was one that may be so."""
    table = copy.deepcopy(dict(shipped_table("company")))
    where, at = _somewhere(table, data)
    where[at] = data.draw(
        st.one_of(
            st.none(), st.booleans(), st.integers(-5, 5), st.text(max_size=5), st.just([]),
            st.just({}), st.lists(st.text(max_size=3), max_size=2), st.just({"x": 1}),
        )
    )  # fmt: skip
    problems, profile = _tried(table)
    assert bool(problems) != isinstance(profile, Profile)
    assert {problem.file for problem in problems} <= {"junk.toml"}


@settings(deadline=None)
@given(data=st.data())
def test_any_change_is_refused_by_key_or_makes_a_profile(data: st.DataObject) -> None:
    """Lay junk over a shipped profile, in the shape that changes have."""
    base = dict(shipped_table("company"))
    section = data.draw(st.sampled_from(list(base)))
    junk = st.recursive(
        st.none() | st.booleans() | st.integers(-3, 3)
        | st.sampled_from(["@head", "dsl", "unset", "COM-INC-07", ""]),
        lambda inner: st.lists(inner, max_size=2) | st.dictionaries(
            st.sampled_from(["slug", "code", "unset", "remove", "default", "clauses", "to",
                             "about-staff", "days", "severity", "age", "@head"]),
            inner, max_size=3,
        ),
        max_leaves=8,
    )  # fmt: skip
    problems, profile = _tried(laid_over(base, {section: data.draw(junk)}))
    assert bool(problems) != isinstance(profile, Profile)


def _tried(table: dict[str, Any]) -> tuple[list[Problem], Profile | None]:
    try:
        return [], made_of(table, "junk.toml")
    except ProfileInvalid as refused:
        return refused.problems, None


def _somewhere(table: Any, data: st.DataObject) -> tuple[Any, Any]:
    where: Any = table
    while True:
        keys = list(where) if isinstance(where, dict) else list(range(len(where)))
        at = data.draw(st.sampled_from(keys))
        below = where[at]
        if not isinstance(below, (dict, list)) or not below or data.draw(st.booleans()):
            return where, at
        where = below


def test_changes_lie_over_what_is_there() -> None:
    base = {"a": {"x": 1, "y": 2}, "list": [{"slug": "p", "n": 1}, {"slug": "q"}], "plain": [1]}
    changes = {"a": {"y": 3}, "list": [{"slug": "q", "n": 2}, {"slug": "p", "remove": True}],
               "plain": [2, 3]}  # fmt: skip
    assert laid_over(base, changes) == {
        "a": {"x": 1, "y": 3}, "list": [{"slug": "q", "n": 2}], "plain": [2, 3],
    }  # fmt: skip
    assert laid_over({"default": True, "n": 1}, {"clauses": ["A"], "unset": ["n"]}) == {
        "clauses": ["A"]
    }
    assert laid_over({"clauses": ["A"]}, {"default": True}) == {"default": True}


def test_when_an_interval_is_next_due() -> None:
    def due(**kw: Any) -> datetime.date | None:
        return Interval(slug="x", says="x", default=True, **kw).after(datetime.date(2024, 2, 29))

    assert due(days=7) == datetime.date(2024, 3, 7)
    assert due(months=12) == datetime.date(2025, 3, 1)
    assert due(months=10) == datetime.date(2024, 12, 29)
    assert due(suggested_days=1) == datetime.date(2024, 3, 1)
    assert due() is None
    december = Interval(slug="x", says="x", default=True, months=2)
    assert december.after(datetime.date(2023, 12, 31)) == datetime.date(2024, 3, 1)
