"""What governance carries out, each with its evidence."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lanyard.engine.clauses.api import standings
from lanyard.engine.duties import api as duties
from lanyard.engine.policy.api import clauses
from lanyard.engine.profiles.api import NoProfile, profile_in_force
from lanyard.foundation.registry.controls import Control, Evidence, Figure, judged, not_set_up
from lanyard.foundation.registry.counting import ends
from lanyard.rooms.governance import coverage
from lanyard.rooms.governance.models import (
    ClauseJudgement,
    Confidence,
    LawCheck,
    LawEntry,
    Liaison,
    Meeting,
    Paper,
    PaperReceipt,
)

_YEAR = datetime.timedelta(days=366)
#: So long after its last month a quarterly paper may still be signed: the product's default.
_QUARTER = datetime.timedelta(days=92 + 31)
#: A report to the leadership is at risk once it is older than a term, and then does not hold.
_TERM = datetime.timedelta(days=122)
#: Minutes, and the leadership's receipt, may take a fortnight: the product's default.
_FORTNIGHT = datetime.timedelta(days=14)
#: The characteristics of COM-RCG-05.
CHARACTERISTICS = frozenset({
    "age", "disability", "gender reassignment", "race", "religion or belief", "sex",
    "sexual orientation",
})  # fmt: skip


def _year(field: str, on: datetime.date) -> Q:
    """Return the filter for days of the year up to a day."""
    return Q(**{f"{field}__gt": on - _YEAR, f"{field}__lte": on})


def _signed(kind: str, on: datetime.date) -> QuerySet[Paper]:
    return Paper.objects.filter(_year("signed_on", on), kind=kind).order_by("-signed_at")


def _laws(_organisation: UUID, on: datetime.date) -> Evidence:
    """Count the laws checked within a year, and the head's yearly word as one more."""
    checks = LawCheck.objects.filter(_year("on", on))
    entries = LawEntry.objects.filter(
        Q(archived_on__isnull=True) | Q(archived_on__gt=on), since__lte=on
    ).aggregate(
        all=Count("pk"), fresh=Count("pk", filter=Q(Exists(checks.filter(entry=OuterRef("pk")))))
    )
    newest = checks.aggregate(newest=Max("at"))["newest"]
    word = _signed("values", on).first()
    moments = [one for one in (newest, word.signed_at if word else None) if one]
    figure = Figure(entries["fresh"] + bool(word), entries["all"] + 1)
    return judged(figure, max(moments, default=None), on=on, link=reverse("governance:laws"))


def _impact(_organisation: UUID, on: datetime.date) -> Evidence:
    """Count the year's full review, and the figures of the quarter, each signed in time."""
    link = reverse("governance:papers-of", args=["impact"])
    review, quarter = _signed("impact", on).first(), _signed("behaviour", on).first()
    moments = [one.signed_at for one in (review, quarter) if one and one.signed_at]
    in_time = quarter is not None and quarter.until >= on - _QUARTER
    return judged(Figure(bool(review) + in_time, 2), max(moments, default=None), on=on, link=link)


def _self_assessed(_organisation: UUID, on: datetime.date) -> Evidence:
    """Count the clauses of the policy that the year's assessment judged, and its receipt."""
    link = reverse("governance:papers-of", args=["self-assessment"])
    paper = _signed("self-assessment", on).first()
    try:
        known = clauses(profile_in_force().slug)
    except NoProfile:
        return not_set_up(on, link=link)
    if paper is None:
        return not_set_up(on, link=link)
    part = ClauseJudgement.objects.filter(paper=paper, clause__in=list(known)).count()
    received = PaperReceipt.objects.filter(paper=paper, at__lte=ends(on)).exists()
    figure = Figure(part + received, len(known) + 1)
    return judged(figure, paper.signed_at, on=on, link=link)


