"""Long tests are begun first, so that no process is left with one while the other has none."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest

_One = TypeVar("_One")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests marked ``long`` where a process begins; the rest of the order stays."""
    items[:] = arranged(items, _seconds)


def arranged(items: list[_One], seconds: Callable[[_One], int]) -> list[_One]:
    """Begin with the longest, and with the other long ones where the second process begins.

    The first of two processes is given the first half of the list, the second the rest of it.
    """
    longs = sorted((one for one in items if seconds(one)), key=seconds, reverse=True)
    rest = [one for one in items if not seconds(one)]
    half = max(len(items) // 2 - 1, 0)
    return [*longs[:1], *rest[:half], *longs[1:], *rest[half:]]


def _seconds(item: pytest.Item) -> int:
    marker = item.get_closest_marker("long")
    return 0 if marker is None else int(marker.kwargs.get("seconds", 1))
