"""Campaigns through the academic year: what stands in which half-term, and whom it reached."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from lanyard.engine.duties import api as duties
from lanyard.foundation.audit import api as audit
from lanyard.foundation.registry.controls import Evidence, Figure, judged
from lanyard.people.api import Person
from lanyard.rooms.training.evidence import noon
from lanyard.rooms.training.models import AwarenessCampaign

RUN = "training.campaigns"
#: The half-terms where no term is set (Lanyard's default): month and day of first and last.
_DEFAULT = (
    ((9, 1), (10, 31)), ((11, 1), (12, 31)), ((1, 1), (2, 14)), ((2, 15), (3, 31)),
    ((4, 1), (5, 24)), ((5, 25), (7, 31)),
)  # fmt: skip
_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class HalfTerm:
    """Half a term, with the campaigns that run in it."""

    since: datetime.date
    until: datetime.date
    campaigns: list[AwarenessCampaign]


def half_terms(year: int) -> list[tuple[datetime.date, datetime.date]]:
    """Return the half-terms of an academic year: of the terms that are set, else the default."""
    first = datetime.date(year, 9, 1)
    terms = duties.Term.objects.filter(since__gte=first, since__lt=first.replace(year=year + 1))
    halves = []
    for term in terms.order_by("since"):
        middle = term.since + (term.until - term.since) / 2
        halves += [(term.since, middle), (middle + _DAY, term.until)]
    return halves or [(_day(year, *first), _day(year, *last)) for first, last in _DEFAULT]


def _day(year: int, month: int, day: int) -> datetime.date:
    return datetime.date(year if month >= 9 else year + 1, month, day)


def calendar(*, on: datetime.date) -> list[HalfTerm]:
    """Return the half-terms of the academic year with their campaigns; two queries."""
    halves = half_terms(duties.academic_year(on))
    known = list(
        AwarenessCampaign.objects.filter(since__lte=halves[-1][1], until__gte=halves[0][0])
        .order_by("since", "id")
    )  # fmt: skip
    return [
        HalfTerm(since, until, [c for c in known if c.since <= until and c.until >= since])
        for since, until in halves
    ]


def running(on: datetime.date) -> list[AwarenessCampaign]:
    """Return the campaigns that run on a day."""
    return list(AwarenessCampaign.objects.filter(since__lte=on, until__gte=on))


@dataclass(frozen=True, kw_only=True)
class Campaign:
    """What a campaign says, to whom, and when."""

    title: str
    theme: str
    since: datetime.date
    until: datetime.date
    for_staff: str = ""
    for_learners: str = ""
    address: str = ""


@transaction.atomic
def plan(given: Campaign, *, by: Person) -> AwarenessCampaign:
    """Put a campaign into the calendar.

    Raises ValueError for one that says nothing to anybody, or on radicalisation without words for
    both staff and learners (LAN-PREV-02).
    """
    if not (given.for_staff or given.for_learners):
        raise ValueError("A campaign says something to somebody.")
    both = given.for_staff and given.for_learners
    if given.theme == AwarenessCampaign.Theme.RADICALISATION and not both:
        raise ValueError("A campaign on radicalisation has words for staff and for learners.")
    made = AwarenessCampaign.objects.create(made_by_name=str(by), **vars(given))
    _record("training.campaign-planned", made, by)
    return made


@transaction.atomic
def note_reach(
    campaign: AwarenessCampaign, *, by: Person, staff: int | None, learners: int | None
) -> None:
    """Note how many a campaign reached, staff and learners apart."""
    campaign.staff_reached, campaign.learners_reached = staff, learners
    campaign.reach_noted_on = timezone.localdate()
    campaign.save(update_fields=["staff_reached", "learners_reached", "reach_noted_on"])
    _record("training.campaign-reach", campaign, by)


def _record(verb: str, campaign: AwarenessCampaign, by: Person) -> None:
    audit.record(verb, by=by, subject=campaign.title, kind="campaign", subject_id=campaign.pk)


def evidence(_organisation: UUID, on: datetime.date) -> Evidence:
    """Count the half-terms begun in which a campaign ran, and the yearly one on radicalisation.

    That one is right where it reached staff and learners both within the year.
    """
    begun = [half for half in calendar(on=on) if half.since <= on]
    full = [half for half in begun if any(one.since <= on for one in half.campaigns)]
    paired = AwarenessCampaign.objects.filter(
        theme=AwarenessCampaign.Theme.RADICALISATION, since__lte=on,
        until__gt=on - datetime.timedelta(days=365), staff_reached__gt=0, learners_reached__gt=0,
    ).exclude(Q(for_staff="") | Q(for_learners="")).exists()  # fmt: skip
    last = AwarenessCampaign.objects.filter(since__lte=on).order_by("-since").first()
    figure = Figure(len(full) + paired, len(begun) + 1)
    newest = noon(last.since) if last else None
    return judged(figure, newest, on=on, link=reverse("training:campaigns"))
