"""A profile kept whole comes back the same, whatever a later release adds or takes away."""

from __future__ import annotations

import copy
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lanyard.engine.policy.api import (
    digest_of,
    from_json,
    from_whole,
    made_of,
    shipped,
    shipped_table,
    slugs,
    to_json,
    unit_of,
    units,
    whole,
    with_units,
)
from lanyard.engine.policy.releases import Unit

PAIRS = [(a, b) for a in slugs() for b in slugs() if a != b]


@pytest.mark.parametrize("slug", slugs())
def test_what_is_kept_comes_back(slug: str) -> None:
    profile = shipped(slug)
    written = json.dumps(to_json(whole(profile)))
    assert from_whole(from_json(json.loads(written)), {}, "kept") == profile
    table = json.loads(json.dumps(to_json(shipped_table(slug))))
    assert from_json(table) == shipped_table(slug)
    assert made_of(from_json(table), "kept") == profile


def test_the_digest_does_not_depend_on_the_order_of_keys() -> None:
    assert digest_of({"a": [1], "b": 2}) == digest_of({"b": 2, "a": [1]})
    assert digest_of({"a": [1, 2]}) != digest_of({"a": [2, 1]})


def test_a_later_release_reads_what_an_earlier_kept() -> None:
    now = whole(shipped("company"))
    then = copy.deepcopy(now)
    del then["timers"]  # a required part that the earlier release did not know
    del then["patterns"]["threshold"]
    del then["agencies"][0]["name"]
    then["gone-since"] = {"a": 1}
    then["patterns"]["gone-since"] = True
    then["severities"][0]["title"] = "As it was kept"
    read = from_whole(then, now, "kept")
    assert read.timers == shipped("company").timers
    assert read.patterns == shipped("company").patterns
    assert read.agencies == shipped("company").agencies
    assert read.severities[0].title == "As it was kept"


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_taking_everything_gives_the_other_profile(old: str, new: str) -> None:
    before, after = shipped_table(old), shipped_table(new)
    taken = with_units(before, after, units(before, after))
    assert units(taken, after) == []
    assert made_of(taken, "taken") == shipped(new)
    assert with_units(before, after, []) == before


@given(st.data())
def test_what_is_not_taken_stays(data: st.DataObject) -> None:
    old, new = data.draw(st.sampled_from(PAIRS))
    before, after = shipped_table(old), shipped_table(new)
    every = units(before, after)
    # A part added whole holds everything below it, so only entries side by side are compared.
    taken = set(data.draw(st.lists(st.sampled_from(every), unique=True)))
    mixed = with_units(before, after, taken)
    left = set(units(mixed, after))
    assert left == set(every) - taken
    assert set(units(before, mixed)) <= taken | {unit[:-1] for unit in taken}


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": 1}, {"a": 2}, [()]),
        ({"t": {"a": 1}}, {"t": {"a": 2}}, [("t",)]),
        ({"t": {"a": 1}}, {}, [("t",)]),
        ({}, {"t": [{"slug": "x"}]}, [("t",)]),
        ({"t": [{"slug": "x", "n": 1}]}, {"t": [{"slug": "x", "n": 2}]}, [("t", "x")]),
        ({"t": [{"slug": "x"}]}, {"t": [{"slug": "y"}]}, [("t", "y"), ("t", "x")]),
        ({"t": [{"slug": "x"}, {"slug": "y"}]}, {"t": [{"slug": "y"}, {"slug": "x"}]}, [("t",)]),
        ({"t": [{"to": ["a"]}]}, {"t": [{"to": ["b"]}]}, [("t",)]),
        ({"t": [{"code": "1.2"}]}, {"t": [{"code": "1.2", "n": 1}]}, [("t", "1.2")]),
    ],
)
def test_a_unit_is_what_one_decision_is_about(
    before: dict[str, object], after: dict[str, object], found: list[Unit]
) -> None:
    assert units(before, after) == found


def test_a_value_belongs_to_the_nearest_unit() -> None:
    among: list[Unit] = [(), ("police",), ("police", "categories"), ("breaches", "OAK-10.4-01")]
    assert unit_of("police.categories[2]", among) == ("police", "categories")
    assert unit_of("police", among) == ("police",)
    assert unit_of("breaches.OAK-10.4-01", among) == ("breaches", "OAK-10.4-01")
    assert unit_of("patterns", among) == ()
    assert unit_of("patterns", among[1:]) is None
