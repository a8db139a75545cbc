"""The duties of the store: rights to be proved or renewed, sources to be checked."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lanyard.engine.duties import api as duties
from lanyard.foundation.access import api as access
from lanyard.foundation.registry import api as registry
from lanyard.people.api import Person
from lanyard.rooms.consent.actions.claiming import RIGHTS, SOURCE
from lanyard.rooms.consent.actions.material import COMPLAINT
from lanyard.rooms.consent.models import MaterialComplaint, Picture, Rights, RightsStatement

Told = Mapping[str, tuple[str, str]]


def _unproved(day: datetime.date) -> QuerySet[Picture]:
    """Return pictures whose owner is to be found, or whose licence is over."""
    over = Q(licensed_until__lt=day)
    return Picture.objects.filter(Q(proved=False) | over).exclude(pk__in=_unchecked_pictures())


def rights(day: datetime.date, about: duties.Only) -> Iterator[duties.Waiting]:
    """Give pictures whose right is to be proved or renewed, to whoever stored them."""
    for one in duties.among(_unproved(day), about):
        over = one.licensed_until is not None and one.licensed_until < day
        since = one.licensed_until if over and one.licensed_until else (
            timezone.localdate(one.uploaded_at)
        )  # fmt: skip
        yield duties.Waiting(
            str(one.pk), {one.uploaded_by_id}, since, period=since.isoformat()
        )  # fmt: skip


def touched_rights(person_id: UUID, roles: Collection[str]) -> Iterable[str]:
    """Name the pictures that somebody stored without a right, or whose licence is over."""
    mine = _unproved(timezone.localdate()).filter(uploaded_by=person_id)
    return map(str, mine.values_list("pk", flat=True))


def tell_rights(person: Person, about: Collection[str]) -> Told:
    """Say which of a reader's pictures nobody may publish."""
    mine = Picture.objects.filter(pk__in=about, uploaded_by=person.pk)
    return {
        str(one.pk): (
            _("Find out by what right “%(title)s” is used") % {"title": one.title},
            reverse("consent:claim", args=[one.pk]),
        )
        for one in mine
    }


def _unchecked() -> QuerySet[RightsStatement]:
    """Return what was said last of pictures whose source somebody has still to look at."""
    newer = RightsStatement.objects.filter(
        picture=OuterRef("picture"), said_at__gt=OuterRef("said_at")
    )
    return RightsStatement.objects.filter(
        ~Exists(newer), rights=Rights.LICENSED, source=None, checked_at=None
    )


def _of(about: Collection[str]) -> QuerySet[RightsStatement]:
    return _unchecked().filter(picture__in=[UUID(one) for one in about])


def _unchecked_pictures() -> QuerySet[RightsStatement, UUID]:
    return _unchecked().values_list("picture", flat=True)


def sources(day: datetime.date, about: duties.Only) -> Iterator[duties.Waiting]:
    """Give licences of other sources, to those who publish; never to who said it."""
    roles = registry.permission("consent.publish").held_by
    people = {person for role in roles for person in access.holders_of(role, on=day)}
    waiting = _unchecked() if about is None else _of(about)
    for one in waiting:
        since = timezone.localdate(one.said_at)
        yield duties.Waiting(
            str(one.picture_id), people - {one.said_by}, since, period=one.pk.hex[-12:]
        )  # fmt: skip


def touched_sources(person_id: UUID, roles: Collection[str]) -> Iterable[str]:
    """Name the licences that wait for somebody who publishes."""
    publishing = set(registry.permission("consent.publish").held_by)
    return map(str, _unchecked_pictures()) if publishing & set(roles) else ()


def tell_sources(person: Person, about: Collection[str]) -> Told:
    """Say which sources a reader looks at."""
    rows = _of(about).exclude(said_by=person.pk)
    return {
        str(one.picture_id): (
            _("Look whether the source of “%(title)s” may license it")
            % {"title": one.picture.title},
            reverse("consent:check-source", args=[one.pk]),
        )
        for one in rows.select_related("picture")
    }


def complaints(day: datetime.date, about: duties.Only) -> Iterator[duties.Waiting]:
    """Give uses without leave that are not closed, to those who publish."""
    roles = registry.permission("consent.publish").held_by
    people = {person for role in roles for person in access.holders_of(role, on=day)}
    for one in duties.among(MaterialComplaint.objects.filter(closed_at=None), about):
        since = timezone.localdate(one.reported_at)
        yield duties.Waiting(str(one.pk), people, since, due=one.due)


def touched_complaints(person_id: UUID, roles: Collection[str]) -> Iterable[str]:
    """Name the uses without leave that wait for somebody who publishes."""
    publishing = set(registry.permission("consent.publish").held_by)
    if not publishing & set(roles):
        return ()
    waiting = MaterialComplaint.objects.filter(closed_at=None)
    return map(str, waiting.values_list("pk", flat=True))


def tell_complaints(person: Person, about: Collection[str]) -> Told:
    """Say which uses without leave a reader deals with."""
    if not access.may(person.pk, "consent.publish"):
        return {}
    rows = MaterialComplaint.objects.filter(pk__in=about)
    return {
        str(one.pk): (
            _("Have a use without leave taken down"),
            reverse("consent:complaint", args=[one.pk]),
        )
        for one in rows
    }


ERRANDS = (
    duties.Errand(
        kind=RIGHTS, title=gettext_lazy("Find out by what right a picture is used"),
        waiting=rights, touched=touched_rights, tell=tell_rights, working_days=5,
        clauses=("LAN-IMG-05", "LAN-CPY-01", "COM-IMG-03"),
    ),
    duties.Errand(
        kind=SOURCE, title=gettext_lazy("Look whether a source may license a picture"),
        waiting=sources, touched=touched_sources, tell=tell_sources, working_days=5,
        clauses=("LAN-CPY-02",),
    ),
    duties.Errand(
        kind=COMPLAINT, title=gettext_lazy("Have a use without leave taken down"),
        waiting=complaints, touched=touched_complaints, tell=tell_complaints,
        clauses=("OAK-10.4-17", "LAN-CPY-03", "LAN-REP-04"),
    ),
)  # fmt: skip
