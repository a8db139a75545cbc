"""How a set of School Data Sync writes its dates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lanyard.people.imports.problems import Problems, Where
from lanyard.people.imports.tables import parse_date

_ISO = ("%Y-%m-%d", "%Y%m%d")
AMERICAN = (*_ISO, "%m/%d/%Y")
BRITISH = (*_ISO, "%d/%m/%Y")


def forms_of(values: Iterable[str], problems: Problems) -> Sequence[str]:
    """Return how the dates of a whole set are to be read: American, as Microsoft writes them.

    Where only the British reading makes sense, that one, with a warning; where both do and they
    differ, a warning as well.
    """
    given = {value for value in values if value}
    if not all(parse_date(value, AMERICAN) for value in given):
        if all(parse_date(value, BRITISH) for value in given):
            problems.warn(Where("The set"), "Dates were read as day/month/year.")
            return BRITISH
        return AMERICAN
    doubtful = [v for v in given if parse_date(v, AMERICAN) != parse_date(v, BRITISH)]
    if doubtful and all(parse_date(value, BRITISH) for value in given):
        problems.warn(
            Where("The set"),
            f"Dates such as {min(doubtful)} were read as month/day/year."
            " Write 2026-03-02 to be sure.",
        )
    return AMERICAN
