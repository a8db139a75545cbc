"""Names that could be taken for each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lanyard.rooms.channels.likeness import Likeness, likenesses, mixes_scripts, plain, skeleton


@pytest.mark.parametrize(
    ("name", "known", "why"),
    [
        ("@Landau_News", "landaunews", "same"),
        ("Ländau News", "landau news", "same"),
        ("1andau", "landau", "looks"),
        ("landau.n3ws", "landau.news", "looks"),
        ("l\u0430ndau", "landau", "looks"),
        ("rnarketing", "marketing", "looks"),
        ("oaklandscolege", "oaklandscollege", "near"),
        ("oaklandscollegeuk", "oaklandscollege", "near"),
        ("art", "arc", ""),
        ("gardening", "landau", ""),
        ("", "landau", ""),
        ("landau", "", ""),
    ],
)
def test_what_could_be_taken_for_what(name: str, known: str, why: str) -> None:
    assert likenesses(name, [known]) == ([Likeness(known, why)] if why else [])


def test_the_closest_kind_comes_first() -> None:
    found = likenesses("landaunews", ["landaunew5", "gardening", "Landau News", "landau-newss"])
    assert [one.why for one in found] == ["same", "looks", "near"]


def test_alphabets_that_are_mixed_to_deceive() -> None:
    assert mixes_scripts("l\u0430ndau")
    assert not mixes_scripts("landau")
    assert not mixes_scripts("Оклендс")


@given(st.text(max_size=40))
def test_any_name_is_like_itself_and_none_fails(name: str) -> None:
    found = likenesses(name, [name])
    assert [one.why for one in found] == (["same"] if plain(name) else [])
    assert skeleton(name) == skeleton(name.upper().lower()) or not name.isascii()


@given(st.text(alphabet="abcdefgh", min_size=1, max_size=20), st.text(max_size=20))
def test_likeness_goes_both_ways(one: str, other: str) -> None:
    here, there = likenesses(one, [other]), likenesses(other, [one])
    assert [found.why for found in here][:1] == [found.why for found in there][:1]
