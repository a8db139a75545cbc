"""How concerns stand, in a few lines, for those who answer for the whole organisation."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lanyard.foundation.database.identity import system_duty
from lanyard.people.api import Person
from lanyard.rooms.concerns.figures import SMALL, rounded, sees_exactly
from lanyard.rooms.concerns.models import Case, Concern
from lanyard.rooms.concerns.reasons import CaseKind
from lanyard.rooms.concerns.states import CaseState

_DAYS = 30


def headlines(person: Person) -> Iterator[tuple[str, str]]:
    """Give lines with where each leads; small numbers are kept back as on the figures page.

    Allegations are told only to whoever may read them. The caller checks ``concerns.figures``.
    """
    now, exact, figures = timezone.now(), sees_exactly(person), reverse("concerns:figures")
    month_ends = timezone.localdate().replace(day=1) - datetime.timedelta(days=1)
    with system_duty("count for figures"):
        came = Concern.objects.filter(_lately(now, month_ends, exact=exact), is_test=False).count()
        cases = Case.objects.filter(state=CaseState.OPEN).aggregate(
            open=Count("id"), overdue=Count("id", filter=Q(next_due__lt=now))
        )
    number = _number(came, exact=exact)
    if exact:
        yield _("Reports in the last 30 days: %s") % number, figures
    else:
        month = date_format(month_ends, "F Y")
        yield _("Reports in %(month)s: %(number)s") % {"month": month, "number": number}, figures
    yield _("Open cases: %s") % _number(cases["open"], exact=exact), figures
    yield _("Of these with something overdue: %s") % _number(cases["overdue"], exact=exact), figures
    yield from _allegations()


def _lately(now: datetime.datetime, month_ends: datetime.date, *, exact: bool) -> Q:
    """Return the last thirty days; for who sees no exact counts the last month that is over."""
    if exact:
        return Q(received_at__gte=now - datetime.timedelta(days=_DAYS))
    return Q(received_at__date__gte=month_ends.replace(day=1), received_at__date__lte=month_ends)


def _allegations() -> Iterator[tuple[str, str]]:
    seen = Case.objects.filter(kind=CaseKind.ALLEGATION).exclude(state=CaseState.CLOSED).count()
    if seen:
        yield _("Open allegations about staff: %s") % seen, reverse("concerns:inbox")


def _number(number: int, *, exact: bool) -> str:
    if not exact and 0 < number < SMALL:
        return _("fewer than 5")
    return str(rounded(number, exact=exact)) if number else _("none")
