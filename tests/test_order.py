"""Two processes begin with what takes long."""

from __future__ import annotations

import pytest

from tests.order import arranged


@pytest.mark.parametrize(
    ("seconds", "first", "second"),
    [
        ([0, 0, 1, 0, 9, 0, 3, 0], [9, 0, 0, 0], [3, 1, 0, 0]),
        ([0, 0, 0], [0], [0, 0]),
        ([2, 1], [2], [1]),
        ([2], [], [2]),
        ([], [], []),
    ],
)
def test_each_half_begins_with_what_is_long(
    seconds: list[int], first: list[int], second: list[int]
) -> None:
    found = arranged(seconds, lambda one: one)
    assert (found[: len(seconds) // 2], found[len(seconds) // 2 :]) == (first, second)


def test_what_is_not_long_stays_in_order() -> None:
    assert arranged(list("abXcd"), lambda one: int(one == "X")) == list("Xabcd")
