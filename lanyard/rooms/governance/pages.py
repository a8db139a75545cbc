"""What pages of governance are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from lanyard.engine.clauses.api import STANDS, Standing


def shown_controls(
    slugs: Iterable[str], standings: Mapping[str, Standing]
) -> list[tuple[Standing, Any, str]]:
    """Return controls with the word of how each stands, and the kind of its mark."""
    return [(standings[slug], *STANDS[standings[slug].stand]) for slug in slugs]
