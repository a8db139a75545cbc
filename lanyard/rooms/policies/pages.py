"""Tables of the pages of policies."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lanyard.foundation.ui.listing import Row, Table
from lanyard.foundation.ui.times import day
from lanyard.people.api import Person
from lanyard.rooms.policies.models import Review, Signature
from lanyard.rooms.policies.queries.documents import Line
from lanyard.rooms.policies.queries.signing import Reach

NOTHING = "\N{EN DASH}"


def review_words(line: Line) -> str:
    """Say how the review of a document stands."""
    if line.version is None or line.version.due is None:
        return _("No version in force")
    if line.state == "overdue":
        late = ngettext("%(days)d day overdue", "%(days)d days overdue", line.days_late)
        return late % {"days": line.days_late}
    return _("Review by {day}").format(day=day(line.version.due))


def list_table(lines: Iterable[Line]) -> Table:
    """Return the documents in use."""
    columns = (_("Document"), _("Version"), _("In force since"), _("Review"))
    rows = []
    for line in lines:
        version = line.version
        since = day(version.effective_from) if version and version.effective_from else NOTHING
        cells = (
            line.document.title,
            version.label if version else NOTHING,
            since,
            review_words(line),
        )
        exception = _("Review overdue") if line.state == "overdue" else ""
        url = reverse("policies:document", args=[line.document.slug])
        rows.append(Row(cells, url, exception=exception))
    return Table(_("Policies"), columns, rows)


def reach_table(reached: Iterable[Reach]) -> Table:
    """Return how far each requirement has come."""
    columns = (_("Document"), _("Who"), _("Asked"), _("Signed"), _("Of a hundred"), _("Overdue"))
    rows = [
        Row(
            (one.requirement.document.title, one.requirement.name, one.asked, one.signed,
             f"{one.percent} %", one.overdue),
            reverse("policies:requirement", args=[one.requirement.pk]),
            exception=_("Overdue") if one.overdue else "",
        )
        for one in reached
    ]  # fmt: skip
    return Table(_("Signatures"), columns, rows)


def signature_table(signatures: Iterable[Signature]) -> Table:
    """Return who signed."""
    columns = (_("Name"), _("Version"), _("On"), _("How"))
    rows = [
        Row(
            (one.name, one.version.label, day(one.signed_on), one.get_how_display()),
            reverse("policies:certificate", args=[one.pk]),
        )
        for one in signatures
    ]
    return Table(_("Signatures"), columns, rows)


def restricted_table(people: Iterable[Person]) -> Table:
    """Return whose access waits for a signature."""
    rows = [Row((str(person), person.email)) for person in people]
    return Table(_("Accounts to restrict"), (_("Name"), _("E-mail")), rows)


def review_table(reviews: Iterable[Review]) -> Table:
    """Return reviews, open ones first."""
    columns = (_("Document"), _("Because of"), _("By"), _("Outcome"))
    rows = [
        Row(
            (one.document.title, one.get_source_display(), day(one.due),
             one.get_outcome_display() if one.outcome else _("Open")),
            reverse("policies:review", args=[one.pk]),
        )
        for one in reviews
    ]  # fmt: skip
    return Table(_("Reviews"), columns, rows)
