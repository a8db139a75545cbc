"""Long tests are begun first, so that no process is left with one while the other has none."""

from __future__ import annotations

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests marked ``long`` before the others; the rest of the order stays."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
