"""The cells of all tables."""

from __future__ import annotations

from lanyard.engine.decisions.tests.cells_accounts import D6, POST
from lanyard.engine.decisions.tests.cells_connect import D1
from lanyard.engine.decisions.tests.cells_image import D5
from lanyard.engine.decisions.tests.cells_message import D2
from lanyard.engine.decisions.tests.cells_police import D9, D10
from lanyard.engine.decisions.tests.cells_publish import D4
from lanyard.engine.decisions.tests.cells_use import D7, D8, D11, D12

TABLES = [D1, D2, D4, D5, D6, POST, D7, D8, D9, D10, D11, D12]
CELLS = [cell for table in TABLES for cell in table.cells]
