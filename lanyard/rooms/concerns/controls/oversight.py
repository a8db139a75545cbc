"""Controls about whether reporting works: what staff challenged, and the tests of every way."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.registry.controls import (
    NEARLY_ALL,
    Control,
    Evidence,
    Figure,
    judged,
    not_set_up,
)
from lanyard.foundation.registry.counting import counted, ends, within_a_year
from lanyard.people.models import Employment, Person, spans
from lanyard.rooms.concerns import in_force
from lanyard.rooms.concerns.actions.transfers import DAYS
from lanyard.rooms.concerns.controls.asking import ripe
from lanyard.rooms.concerns.drills import INTERVALS, PATHS
from lanyard.rooms.concerns.models import Challenge, Drill, Procedure, ReadMark, Transfer
from lanyard.rooms.concerns.queries.transfers import with_file

#: From planning a round to its last day a fortnight passes, and as much is left to write down what
#: it found: the product's default.
_LEEWAY = datetime.timedelta(days=28)

#: So long may a receipt take: the product's default.
_RECEIPT = datetime.timedelta(days=14)


def _challenges(on: datetime.date) -> QuerySet[Challenge]:
    """Return the posts challenged in a year, without those whose report may still be answered."""
    answered = ripe("concern__acknowledged_at", "concern__acknowledge_by", on)
    return Challenge.objects.filter(within_a_year("at", on)).filter(Q(values=False) | answered)


def _tried_out(_organisation: UUID, on: datetime.date) -> Evidence:
    """Count the ways that were tried and answered in time, the page published, and it read.

    A way counts where its last test, within the profile's interval, was answered in time; the page
    counts where the day for its review has not passed, and again where nearly all staff read it.
    """
    until, link = ends(on), reverse("concerns:drills")
    page = Procedure.objects.filter(published_at__lte=until).order_by("-version").first()
    tested = {d.path: d for d in Drill.objects.filter(done_at__lte=until).order_by("done_at")}
    moments = [d.done_at for d in tested.values() if d.done_at]
    if page is not None:
        moments.append(page.published_at)
    if not moments:
        return not_set_up(on, link=link)
    every = _ways(on)
    part = sum(path in tested and _answered(tested[path], since) for path, since in every.items())
    if page is not None:
        part += (page.review_on >= on) + _read(page, on)
    return judged(Figure(part, len(every) + 2), max(moments), on=on, link=link)


def _ways(on: datetime.date) -> dict[str, datetime.datetime]:
    """Return the ways that the profile has tried, each with since when it must have been."""
    days = {kind: in_force.days_of(slug) for kind, slug in INTERVALS.items()}
    asked = {kind: found for kind, found in days.items() if found is not None}
    return {
        path.slug: ends(on) - datetime.timedelta(days=asked[path.kind]) - _LEEWAY
        for path in PATHS.values()
        if path.kind in asked
    }


def _answered(drill: Drill, since: datetime.datetime) -> bool:
    return bool(drill.in_time) and drill.done_at is not None and drill.done_at > since


def _read(page: Procedure, on: datetime.date) -> bool:
    """Say whether nearly all staff marked that they read a version (Lanyard's default share)."""
    read = ReadMark.objects.filter(what=ReadMark.What.PROCEDURE, about=page.pk)
    staff = Employment.objects.filter(spans(on)).aggregate(
        all=Count("person", distinct=True),
        read=Count("person", distinct=True, filter=Q(person__in=read.values("person_id"))),
    )
    return bool(staff["all"]) and staff["read"] >= NEARLY_ALL * staff["all"]


def _files(on: datetime.date) -> QuerySet[Person]:
    """Return the learners with a safeguarding file who left in a year, five days ago or longer."""
    return with_file(on - DAYS)


def _followed(on: datetime.date) -> Q:
    """Return the condition that a file went in time against a receipt, is on its way or stays."""
    rows = Transfer.objects.filter(person=OuterRef("pk"))
    went = Q(sent_on__lte=F("due_on")) & (
        Q(receipt_on__isnull=False) | Q(sent_on__gt=on - _RECEIPT)
    )
    return Q(Exists(rows.filter(went | Q(sent_on__isnull=True, due_on__gte=on) | ~Q(why_none=""))))


CONTROLS = (
    counted(
        "challenge-logged", "dsl", when="at", rows=_challenges,
        counts=_("Challenged posts on the log; safeguarding has taken up those it must judge"),
        right=Q(values=False) | Q(concern__acknowledged_at__isnull=False),
        link=lambda: reverse("concerns:challenges"),
    ),
    Control(
        "reporting-procedure-tested", "dsl",
        _("Ways to report tried out and answered in time, and the page about them kept and read"),
        _tried_out,
    ),
    counted(
        "child-files-transferred", "dsl", rows=_files, right=_followed, when="left_on",
        counts=_("Learners who left whose safeguarding file went in time, or stays for a reason"),
        link=lambda: reverse("concerns:transfers"),
    ),
)  # fmt: skip
