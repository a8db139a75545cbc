"""What guidance carries out in class, with its evidence."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db.models import Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.registry.controls import Control, Evidence, Figure, judged
from lanyard.foundation.registry.counting import count, counted, ends, within_a_year
from lanyard.people.api import Group, Membership, spans
from lanyard.rooms.guidance.classroom import term_start
from lanyard.rooms.guidance.models import (
    DeviceNote,
    DevicePlan,
    MeetingLeftOpen,
    RemoteLesson,
    StayingAway,
    TeachingPlan,
)
from lanyard.rooms.guidance.technology import approved

#: How long those who stay away wait at most for the same, and a lesson for its end (Lanyard's).
_WAIT, _LESSON = datetime.timedelta(days=7), datetime.timedelta(hours=12)


def _page() -> str:
    return reverse("guidance:classrooms")


def _planned(_organisation: UUID, on: datetime.date) -> Evidence:
    """Count the plans in force under which nobody who stays away waits for the same."""
    rows = TeachingPlan.objects.filter(state=TeachingPlan.State.APPROVED, until__gte=on)
    left_out = StayingAway.objects.filter(given_at=None, said_at__lt=ends(on) - _WAIT)
    right = ~Q(pk__in=left_out.values("plan"))
    figure, newest = count(rows.filter(made_at__lte=ends(on)), right, "made_at", on=on)
    return judged(figure, newest, on=on, link=_page())


def _noon(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))


def _devices(_organisation: UUID, on: datetime.date) -> Evidence:
    """Count the groups with learners in which a word was said on own devices this term."""
    since = term_start(on)
    learners = Membership.objects.filter(spans(on), part="learner")
    groups = Group.objects.filter(pk__in=learners.values("group"))
    plans = DevicePlan.objects.filter(on__gte=since, on__lte=on)
    notes = DeviceNote.objects.filter(at__date__gte=since, at__lte=ends(on))
    said = groups.filter(Q(pk__in=plans.values("group")) | Q(pk__in=notes.values("group")))
    last = plans.aggregate(on=Max("on"))["on"]
    days = [_noon(last)] if last else []
    newest = max((*notes.values_list("at", flat=True)[:1], *days), default=None)
    figure = Figure(said.distinct().count(), groups.count())
    return judged(figure, newest, on=on, link=_page())


def _remote(_organisation: UUID, on: datetime.date) -> Evidence:
    """Count the remote lessons that were checked and ended for all; meetings left open are wrong.

    A meeting that learners were left in counts until its host has read how to end it for all.
    """
    over = RemoteLesson.objects.filter(
        within_a_year("begun_at", on), begun_at__lt=ends(on) - _LESSON
    ) | RemoteLesson.objects.filter(within_a_year("ended_at", on))
    figure, newest = count(over, Q(ended_at__isnull=False), "begun_at", on=on)
    left = MeetingLeftOpen.objects.filter(within_a_year("left_at", on), seen_at=None).count()
    both = Figure(figure.part, figure.whole + left if figure.whole else 0)
    return judged(both, newest, on=on, link=_page())


CONTROLS = (
    Control("teaching-use-planned", "principal",
            _("Plans for social media under which whoever stays away gets the same"), _planned),
    Control("remote-lessons-checked", "principal",
            _("Remote lessons checked and ended for all"), _remote),
    counted(
        "technology-catalogued", "principal",
        _("Technologies in the catalogue whose terms were read in time"),
        rows=lambda on: approved().filter(made_at__lte=ends(on)),
        right=lambda on: Q(terms_review_on__gt=on), when="made_at",
        link=lambda: reverse("guidance:catalogue"),
    ),
    Control("classroom-devices-managed", "principal",
            _("Groups in which own devices were spoken of this term"), _devices),
)  # fmt: skip
