"""The duties of answers: declarations, followers, the lead's list, data that was taken away."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping
from uuid import UUID

from django.db.models import Min, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lanyard.engine.answers.clearing import DATA_BACK, to_confirm
from lanyard.engine.answers.models import (
    Clearance,
    ConnectionDeclaration,
    FollowerFound,
    Restriction,
)
from lanyard.engine.duties import api as duties
from lanyard.foundation.access import api as access
from lanyard.people.api import Person

DECLARED, FOLLOWED, LISTED = "answers.decide", "answers.follower", "answers.list"
THE_LIST = "list"
_KEEPER = "dsl"
Told = Mapping[str, tuple[str, str]]


def declared(day: datetime.date, about: duties.Only) -> Iterator[duties.Waiting]:
    """Give every declaration that waits, with those to whom it was put; never its declarer."""
    pending = list(duties.among(_pending(), about))
    circles = access.Circle.objects.in_bulk([one.circle_id for one in pending])
    roles = {role for circle in circles.values() for role in circle.roles}
    acting = {role: access.holders_of(role, on=day) for role in roles}
    for one in pending:
        people = {person for role in circles[one.circle_id].roles for person in acting[role]}
        since = timezone.localdate(one.declared_at)
        yield duties.Waiting(str(one.pk), people - {one.person_id}, since)


def _pending() -> QuerySet[ConnectionDeclaration]:
    return ConnectionDeclaration.objects.filter(state=ConnectionDeclaration.State.PENDING)


def touched_declared(person_id: UUID, roles: Collection[str]) -> Iterable[str]:
    """Name the declarations that were put to somebody's roles."""
    pending = dict(_pending().values_list("pk", "circle_id"))
    circles = access.Circle.objects.in_bulk(set(pending.values())) if roles else {}
    reading = {key for key, circle in circles.items() if not set(roles).isdisjoint(circle.roles)}
    return {str(one) for one, circle in pending.items() if circle in reading}


def tell_declared(person: Person, about: Collection[str]) -> Told:
    """Say whose declarations a reader decides on; row security leaves the others out."""
    return {
        str(one.pk): (
            _("Decide on a connection that %(name)s declared") % {"name": one.declared_by},
            reverse("answers:declaration", args=[one.pk]),
        )
        for one in ConnectionDeclaration.objects.filter(pk__in=about).exclude(person_id=person.pk)
    }


def followed(day: datetime.date, about: duties.Only) -> Iterator[duties.Waiting]:
    """Give every follower that somebody has still to deal with."""
    for one in duties.among(FollowerFound.objects.filter(done_on__isnull=True), about):
        yield duties.Waiting(str(one.pk), {one.person_id}, one.found_on, due=one.found_on)


def touched_followed(person_id: UUID, roles: Collection[str]) -> Iterable[str]:
    """Name the followers that somebody has still to deal with."""
    theirs = FollowerFound.objects.filter(done_on__isnull=True, person_id=person_id)
    return map(str, theirs.values_list("pk", flat=True))


def tell_followed(person: Person, about: Collection[str]) -> Told:
    """Say what a reader does about a follower; no name is kept of one."""
    said = {
        True: _("Block a follower, and say when"),
        False: _("Check your privacy settings, and say when"),
    }
    found = FollowerFound.objects.filter(pk__in=about, person_id=person.pk)
    return {
        str(one.pk): (said[one.must_block], reverse("answers:follower", args=[one.pk]))
        for one in found
    }


def overdue_restrictions(day: datetime.date) -> QuerySet[Restriction]:
    """Return the entries of the lead's list that are to be looked at by a day."""
    return Restriction.objects.filter(ended_on__isnull=True, review_on__lte=day)


def listed(day: datetime.date, about: duties.Only) -> Iterator[duties.Waiting]:
    """Give the lead's list from the day on which an entry of it is to be looked at again."""
    if about is not None and THE_LIST not in about:
        return
    first = overdue_restrictions(day).aggregate(first=Min("review_on"))["first"]
    if first is not None:
        yield duties.Waiting(
            THE_LIST, access.holders_of(_KEEPER, on=day), first, due=first,
            period=first.isoformat(),
        )  # fmt: skip


def touched_listed(person_id: UUID, roles: Collection[str]) -> Iterable[str]:
    """Name the list to whoever keeps it."""
    return {THE_LIST} if _KEEPER in roles else ()


def tell_listed(person: Person, about: Collection[str]) -> Told:
    """Name the list to those who keep it."""
    if not access.may(person.pk, "answers.restrict"):
        return {}
    said = _("Look again at whom nobody may connect with")
    return {THE_LIST: (said, reverse("answers:restricted"))}


def taken_away(day: datetime.date, about: duties.Only) -> Iterator[duties.Waiting]:
    """Give every approval under which data was taken away that is over (OAK-4.5-06)."""
    for one in duties.among(to_confirm(day), about):
        yield duties.Waiting(str(one.pk), {one.person_id}, one.until, due=one.until)


def touched_taken_away(person_id: UUID, roles: Collection[str]) -> Iterable[str]:
    """Name what somebody took away and has not brought back."""
    taken = to_confirm(timezone.localdate()).filter(person_id=person_id)
    return map(str, taken.values_list("pk", flat=True))


def tell_taken_away(person: Person, about: Collection[str]) -> Told:
    """Ask a reader what became of data that they took away."""
    said = _("Say that the data you took off site came back or was deleted")
    found = Clearance.objects.filter(pk__in=about, person_id=person.pk)
    return {str(one.pk): (said, reverse("answers:data-back", args=[one.pk])) for one in found}


ERRANDS = (
    duties.Errand(
        kind=DECLARED, title=gettext_lazy("Decide on a declared connection"), waiting=declared,
        touched=touched_declared, tell=tell_declared, working_days=5, told=True,
    ),
    duties.Errand(
        kind=FOLLOWED, title=gettext_lazy("Deal with a follower"), waiting=followed,
        touched=touched_followed, tell=tell_followed, steps=(0,), managers_every=0,
        owner="", private=True,
    ),
    duties.Errand(
        kind=LISTED, title=gettext_lazy("Look again at the lead's list"), waiting=listed,
        touched=touched_listed, tell=tell_listed, steps=(0,), managers_every=0, owner="",
        private=True,
    ),
    duties.Errand(
        kind=DATA_BACK, title=gettext_lazy("Say what became of data taken off site"),
        waiting=taken_away, touched=touched_taken_away, tell=tell_taken_away, steps=(0,),
        clauses=("OAK-4.5-06",),
    ),
)  # fmt: skip
