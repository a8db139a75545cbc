"""What waits for somebody in this room: access to give and to take away, accounts to mend."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lanyard.engine.duties import api as duties
from lanyard.foundation.access import api as access
from lanyard.people.api import Person
from lanyard.rooms.channels import kinds, posting
from lanyard.rooms.channels.actions.accounts import IT
from lanyard.rooms.channels.actions.applications import KEEPERS
from lanyard.rooms.channels.models import (
    AccountAdministrator,
    AuthorisedPoster,
    FoundAccount,
    OfficialAccount,
)
from lanyard.rooms.channels.queries import Line, leaving, lines
from lanyard.rooms.channels.standing import CONFIRMED_FOR

_OWNER = "director-marketing"
Told = Mapping[str, tuple[str, str]]


def acting(roles: Collection[str], day: datetime.date) -> set[UUID]:
    """Return who acts in any of some roles on a day."""
    return {one for role in roles for one in access.holders_of(role, on=day)}


def agreements(day: datetime.date) -> Iterator[duties.Waiting]:
    """Give whoever stands on a list of posters and has not signed for the time to come."""
    for one, by in posting.owed(day):
        yield duties.Waiting(str(one.pk), {one.person_id}, one.since, due=by, period=by.isoformat())


def tell_agreements(person: Person, about: Collection[str]) -> Told:
    """Ask a reader to sign for their own accounts."""
    said = _("Sign before you post on {account}")
    rows = AuthorisedPoster.objects.filter(pk__in=about, person=person)
    return {
        str(one.pk): (
            said.format(account=one.account), reverse("channels:agree", args=[one.account_id])
        )
        for one in rows.select_related("account__platform")
    }  # fmt: skip


def sign_ins(day: datetime.date) -> Iterator[duties.Waiting]:
    """Give every administrator who has to say (again) that they can sign in (LAN-SMN-02)."""
    old = Q(confirmed_on=None) | Q(confirmed_on__lte=day - CONFIRMED_FOR)
    rows = AccountAdministrator.objects.filter(old, until=None).exclude(account__state="closed")
    for one in rows:
        due = one.confirmed_on + CONFIRMED_FOR if one.confirmed_on else one.since
        yield duties.Waiting(
            str(one.pk), {one.person_id}, due, due=due, period=due.isoformat()
        )  # fmt: skip


def tell_sign_ins(person: Person, about: Collection[str]) -> Told:
    """Ask a reader about the accounts that they run."""
    rows = AccountAdministrator.objects.filter(pk__in=about, person=person)
    said = _("Say that you can sign in to {account}")
    return {
        str(one.pk): (said.format(account=one.account), _page(one.account_id))
        for one in rows.select_related("account__platform")
    }


def _page(account_id: UUID) -> str:
    return reverse("channels:account", args=[account_id])


def to_set_up(day: datetime.date) -> Iterator[duties.Waiting]:
    """Give every approved account to which IT has not given access yet (LAN-APP-06)."""
    people = acting(IT, day)
    rows = OfficialAccount.objects.filter(state="setting-up", access_applied_on=None)
    for one in rows:
        yield duties.Waiting(str(one.pk), people, timezone.localdate(one.registered_at))


def tell_to_set_up(person: Person, about: Collection[str]) -> Told:
    """Name the accounts to IT."""
    if not access.may(person.pk, "channels.set-up"):
        return {}
    said = _("Give access to {account}")
    rows = OfficialAccount.objects.filter(pk__in=about).select_related("platform")
    return {
        str(one.pk): (said.format(account=one), reverse("channels:access", args=[one.pk]))
        for one in rows
    }


def _for(line: Line, keepers: set[UUID]) -> set[UUID]:
    """Return who can mend an account: its owner, whoever runs it, and who keeps the register."""
    here = set() if line.without_owner else {line.account.owner_id}
    return here | keepers | {one.person_id for one in line.running}


def to_take_away(day: datetime.date) -> Iterator[duties.Waiting]:
    """Give every access that has to go, by the person's last day (LAN-SMN-04)."""
    keepers, found = acting(KEEPERS, day), [*lines(day), *lines(day, closed=True)]
    last = leaving({one.person_id for line in found for one in line.running}, day)
    for line in found:
        gone = [(one, one.until or day) for one in line.to_revoke]
        going = [(one, last[one.person_id]) for one in line.running if one.person_id in last]
        for row, by in [*gone, *going]:
            people = _for(line, keepers) - {row.person_id}
            yield duties.Waiting(str(row.pk), people, by, due=by)


