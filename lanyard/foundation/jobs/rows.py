"""Work through rows so that a bad one stops none of the others."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction

_log = logging.getLogger(__name__)


def each(rows: Iterable[Any], do: Callable[[Any], object]) -> None:
    """Do something for each row in a transaction of its own.

    A failure is logged by its class and the rest go on; the first one is raised
    once all had their turn, so that the job is known to have failed and is tried again.
    """
    failed: list[Exception] = []
    for row in rows:
        try:
            with transaction.atomic():
                do(row)
        except Exception as error:
            _log.warning("A row failed: %s", type(error).__name__)
            failed.append(error)
    if failed:
        raise failed[0]