def _equal(_organisation: UUID, on: datetime.date) -> Evidence:
    """Count the characteristics that the year's signed paper compares."""
    link = reverse("governance:papers-of", args=["equality"])
    paper = _signed("equality", on).first()
    if paper is None:
        return not_set_up(on, link=link)
    compared = {row[3] for group in paper.figures for row in group["rows"]} & CHARACTERISTICS
    figure = Figure(len(compared), len(CHARACTERISTICS))
    return judged(figure, paper.signed_at, on=on, link=link)


def _informed(_organisation: UUID, on: datetime.date) -> Evidence:
    """Count reports that the leadership received and meetings with minutes; both may still come."""
    until = on - _FORTNIGHT
    received = PaperReceipt.objects.filter(paper=OuterRef("pk"), at__lte=ends(on))
    reports = _signed("leadership", on).aggregate(
        part=Count("pk", filter=Q(Exists(received))),
        late=Count("pk", filter=~Q(Exists(received)) & Q(signed_on__lte=until)),
        newest=Max("signed_at"),
    )
    called = Meeting.objects.filter(_year("at__date", on), cancelled_at__isnull=True)
    meetings = called.aggregate(
        part=Count("pk", filter=Q(held_at__lte=ends(on))),
        late=Count("pk", filter=Q(held_at__isnull=True, at__date__lte=until)),
    )
    part = reports["part"] + meetings["part"]
    # A meeting alone informs nobody who was not there: without a report nothing is set up.
    newest = reports["newest"] if reports["part"] or reports["late"] else None
    return judged(
        Figure(part, part + reports["late"] + meetings["late"]), newest, on=on,
        link=reverse("governance:papers-of", args=["leadership"]), stale_after=_TERM,
    )  # fmt: skip


def _liaised(_organisation: UUID, on: datetime.date) -> Evidence:
    """Count the terms of a year, up to today, in which there was work with a body outside."""
    days = list(Liaison.objects.filter(_year("on", on)).order_by("-on").values_list("on", "at"))
    terms = duties.Term.objects.filter(since__lte=on, until__gt=on - _YEAR)
    spans = [(one.since, min(one.until, on)) for one in terms] or [(on - _YEAR, on)]
    part = sum(any(since <= day <= until for day, _at in days) for since, until in spans)
    newest = max((at for _day, at in days if at <= ends(on)), default=None)
    return judged(Figure(part, len(spans)), newest, on=on, link=reverse("governance:liaison"))


def _covered(_organisation: UUID, on: datetime.date) -> Evidence:
    """Count the layers that meet each risk with something live, and the survey of confidence."""
    link = reverse("governance:coverage")
    try:
        now = standings(profile_in_force().profile, on=on)
    except NoProfile:
        return not_set_up(on, link=link)
    looked = [one.found.taken_at for one in now.values() if one.found and one.found.on <= on]
    cells = [cell for _risk, cells in coverage.crossed(now) for cell in cells]
    part, whole = sum(bool(cell.live) for cell in cells), len(cells)
    asked = Confidence.objects.filter(opened_on__lte=on).aggregate(last=Max("opened_on"))["last"]
    if asked is not None:
        part, whole = part + (asked > on - _YEAR), whole + 1
    return judged(Figure(part, whole), max(looked, default=None), on=on, link=link)


CONTROLS = (
    Control(
        "laws-registered", "principal",
        _("Laws of the register checked by name within a year, with the head's yearly word"), _laws,
    ),
    Control(
        "impact-reviewed", "dsl",
        _("The year's full review and the quarter's figures, signed in time"), _impact,
    ),
    Control(
        "coverage-mapped", "dsl",
        _("Layers that meet a risk with something live, and confidence asked within a year"),
        _covered,
    ),
    Control(
        "self-assessed-yearly", "dsl",
        _("Clauses judged in the year's signed assessment, and the leadership's receipt of it"),
        _self_assessed,
    ),
    Control(
        "equal-protection-measured", "principal",
        _("Characteristics that the year's signed comparison covers"), _equal,
    ),
    Control(
        "leadership-informed", "dsl",
        _("Reports that the leadership received, and meetings with minutes"), _informed,
    ),
    Control(
        "community-liaison", "dsl",
        _("Terms of the year with work with a body outside"), _liaised,
    ),
)  # fmt: skip
