"""What waits for somebody in this room: access to give and to take away, accounts to mend."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
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
    OfficialPost,
)
from lanyard.rooms.channels.queries import Line, leaving, lines
from lanyard.rooms.channels.standing import CONFIRMED_FOR

_OWNER = "director-marketing"
Told = Mapping[str, tuple[str, str]]


def acting(roles: Collection[str], day: datetime.date) -> set[UUID]:
    """Return who acts in any of some roles on a day."""
    return {one for role in roles for one in access.holders_of(role, on=day)}


def agreements(day: datetime.date, about: duties.Only) -> Iterator[duties.Waiting]:
    """Give whoever stands on a list of posters and has not signed for the time to come."""
    for one, by in posting.owed(day, about):
        yield duties.Waiting(str(one.pk), {one.person_id}, one.since, due=by, period=by.isoformat())


def touched_agreements(person_id: UUID, roles: Collection[str]) -> Iterable[str]:
    """Name where somebody stands on a list."""
    rows = AuthorisedPoster.objects.filter(person=person_id, ended_on=None)
    return _ids(rows)


def _ids(rows: QuerySet[Any]) -> set[str]:
    return {str(pk) for pk in rows.values_list("pk", flat=True)}


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


def sign_ins(day: datetime.date, about: duties.Only) -> Iterator[duties.Waiting]:
    """Give every administrator who has to say (again) that they can sign in (LAN-SMN-02)."""
    old = Q(confirmed_on=None) | Q(confirmed_on__lte=day - CONFIRMED_FOR)
    rows = AccountAdministrator.objects.filter(old, until=None).exclude(account__state="closed")
    for one in duties.among(rows, about):
        due = one.confirmed_on + CONFIRMED_FOR if one.confirmed_on else one.since
        yield duties.Waiting(
            str(one.pk), {one.person_id}, due, due=due, period=due.isoformat()
        )  # fmt: skip


def touched_sign_ins(person_id: UUID, roles: Collection[str]) -> Iterable[str]:
    """Name what somebody runs."""
    return _ids(AccountAdministrator.objects.filter(person=person_id, until=None))


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


def to_set_up(day: datetime.date, about: duties.Only) -> Iterator[duties.Waiting]:
    """Give every approved account to which IT has not given access yet (LAN-APP-06)."""
    people = acting(IT, day)
    for one in duties.among(_without_access(), about):
        yield duties.Waiting(str(one.pk), people, timezone.localdate(one.registered_at))


def _without_access() -> QuerySet[OfficialAccount]:
    return OfficialAccount.objects.filter(state="setting-up", access_applied_on=None)


def touched_to_set_up(person_id: UUID, roles: Collection[str]) -> Iterable[str]:
    """Name all that wait, to IT."""
    return set() if set(roles).isdisjoint(IT) else _ids(_without_access())


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


def to_take_away(day: datetime.date, about: duties.Only) -> Iterator[duties.Waiting]:
    """Give every access that has to go, by the person's last day (LAN-SMN-04)."""
    keepers, only = acting(KEEPERS, day), None
    if about is not None:
        rows = AccountAdministrator.objects.filter(pk__in=about)
        only = set(rows.values_list("account", flat=True))
    found = [*lines(day, only=only), *lines(day, closed=True, only=only)]
    last = leaving({one.person_id for line in found for one in line.running}, day)
    for line in found:
        gone = [(one, one.until or day) for one in line.to_revoke]
        going = [(one, last[one.person_id]) for one in line.running if one.person_id in last]
        for row, by in [*gone, *going]:
            if about is not None and str(row.pk) not in about:
                continue
            people = _for(line, keepers) - {row.person_id}
            yield duties.Waiting(str(row.pk), people, by, due=by)


def _theirs(person_id: UUID, roles: Collection[str]) -> QuerySet[OfficialAccount]:
    """Return the accounts that somebody may mend: theirs, or all for keeping the register."""
    rows = OfficialAccount.objects.all()
    if not set(roles).isdisjoint(KEEPERS):
        return rows
    running = AccountAdministrator.objects.filter(person=person_id, until=None)
    return rows.filter(Q(owner=person_id) | Q(pk__in=running.values("account")))


def touched_to_take_away(person_id: UUID, roles: Collection[str]) -> Iterable[str]:
    """Name whose access somebody may take away, and their own that others may."""
    rows = AccountAdministrator.objects.filter(revoked_on=None)
    theirs = Q(account__in=_theirs(person_id, roles)) | Q(person=person_id)
    return _ids(rows.filter(theirs))


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


def to_mend(day: datetime.date, about: duties.Only) -> Iterator[duties.Waiting]:
    """Give every account that too few run, or for which nobody answers (LAN-SMN-03, LAN-SMN-05)."""
    keepers = acting(KEEPERS, day)
    for line in lines(day, only=about):
        if not (line.short or line.without_owner):
            continue
        ended = [one.until for one in line.account.administrators.all() if one.until]
        gone = [line.account.owner.left_on] if line.without_owner else []
        since = max(filter(None, [*ended, *gone]), default=day)
        yield duties.Waiting(
            str(line.account.pk), _for(line, keepers), since, due=since, period=since.isoformat()
        )


