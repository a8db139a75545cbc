"""Dates and times in words, in the time zone of the organisation (Europe/London)."""

from __future__ import annotations

import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

#: Something due within so many days is "soon".
SOON = 2


def _local(moment: datetime.date | None) -> datetime.date | None:
    if isinstance(moment, datetime.datetime) and timezone.is_aware(moment):
        return timezone.localtime(moment)
    return moment


def day(moment: datetime.date | None) -> str:
    """Write a date: "Tuesday 3 March 2026"; nothing for None."""
    local = _local(moment)
    return date_format(local, "l j F Y") if local else ""


def when(moment: datetime.date | None) -> str:
    """Write a date and time: "Tuesday 3 March 2026, 2:15 pm"; a date without time as a date."""
    local = _local(moment)
    if not isinstance(local, datetime.datetime):
        return day(local)
    half = _("am") if local.hour < 12 else _("pm")
    time = f"{local.hour % 12 or 12}:{local.minute:02d} {half}"
    return _("%(day)s, %(time)s") % {"day": day(local), "time": time}


def days_left(moment: datetime.date) -> int:
    """Return the whole days from today to a date or moment; negative once it has passed."""
    if isinstance(moment, datetime.datetime):
        moment = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    date = moment.date() if isinstance(moment, datetime.datetime) else moment
    return (date - timezone.localdate()).days


def is_over(moment: datetime.date) -> bool:
    """Say whether a moment has passed, or a day is over."""
    if isinstance(moment, datetime.datetime):
        now = (
            timezone.now()
            if timezone.is_aware(moment)
            else timezone.localtime().replace(tzinfo=None)
        )
        return moment < now
    return moment < timezone.localdate()


def near(moment: datetime.date | None) -> str:
    """Write how far a due date is: "in 2 days", "today, 2:15 pm", "3 days overdue"."""
    if moment is None:
        return ""
    left = days_left(moment)
    if left == 0:
        return _today(moment)
    if left < 0:
        return ngettext("%(count)d day overdue", "%(count)d days overdue", -left) % {"count": -left}
    if left == 1:
        return _("tomorrow")
    return ngettext("in %(count)d day", "in %(count)d days", left) % {"count": left}


def _today(moment: datetime.date) -> str:
    if not isinstance(moment, datetime.datetime):
        return _("today")
    time = when(moment).rpartition(", ")[2]
    if is_over(moment):
        return _("overdue since %(time)s today") % {"time": time}
    return _("today, %(time)s") % {"time": time}


def due_state(moment: datetime.date | None) -> str:
    """Say how pressing a due date is: "overdue", "soon", "later", or "none" without a date."""
    if moment is None:
        return "none"
    if is_over(moment):
        return "overdue"
    return "soon" if days_left(moment) <= SOON else "later"