def tell_to_take_away(person: Person, about: Collection[str]) -> Told:
    """Say whose access to what has to go."""
    said = _("Take {person}'s access to {account} away")
    rows = AccountAdministrator.objects.filter(pk__in=about).exclude(person=person)
    return {
        str(one.pk): (
            said.format(person=one.person, account=one.account),
            reverse("channels:revoke", args=[one.pk]),
        )
        for one in rows.select_related("person", "account__platform")
    }


def to_mend(day: datetime.date) -> Iterator[duties.Waiting]:
    """Give every account that too few run, or for which nobody answers (LAN-SMN-03, LAN-SMN-05)."""
    keepers = acting(KEEPERS, day)
    for line in lines(day):
        if not (line.short or line.without_owner):
            continue
        ended = [one.until for one in line.account.administrators.all() if one.until]
        gone = [line.account.owner.left_on] if line.without_owner else []
        since = max(filter(None, [*ended, *gone]), default=day)
        yield duties.Waiting(
            str(line.account.pk), _for(line, keepers), since, due=since, period=since.isoformat()
        )


def tell_to_mend(person: Person, about: Collection[str]) -> Told:
    """Say what is wrong with an account."""
    found = {str(one.account.pk): one for one in lines(timezone.localdate())}
    few, nobody = (
        _("Too few run {account}"), _("Nobody answers for {account}: hand it over or close it"),
    )  # fmt: skip
    return {
        pk: ((nobody if one.without_owner else few).format(account=one.account), _page(UUID(pk)))
        for pk, one in found.items()
        if pk in about
    }


def found_ones(day: datetime.date) -> Iterator[duties.Waiting]:
    """Give every found account that is to be looked at, or at which to look again."""
    rows = list(FoundAccount.objects.filter(state__in=("new", "closing")))
    circles = access.Circle.objects.in_bulk([one.circle_id for one in rows])
    for one in rows:
        people, since = acting(circles[one.circle_id].roles, day), timezone.localdate(one.found_at)
        again = one.look_again_on
        if again is None:
            yield duties.Waiting(str(one.pk), people, since, due=since)
        elif again <= day:
            yield duties.Waiting(str(one.pk), people, again, due=again, period=again.isoformat())


def tell_found_ones(person: Person, about: Collection[str]) -> Told:
    """Ask those who handle them; what was seen is on its own page."""
    if not access.may(person.pk, "channels.found"):
        return {}
    first, again = (
        _("Look at an account that looks like ours"),
        _("Is the account gone that was to be closed?"),
    )
    return {
        str(one.pk): (
            again if one.look_again_on else first, reverse("channels:found-one", args=[one.pk])
        )
        for one in FoundAccount.objects.filter(pk__in=about)
    }  # fmt: skip


ERRANDS = (
    duties.Errand(
        kind=kinds.AGREE, title=gettext_lazy("Sign before posting on an official account"),
        waiting=agreements, tell=tell_agreements, owner=_OWNER, steps=(-7, 0),
        clauses=("OAK-8.2-03", "OAK-9-10"),
    ),
    duties.Errand(
        kind=kinds.CONFIRM, title=gettext_lazy("Say that you can sign in to an official account"),
        waiting=sign_ins, tell=tell_sign_ins, owner=_OWNER, told=True, clauses=("LAN-SMN-02",),
    ),
    duties.Errand(
        kind=kinds.SET_UP, title=gettext_lazy("Give access to an official account"),
        waiting=to_set_up, tell=tell_to_set_up, working_days=5, owner=_OWNER, told=True,
        clauses=("LAN-APP-06",),
    ),
    duties.Errand(
        kind=kinds.REVOKE, title=gettext_lazy("Take somebody's access to an official account away"),
        waiting=to_take_away, tell=tell_to_take_away, steps=(0,), managers_every=1, owner=_OWNER,
        told=True, clauses=("LAN-SMN-04",),
    ),
    duties.Errand(
        kind=kinds.MEND, title=gettext_lazy("Mend an official account"),
        waiting=to_mend, tell=tell_to_mend, steps=(0,), managers_every=1, owner=_OWNER,
        clauses=("LAN-SMN-03", "LAN-SMN-05", "KMC-GSF-05"),
    ),
    duties.Errand(
        kind=kinds.LOOK, title=gettext_lazy("Look at an account that is not ours"),
        waiting=found_ones, tell=tell_found_ones, steps=(0,), owner=_OWNER, told=True,
        private=True, clauses=("LAN-SMN-06", "OAK-9-09"),
    ),
)  # fmt: skip
