"""What consent carries out, each with its evidence."""

from __future__ import annotations

import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.registry.counting import counted, ends
from lanyard.rooms.consent.models import Picture, Publication, Rights

_OUT = (Publication.State.PUBLISHED, Publication.State.REMOVED)


def _published(on: datetime.date) -> QuerySet[Publication]:
    return Publication.objects.filter(state__in=_OUT, released_at__lte=ends(on))


def _may_stand(on: datetime.date) -> Q:
    """Keep uses that may stand, that are gone, and those still in time to be taken down."""
    return Q(takedown=None) | Q(takedown__done_at__isnull=False) | Q(takedown__due__gte=on)


def _pictures(on: datetime.date) -> QuerySet[Picture]:
    return Picture.objects.filter(uploaded_at__lte=ends(on))


def _library() -> str:
    return reverse("consent:library")


def _takedowns() -> str:
    return reverse("consent:takedowns")


CONTROLS = (
    counted(
        "image-consent", "director-marketing",
        _("Pictures published that may stand, or are taken down or still in time for it"),
        rows=_published,
        right=_may_stand, when="released_at", link=_takedowns,
    ),
    counted(
        "names-left-out", "director-marketing",
        _("Pictures published whose words were looked through and name nobody, or with consent"),
        rows=_published, right=lambda on: Q(named=[]) | _may_stand(on), when="released_at",
        link=_takedowns,
    ),
    counted(
        "publication-approved", "director-marketing",
        _("Requests to publish that were decided, or that wait for less than two weeks"),
        rows=lambda on: Publication.objects.filter(asked_at__lte=ends(on)),
        right=lambda on: ~Q(state=Publication.State.ASKED)
        | Q(asked_at__gt=ends(on) - datetime.timedelta(days=14)),
        when="asked_at", link=_takedowns,
    ),
    counted(
        "rights-declared", "director-marketing",
        _("Pictures in the store whose owner or licence is on record and not over"),
        rows=_pictures,
        right=lambda on: ~Q(rights=Rights.NONE)
        & Q(proved=True)
        & (Q(licensed_until=None) | Q(licensed_until__gte=on)),
        when="uploaded_at", link=_library,
    ),
    counted(
        "image-capture-logged", "principal",
        _("Pictures stored, taken on a device of the college; a learner's by leave of a tutor"),
        rows=_pictures,
        right=Q(device=Picture.Device.ORGANISATION)
        & (~Q(taken_by=Picture.Source.LEARNER) | ~Q(authorised_by_name="")),
        when="uploaded_at", link=_library,
    ),
    counted(
        "image-stores-approved", "it-department",
        _("Pictures kept here only, or in another store that is on the list"),
        rows=_pictures,
        right=Q(kept_also=None) | Q(kept_also__ended_at=None),
        when="uploaded_at", link=_library,
    ),
)  # fmt: skip
