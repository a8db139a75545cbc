"""What the pages of duties show: bands by urgency, and tables."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from lanyard.engine.duties.models import Occurrence
from lanyard.engine.duties.queries import Figures, TeamLine
from lanyard.foundation.registry.manifest import DueItem
from lanyard.foundation.ui.listing import Row, Table
from lanyard.foundation.ui.times import day, is_over

NOTHING = "\N{EN DASH}"
_SOON = datetime.timedelta(days=30)
#: So much of a band is shown at once.
_AT_ONCE = 12


@dataclass(frozen=True)
class Band:
    """What presses alike, under a heading: what waits in other parts, and duties."""

    slug: str
    title: str
    duties: list[Occurrence]
    beside: list[DueItem]

    @property
    def parts(self) -> list[tuple[list[DueItem], list[Occurrence]]]:
        """What is shown at once, and what opens below where there is more."""
        left = max(_AT_ONCE - len(self.beside), 0)
        first = (self.beside[:_AT_ONCE], self.duties[:left])
        rest = (self.beside[_AT_ONCE:], self.duties[left:])
        return [first, rest] if any(rest) else [first]

    @property
    def further(self) -> int:
        """How much opens below."""
        return max(len(self.beside) + len(self.duties) - _AT_ONCE, 0)


def bands(
    owed: Iterable[Occurrence], *, today: datetime.date, beside: Iterable[DueItem] = ()
) -> list[Band]:
    """Sort what is owed, and what else waits, by urgency; empty bands are left out."""
    duties: dict[str, list[Occurrence]] = {}
    for one in owed:
        duties.setdefault(_band_of(one, today), []).append(one)
    others: dict[str, list[DueItem]] = {}
    for item in beside:
        others.setdefault(_band_of_item(item, today), []).append(item)
    titles = (
        ("overdue", _("Overdue")), ("soon", _("In the next 30 days")),
        ("none", _("Without a date")), ("later", _("Later")), ("waived", _("Set aside for now")),
    )  # fmt: skip
    return [
        Band(slug, word, duties.get(slug, []), others.get(slug, []))
        for slug, word in titles
        if slug in duties or slug in others
    ]


def _band_of_item(item: DueItem, today: datetime.date) -> str:
    if item.due is None:
        return "none"
    if is_over(item.due):
        return "overdue"
    due = timezone.localdate(item.due) if isinstance(item.due, datetime.datetime) else item.due
    return "soon" if due <= today + _SOON else "later"


def _band_of(one: Occurrence, today: datetime.date) -> str:
    state = one.state_on(today)
    if state in {"overdue", "waived"}:
        return state
    return "soon" if one.due <= today + _SOON else "later"


def team_table(lines: Iterable[TeamLine]) -> Table:
    """Return a team with its figures."""
    columns = (_("Name"), _("Overdue"), _("Due"), _("Set aside"), _("Next due"))
    rows = [
        Row(
            (str(line.person), line.overdue, line.open, line.waived,
             day(line.next_due) if line.next_due else NOTHING),
            reverse("duties:of-person", args=[line.person.pk]),
            exception=_("Overdue") if line.overdue else "",
        )
        for line in lines
    ]  # fmt: skip
    return Table(_("Your team"), columns, rows)


def _figures(one: Figures) -> tuple[int, ...]:
    return (one.asked, one.done, one.open, one.overdue, one.waived)


def _grouped(number: int) -> str:
    return number_format(number, force_grouping=True)


def definition_table(found: Iterable[Figures]) -> Table:
    """Return the duties in force with their figures."""
    columns = (_("Duty"), _("Asked of"), _("Done"), _("Due"), _("Overdue"), _("Set aside"))
    rows = [
        Row(
            (one.definition.title, *map(_grouped, _figures(one))),
            reverse("duties:one-duty", args=[one.definition.pk]),
            exception=_("Overdue") if one.overdue else "",
        )
        for one in found
    ]
    return Table(_("All duties"), columns, rows, numeric=frozenset({1, 2, 3, 4, 5}))


def owing_table(page: Iterable[Any], *, today: datetime.date) -> Table:
    """Return who has one duty still to do."""
    words = {"overdue": _("Overdue"), "open": _("Due"), "waived": _("Set aside")}
    rows = [
        Row(
            (str(one.person), day(one.due), words[one.state_on(today)]),
            reverse("duties:of-person", args=[one.person_id]),
        )
        for one in page
    ]
    return Table(_("Still to do"), (_("Name"), _("Due on"), _("State")), rows)