def touched_to_mend(person_id: UUID, roles: Collection[str]) -> Iterable[str]:
    """Name the accounts that somebody may mend."""
    return _ids(_theirs(person_id, roles).exclude(state="closed"))


def tell_to_mend(person: Person, about: Collection[str]) -> Told:
    """Say what is wrong with an account."""
    found = {str(one.account.pk): one for one in lines(timezone.localdate(), only=about)}
    few, nobody = (
        _("Too few run {account}"), _("Nobody answers for {account}: hand it over or close it"),
    )  # fmt: skip
    return {
        pk: ((nobody if one.without_owner else few).format(account=one.account), _page(UUID(pk)))
        for pk, one in found.items()
    }


def found_ones(day: datetime.date, about: duties.Only) -> Iterator[duties.Waiting]:
    """Give every found account that is to be looked at, or at which to look again."""
    rows = list(duties.among(FoundAccount.objects.filter(state__in=("new", "closing")), about))
    circles = access.Circle.objects.in_bulk([one.circle_id for one in rows])
    for one in rows:
        people, since = acting(circles[one.circle_id].roles, day), timezone.localdate(one.found_at)
        again = one.look_again_on
        if again is None:
            yield duties.Waiting(str(one.pk), people, since, due=since)
        elif again <= day:
            yield duties.Waiting(str(one.pk), people, again, due=again, period=again.isoformat())


def touched_found_ones(person_id: UUID, roles: Collection[str]) -> Iterable[str]:
    """Name those that somebody's roles handle."""
    rows = FoundAccount.objects.filter(state__in=("new", "closing"))
    return {
        str(pk) for pk, circle in rows.values_list("pk", "circle_id") if circle in handled(roles)
    }


def handled(roles: Collection[str]) -> set[UUID]:
    """Return the circles in which any of some roles is."""
    if not roles:
        return set()
    return {
        one.pk for one in access.Circle.objects.all() if not set(roles).isdisjoint(one.roles)
    }  # fmt: skip


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


def to_post(day: datetime.date, about: duties.Only) -> Iterator[duties.Waiting]:
    """Give every post whose time came, with whoever let it out."""
    rows = OfficialPost.objects.filter(state="queued", goes_at__date__lte=day)
    for one in duties.among(rows, about):
        if one.released_by is not None and one.goes_at is not None:
            since = timezone.localdate(one.goes_at)
            yield duties.Waiting(str(one.pk), {one.released_by}, since, due=since)


def touched_to_post(person_id: UUID, roles: Collection[str]) -> Iterable[str]:
    """Name what somebody let out."""
    return _ids(OfficialPost.objects.filter(state="queued", released_by=person_id))


def tell_to_post(person: Person, about: Collection[str]) -> Told:
    """Ask a reader to post what they let out, and to say where it stands."""
    said = _("Post on {account} now, and say where it stands")
    rows = OfficialPost.objects.filter(pk__in=about, released_by=person.pk)
    return {
        str(one.pk): (said.format(account=one.account), reverse("channels:post", args=[one.pk]))
        for one in rows.select_related("account__platform")
    }


ERRANDS = (
    duties.Errand(
        kind=kinds.AGREE, title=gettext_lazy("Sign before posting on an official account"),
        waiting=agreements,
        touched=touched_agreements, tell=tell_agreements,
        owner=_OWNER, steps=(-7, 0),
        clauses=("OAK-8.2-03", "OAK-9-10"),
    ),
    duties.Errand(
        kind=kinds.CONFIRM, title=gettext_lazy("Say that you can sign in to an official account"),
        waiting=sign_ins,
        touched=touched_sign_ins, tell=tell_sign_ins,
        owner=_OWNER, told=True, clauses=("LAN-SMN-02",),
    ),
    duties.Errand(
        kind=kinds.SET_UP, title=gettext_lazy("Give access to an official account"),
        waiting=to_set_up,
        touched=touched_to_set_up, tell=tell_to_set_up,
        working_days=5, owner=_OWNER, told=True,
        clauses=("LAN-APP-06",),
    ),
    duties.Errand(
        kind=kinds.REVOKE, title=gettext_lazy("Take somebody's access to an official account away"),
        waiting=to_take_away,
        touched=touched_to_take_away, tell=tell_to_take_away,
        steps=(0,), managers_every=1, owner=_OWNER,
        told=True, clauses=("LAN-SMN-04",),
    ),
    duties.Errand(
        kind=kinds.MEND, title=gettext_lazy("Mend an official account"),
        waiting=to_mend,
        touched=touched_to_mend, tell=tell_to_mend,
        steps=(0,), managers_every=1, owner=_OWNER,
        clauses=("LAN-SMN-03", "LAN-SMN-05", "KMC-GSF-05"),
    ),
    duties.Errand(
        kind=kinds.LOOK, title=gettext_lazy("Look at an account that is not ours"),
        waiting=found_ones,
        touched=touched_found_ones, tell=tell_found_ones,
        steps=(0,), owner=_OWNER, told=True,
        private=True, clauses=("LAN-SMN-06", "OAK-9-09"),
    ),
    duties.Errand(
        kind=kinds.POST_NOW, title=gettext_lazy("Post what was let out"), waiting=to_post,
        touched=touched_to_post, tell=tell_to_post, owner=_OWNER, steps=(0,), private=True,
        clauses=("OAK-9-01",),
    ),
)  # fmt: skip
