"""Tables of the pages across people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lanyard.engine.duties.api import Occurrence
from lanyard.foundation.ui.listing import Row, Table
from lanyard.foundation.ui.times import day
from lanyard.rooms.training.queries.overview import Cell, Lapse, Matrix, TeamLine

NOTHING = "\N{EN DASH}"
_MONTH = 30.4375


def team_table(lines: Sequence[TeamLine], caption: str) -> Table:
    """Return a team by what is due."""
    columns = (_("Name"), _("Overdue"), _("To take"), _("Next"), _("Due"), _("Last taken"))
    rows = [
        Row(
            (str(line.person), line.overdue, line.open, line.next_title or NOTHING,
             day(line.next_due) if line.next_due else NOTHING,
             day(line.last) if line.last else _("Nothing within the year")),
            reverse("training:person", args=[line.person.pk]),
            exception=_("Overdue") if line.overdue else "",
        )
        for line in lines
    ]  # fmt: skip
    return Table(caption, columns, rows, numeric=frozenset({1, 2}))


def group_name(name: str) -> str:
    """Say which group a row is: everybody, those marked as vulnerable, or the group itself."""
    return {"": _("Everybody asked"), "vulnerable": _("Learners marked as vulnerable")}.get(
        name, name
    )


def matrix_table(found: Matrix) -> Table:
    """Return groups by rules: in date of asked, and the median age of the evidence."""
    columns = (_("Group"), *(rule.title for rule in found.rules))
    rows = [
        Row((group_name(name), *(cell_words(cell) for cell in cells)),
            exception=_("Not all in date") if any(c.in_date < c.asked for c in cells) else "")
        for name, cells in found.rows
    ]  # fmt: skip
    return Table(_("In date of asked, and how old the evidence is"), columns, rows)


def cell_words(cell: Cell) -> str:
    """Say how a group stands under a rule: "12 of 14, 5 months"."""
    if not cell.asked:
        return NOTHING
    said = _("%(part)d of %(whole)d") % {"part": cell.in_date, "whole": cell.asked}
    if cell.age is None:
        return _("%(said)s, no evidence yet") % {"said": said}
    return f"{said}, {age_words(cell.age)}"


def age_words(days: int) -> str:
    """Say an age in days, or in months from two on."""
    months = round(days / _MONTH)
    if months < 2:
        return ngettext("%(many)d day", "%(many)d days", days) % {"many": days}
    return ngettext("%(many)d month", "%(many)d months", months) % {"many": months}


def matrix_cells(found: Matrix) -> Iterator[tuple[object, ...]]:
    """Give the matrix as lines: group, course, asked, in date, median age in days."""
    for name, cells in found.rows:
        for rule, cell in zip(found.rules, cells, strict=True):
            if cell.asked:
                age = "" if cell.age is None else cell.age
                yield group_name(name), rule.title, cell.asked, cell.in_date, age


def forecast_table(lapses: Iterable[Lapse]) -> Table:
    """Return what lapses, by rule."""
    rows = [
        Row(
            (one.rule.title, one.coming, _months(one), one.already),
            reverse("training:rule", args=[one.rule.slug]),
            exception=_("Overdue already") if one.already else "",
        )
        for one in lapses
    ]
    columns = (_("What is asked"), _("Lapses"), _("By month"), _("Overdue already"))
    return Table(_("What lapses"), columns, rows, numeric=frozenset({1, 3}))


def _months(one: Lapse) -> str:
    return (
        "; ".join(f"{date_format(m, 'F Y')}: {many}" for m, many in one.months.items()) or NOTHING
    )


def not_ready_table(found: Iterable[Occurrence]) -> Table:
    """Return whose account is not ready, and what they have still to take."""
    rows = [
        Row((str(one.person), one.person.email or NOTHING, one.definition.title, day(one.due)))
        for one in found
    ]
    columns = (_("Name"), _("E-mail"), _("Still to take"), _("Due"))
    return Table(_("Accounts not ready yet"), columns, rows)
