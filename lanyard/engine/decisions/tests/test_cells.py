"""Every cell of the decision tables, for all profiles, each named by its clause."""

from __future__ import annotations

import pytest

from lanyard.engine.decisions.tests.cells import Cell, check
from lanyard.engine.decisions.tests.cells_accounts import D6, POST
from lanyard.engine.decisions.tests.cells_connect import D1
from lanyard.engine.decisions.tests.cells_message import D2
from lanyard.engine.decisions.tests.cells_police import D9, D10
from lanyard.engine.decisions.tests.cells_publish import D4
from lanyard.engine.decisions.tests.cells_use import D7, D8, D11, D12

TABLES = [D1, D2, D4, D6, POST, D7, D8, D9, D10, D11, D12]
CELLS = [cell for table in TABLES for cell in table.cells]


@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: cell.id)
def test_cell(cell: Cell) -> None:
    check(cell)


def test_no_two_cells_bear_the_same_name() -> None:
    names = [cell.id for cell in CELLS]
    assert sorted(set(names)) == sorted(names)
