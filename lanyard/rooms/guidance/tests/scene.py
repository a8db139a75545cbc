"""What the tests of guidance stand on."""

from __future__ import annotations

import datetime

EARLY = datetime.date(2020, 1, 1)
