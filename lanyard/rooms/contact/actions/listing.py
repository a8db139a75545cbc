"""Approve a channel, change what is said of it, end it (OAK-4.6-03, LAN-DD-16)."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.foundation.access import api as access
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.registry import api as registry
from lanyard.people.api import Person
from lanyard.rooms.contact.models import ListedChannel, Use
from lanyard.rooms.contact.queries import LIST, listed
from lanyard.rooms.guidance.api import Technology

#: How long an approval stands before it is looked at again (Lanyard's default).
REVIEW = datetime.timedelta(days=365)


@dataclass(frozen=True, kw_only=True)
class Listing:
    """What the leadership says of a channel."""

    name: str
    guidance: str
    owner: str
    sends: str = ""
    uses: Sequence[str] = ()
    opens: datetime.time | None = None
    closes: datetime.time | None = None
    standard: bool = False
    because: str = ""
    technology: Technology | None = None
    review_on: datetime.date | None = None


class NotListed(ValueError):
    """A channel that cannot be approved so: ``field`` names what is wrong, the text says why."""

    def __init__(self, field: str, why: str) -> None:
        self.field = field
        super().__init__(why)


@transaction.atomic
def approve(
    said: Listing, *, by: Person, instead_of: ListedChannel | None = None
) -> ListedChannel:  # fmt: skip
    """Put a channel on the list, or approve it anew in place of what stood before.

    Raises PermissionError for whom the policy does not name, NotListed for what is lacking.
    """
    _leads(by)
    today = timezone.localdate()
    _check(said, today, instead_of)
    with system_duty("keep the list of channels"):
        if instead_of is not None:
            _end(instead_of, by, _("Approved anew"))
        made = ListedChannel.objects.create(
            name=" ".join(said.name.split()), sends=said.sends, uses=list(said.uses),
            guidance=said.guidance.strip(), opens=said.opens, closes=said.closes, owner=said.owner,
            standard=said.standard, because=said.because.strip(), technology=said.technology,
            approved_by=by.pk, approved_by_name=str(by), approved_on=today,
            review_on=said.review_on or today + REVIEW,
        )  # fmt: skip
    audit.record(
        "contact.channel-approved", by=by, subject=made.name, kind="channel", subject_id=made.pk
    )
    return made


@transaction.atomic
def end(one: ListedChannel, *, by: Person, because: str) -> None:
    """Take a channel off the list, with the reason; raises ValueError where it is off already."""
    _leads(by)
    if not because.strip():
        raise ValueError("A channel is ended with a reason.")
    with system_duty("keep the list of channels"):
        _end(one, by, because.strip())
    audit.record(
        "contact.channel-ended", by=by, subject=one.name, kind="channel", subject_id=one.pk,
        because=because.strip(),
    )  # fmt: skip


def _end(one: ListedChannel, by: Person, because: str) -> None:
    one.refresh_from_db(from_queryset=ListedChannel.objects.select_for_update(of=("self",)))
    if one.ended_on is not None:
        raise ValueError("It is off the list.")
    one.ended_on, one.ended_by_name, one.ended_because = timezone.localdate(), str(by), because
    one.save(update_fields=["ended_on", "ended_by_name", "ended_because"])


def _leads(by: Person) -> None:
    if not access.may(by.pk, LIST):
        raise PermissionError("Channels are approved by the leadership.")


def _check(said: Listing, today: datetime.date, before: ListedChannel | None) -> None:
    others = [one for one in listed() if before is None or one.pk != before.pk]
    if any(one.name.casefold() == " ".join(said.name.split()).casefold() for one in others):
        raise NotListed("name", _("This is on the list already."))
    if (said.opens is None) != (said.closes is None):
        raise NotListed("closes", _("Give both times, or neither."))
    if said.opens and said.closes and said.closes <= said.opens:
        raise NotListed("closes", _("This is before it opens."))
    if said.review_on is not None and not today < said.review_on <= today + REVIEW:
        raise NotListed("review_on", _("Give a day within a year."))
    if said.standard and any(one.standard for one in others):
        raise NotListed("standard", _("Another platform is the standard one. Change that first."))
    if said.standard and Use.TEACH not in said.uses:
        raise NotListed("standard", _("The standard platform is one for lessons."))
    _another_platform(said, others, today)
    _tool(said)


def _another_platform(
    said: Listing, others: Sequence[ListedChannel], today: datetime.date
) -> None:  # fmt: skip
    """Demand a reason and an assessed risk beside the standard platform (OAK-4.6-09)."""
    beside = said.sends and Use.TEACH in said.uses and any(one.standard for one in others)
    if not beside or said.standard:
        return
    if not said.because.strip():
        raise NotListed("because", _("Say why the standard platform does not do."))
    if not registry.ask("risk.platform-assessed", name=said.name, on=today):
        raise NotListed(
            "name", _("Its risks have not been assessed. Have them looked at under Platforms.")
        )


def _tool(said: Listing) -> None:
    """Demand a tool of the catalogue for working together outside lessons (POR-DEF-04)."""
    if Use.COLLABORATE not in said.uses:
        return
    tool = said.technology
    if tool is None or tool.state != Technology.State.APPROVED:
        raise NotListed("technology", _("Choose a technology that is approved in the catalogue."))
