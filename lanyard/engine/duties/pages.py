"""What the pages of duties show: bands by urgency, and tables."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from lanyard.engine.duties.models import Occurrence
from lanyard.engine.duties.queries import Figures, TeamLine
from lanyard.foundation.ui.listing import Row, Table
from lanyard.foundation.ui.times import day

NOTHING = "\N{EN DASH}"
_SOON = datetime.timedelta(days=30)


@dataclass(frozen=True)
class Band:
    """Duties of one urgency, under a heading."""

    slug: str
    title: str
    duties: list[Occurrence]


def bands(owed: Iterable[Occurrence], *, today: datetime.date) -> list[Band]:
    """Sort what is owed into overdue, soon, later and set aside; empty bands are left out."""
    sorted_out: dict[str, list[Occurrence]] = {}
    for one in owed:
        sorted_out.setdefault(_band_of(one, today), []).append(one)
    titles = (
        ("overdue", _("Overdue")), ("soon", _("In the next 30 days")), ("later", _("Later")),
        ("waived", _("Set aside for now")),
    )  # fmt: skip
    return [Band(slug, word, sorted_out[slug]) for slug, word in titles if slug in sorted_out]


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


def definition_table(found: Iterable[Figures]) -> Table:
    """Return the duties in force with their figures."""
    columns = (_("Duty"), _("Asked of"), _("Done"), _("Due"), _("Overdue"), _("Set aside"))
    rows = [
        Row(
            (one.definition.title, one.asked, one.done, one.open, one.overdue, one.waived),
            reverse("duties:one-duty", args=[one.definition.pk]),
            exception=_("Overdue") if one.overdue else "",
        )
        for one in found
    ]
    return Table(_("All duties"), columns, rows)


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
