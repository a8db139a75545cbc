"""Tables of the pages of policies."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from lanyard.foundation.ui.listing import Row, Table
from lanyard.foundation.ui.times import day
from lanyard.people.api import Person
from lanyard.rooms.policies.models import Document, Review, Signature
from lanyard.rooms.policies.queries.access import Account, Unsigned
from lanyard.rooms.policies.queries.documents import Line
from lanyard.rooms.policies.queries.reach import Reached
from lanyard.rooms.policies.queries.signing import Reach, Team

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
             f"{one.percent}%" if one.asked else NOTHING, one.overdue),
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


_STATES = {
    "provisional": _lazy("Provisional"), "restricted": _lazy("Restricted"), "ready": _lazy("Ready"),
}  # fmt: skip
_TIES = {
    "team": _lazy("In your team"), "sponsored": _lazy("You sponsor them"),
    "learner": _lazy("Your learner"),
}  # fmt: skip
_CHANNELS = {
    "sign": _lazy("They sign it"), "read": _lazy("They open it or its summary"),
    "reception": _lazy("Notice at reception, accepted"), "email": _lazy("Sent by e-mail"),
}  # fmt: skip
_AUDIENCE_NAMES = {
    "staff": _lazy("Staff"), "learner": _lazy("Learners"), "apprentice": _lazy("Apprentices"),
    "governor": _lazy("Governors and trustees"), "guardian": _lazy("Parents and next of kin"),
    "volunteer": _lazy("Volunteers"), "contractor": _lazy("Contractors and agency staff"),
    "sponsored": _lazy("Visitors and others with a sponsor"),
    "account": _lazy("Holders of accounts"),
}  # fmt: skip


def accounts_table(accounts: Iterable[Account]) -> Table:
    """Return how accounts stand before what must be signed."""
    rows = [
        Row(
            (str(one.person), one.person.email, _STATES[one.state], ", ".join(one.waits_for)),
            exception=_("Restricted") if one.state == "restricted" else "",
        )
        for one in accounts
    ]  # fmt: skip
    columns = (_("Name"), _("E-mail"), _("Account"), _("Waits for the signature of"))
    return Table(_("Accounts that wait"), columns, rows)


def unsigned_table(unsigned: Iterable[Unsigned], today: datetime.date) -> Table:
    """Return who of somebody's people has still to sign what."""
    rows = []
    for one in unsigned:
        way = ""
        if one.tie != "learner":
            way = format_html(
                '<a class="govuk-link" href="{}">{}<span class="govuk-visually-hidden">: {}</span>'
                "</a>",
                reverse("policies:suspend", args=[one.person.pk]), _("Suspend personal use"),
                one.person,
            )  # fmt: skip
        late = _("Overdue") if one.due < today else ""
        cells = (str(one.person), one.title, day(one.due), _TIES[one.tie], way)
        rows.append(Row(cells, exception=late))
    columns = (_("Name"), _("Document"), _("By"), _("Who they are to you"), _("Can be done"))
    return Table(_("Still to sign"), columns, rows)


def awareness_table(reached: Iterable[Reached]) -> Table:
    """Return how far a document has come with each audience."""
    found = list(reached)
    columns = [_("Audience"), _("By"), _("People"), _("Reached"), _("Of a hundred")]
    cited = any(one.clauses for one in found)
    rows = []
    for one in found:
        percent = NOTHING if one.percent is None else f"{one.percent}%"
        named, way = _AUDIENCE_NAMES[one.audience], _CHANNELS[one.channel]
        cells = [named, way, one.people, one.reached, percent]
        rows.append(Row([*cells, ", ".join(one.clauses)] if cited else cells))
    numeric = frozenset({2, 3, 4})
    return Table(_("Audiences"), [*columns, _("Policy")] if cited else columns, rows, numeric)


def team_table(teams: Iterable[Team]) -> Table:
    """Return how far each team has come with its signatures."""
    rows = [
        Row((one.manager or _("Nobody's team"), one.signed, f"{one.percent} %", one.open,
             one.overdue),
            exception=_("Overdue") if one.overdue else "")
        for one in teams
    ]  # fmt: skip
    columns = (_("Line manager"), _("Signed"), _("Of a hundred"), _("Open"), _("Overdue"))
    return Table(_("By team"), columns, rows, frozenset({1, 2, 3, 4}))


def archive_table(documents: Iterable[Document]) -> Table:
    """Return the documents that are out of use."""
    rows = [
        Row((one.title, one.get_kind_display(), day(one.archived_on)),
            reverse("policies:document", args=[one.slug]))
        for one in documents
        if one.archived_on
    ]  # fmt: skip
    return Table(_("Archived"), (_("Document"), _("What it is"), _("Archived on")), rows)


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
