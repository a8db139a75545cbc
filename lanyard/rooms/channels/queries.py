"""Reads of the register."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from lanyard.foundation.access.api import may
from lanyard.foundation.database.identity import system_duty
from lanyard.people.api import Employment, Person
from lanyard.rooms.channels.models import (
    AccountAdministrator,
    AccountApplication,
    FoundAccount,
    OfficialAccount,
    PlatformAssessment,
)
from lanyard.rooms.channels.standing import CONFIRMED_FOR

REGISTER, ASSESS, SET_UP = "channels.register", "channels.assess", "channels.set-up"
FREEZE, FOUND = "channels.freeze", "channels.found"
AUTHORISE = "channels.authorise"


@dataclass(frozen=True)
class Line:
    """An account of the register with what is wrong with it, from rows that were read already."""

    account: OfficialAccount
    running: tuple[AccountAdministrator, ...]
    #: Those who said lately that they can sign in.
    sure: int
    #: Whose access is still to be taken away.
    to_revoke: tuple[AccountAdministrator, ...]
    without_owner: bool

    @property
    def short(self) -> bool:
        """Say whether fewer run it than the policy asks."""
        return len(self.running) < self.account.least

    @property
    def wrong(self) -> bool:
        """Say whether something about it needs somebody."""
        return self.short or bool(self.to_revoke) or self.without_owner


def lines(
    on: datetime.date, *, closed: bool = False,
    only: Collection[UUID] | Collection[str] | None = None,
) -> list[Line]:  # fmt: skip
    """Return the register, or some accounts of it, with exceptions first; three queries."""
    rows = OfficialAccount.objects.select_related("platform", "owner").prefetch_related(
        "administrators__person"
    )
    rows = rows.filter(state="closed") if closed else rows.exclude(state="closed")
    found = [line_of(one, on) for one in (rows if only is None else rows.filter(pk__in=only))]
    return sorted(found, key=lambda one: (not one.wrong, one.account.name.casefold()))


def line_of(account: OfficialAccount, on: datetime.date) -> Line:
    """Return how one account stands, from its prefetched administrators."""
    rows = list(account.administrators.all())
    running = tuple(one for one in rows if one.until is None)
    sure = sum(1 for one in running if one.confirmed_on and one.confirmed_on > on - CONFIRMED_FOR)
    revoke = tuple(
        one for one in rows
        if one.until and one.revoked_on is None and (one.left or account.state != "closed")
    )  # fmt: skip
    gone = account.owner.left_on is not None and account.state != "closed"
    return Line(account, running, sure, revoke, gone)


def live() -> QuerySet[OfficialAccount]:
    """Return the accounts that the organisation speaks with now; they are public."""
    rows = OfficialAccount.objects.filter(state=OfficialAccount.State.LIVE)
    return rows.select_related("platform").order_by("platform__name", "name")


def live_names() -> list[str]:
    """Return how they are called where one is to be chosen."""
    with system_duty("show which accounts are ours"):
        return [f"{one.platform.name}: {one.handle or one.name}" for one in live()]


def applications_for(person: Person) -> QuerySet[AccountApplication]:
    """Return the applications that somebody may read; the database holds back all others.

    A draft is read by nobody but the people named in it.
    """
    found = AccountApplication.objects.select_related("platform", "owner", "applicant")
    theirs = Q(applicant=person) | Q(owner=person) | Q(administrators__person=person)
    return found.filter(theirs | ~Q(state="draft")).distinct()


def found_for(person: Person) -> QuerySet[FoundAccount]:
    """Return the found accounts that somebody may read: their own, or all who handle them."""
    return FoundAccount.objects.prefetch_related("steps")


def leaving(people: Iterable[UUID], on: datetime.date) -> dict[UUID, datetime.date]:
    """Return the last day of those of some people who have one to come."""
    rows = Employment.objects.filter(person__in=list(people))
    last: dict[UUID, datetime.date | None] = {}
    for person, until in rows.values_list("person", "until"):
        known = last.get(person, until)
        last[person] = None if until is None or known is None else max(until, known)
    return {person: day for person, day in last.items() if day is not None and day >= on}


def runs(person_id: UUID, account: OfficialAccount) -> AccountAdministrator | None:
    """Return somebody's own part in running an account, None for none."""
    today = timezone.localdate()
    return AccountAdministrator.objects.filter(
        Q(until=None) | Q(until__gte=today), account=account, person=person_id
    ).first()


def keeps(person: Person, account: OfficialAccount) -> bool:
    """Say whether somebody may change who runs an account: its owner, or who keeps the register."""
    return account.owner_id == person.pk or may(person.pk, REGISTER)


def is_assessed(*, name: str, on: datetime.date) -> bool:
    """Say whether somebody looked at the risks of a platform, and it may be used on a day."""
    newest = PlatformAssessment.objects.filter(platform__name__iexact=name.strip()).order_by(
        "-on", "-at", "-id"
    )
    found = newest.first()
    return found is not None and found.outcome == "allowed" and found.review_on > on
