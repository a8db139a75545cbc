"""Of whom a duty is asked, and what must change when people do: pure."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lanyard.engine.duties.audience import KINDS, Audience, AudienceInvalid, Traits, audience_from
from lanyard.engine.duties.planning import Standing, changes
from lanyard.engine.duties.rules import Due

D = datetime.date
TODAY = D(2026, 11, 26)
ONE, TWO = UUID(int=1), UUID(int=2)


def traits(**more: Any) -> Traits:
    return Traits(ONE, **more)


def test_kinds_roles_and_names_let_somebody_in() -> None:
    staff = traits(since={"staff": D(2020, 1, 1)})
    assert Audience(kinds=("staff",)).joined(staff, today=TODAY) == D(2020, 1, 1)
    assert Audience(kinds=("learner",)).joined(staff, today=TODAY) is None
    lead = traits(roles=frozenset({"dsl"}), since={"staff": D(2020, 1, 1)})
    assert Audience(roles=("dsl",)).joined(lead, today=TODAY) == D(2020, 1, 1)
    assert Audience(roles=("dsl",)).joined(staff, today=TODAY) is None
    assert Audience(people=(str(ONE),)).joined(traits(), today=TODAY) == D(1970, 1, 1)
    governor = traits(roles=frozenset({"trustee"}))
    assert Audience(kinds=("governor",)).joined(governor, today=TODAY) == D(1970, 1, 1)


def test_limits_keep_somebody_out() -> None:
    born = traits(born=D(2008, 11, 26), since={"learner": D(2025, 9, 1)})
    assert Audience(kinds=("learner",), age_below=18).joined(born, today=D(2026, 11, 25))
    assert not Audience(kinds=("learner",), age_below=18).joined(born, today=TODAY)
    assert Audience(kinds=("learner",), age_from=18).joined(born, today=TODAY)
    unknown = traits(since={"learner": D(2025, 9, 1)})
    assert not Audience(kinds=("learner",), age_from=18).joined(unknown, today=TODAY)
    late = Audience(kinds=("learner",), joined_since=D(2026, 9, 1))
    assert not late.joined(born, today=TODAY)
    here = Audience(kinds=("learner",), groups=(str(TWO),))
    assert not here.joined(born, today=TODAY)
    assert here.joined(traits(since={"learner": TODAY}, groups=frozenset({TWO})), today=TODAY)
    assert not Audience(kinds=("learner",), except_people=(str(ONE),)).joined(born, today=TODAY)


@pytest.mark.parametrize(
    ("data", "key"), [({}, "kinds"), ({"kinds": ["robots"]}, "robots"), ({"hue": 1}, "hue")]
)
def test_an_audience_of_nobody_is_refused(data: dict[str, object], key: str) -> None:
    with pytest.raises(AudienceInvalid, match=key):
        audience_from(data)


@given(
    st.builds(
        Audience, kinds=st.lists(st.sampled_from(KINDS), min_size=1, unique=True).map(tuple),
        roles=st.lists(st.sampled_from(["dsl", "tutor"]), unique=True).map(tuple),
        joined_since=st.one_of(st.none(), st.dates()),
        age_from=st.one_of(st.none(), st.integers(0, 99)),
    )
)  # fmt: skip
def test_an_audience_survives_being_kept(audience: Audience) -> None:
    assert audience_from(audience.as_data()) == audience


def test_only_what_differs_is_written() -> None:
    open_one, gone = uuid4(), uuid4()
    due = Due("1", TODAY)
    standing = {
        ONE: Standing(open_one, "1", TODAY), TWO: Standing(gone, "1", TODAY),
    }  # fmt: skip
    same = changes({ONE: due, TWO: due}, standing)
    assert len(same) == 0
    left = changes({ONE: Due("1", D(2027, 1, 1))}, standing)
    assert (left.moved, left.withdrawn, left.opened) == ([(open_one, D(2027, 1, 1))], [gone], [])
    back = changes({TWO: due}, {TWO: Standing(withdrawn={"1": gone})})
    assert (back.reopened, back.opened) == ([(gone, TODAY)], [])
    done = changes({ONE: due}, {ONE: Standing(done={"1"}, last_done=TODAY)})
    assert len(done) == 0
    nothing = changes({ONE: None}, {ONE: Standing(open_one, "1", TODAY)})
    assert nothing.withdrawn == [open_one]
    next_year = changes({ONE: Due("2027", TODAY)}, {ONE: Standing(open_one, "2026", TODAY)})
    assert (next_year.withdrawn, next_year.opened) == ([open_one], [(ONE, "2027", TODAY)])
