"""Fields for days and times of day, as people write them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dates import MONTHS, MONTHS_3
from django.utils.translation import gettext_lazy as _

_PARTS = ("day", "month", "year")


class PartedDate(forms.MultiWidget):
    """Three boxes for day, month and year. What was typed comes back as it was typed."""

    template_name = "ui/forms/date_widget.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None, autocomplete: str = "") -> None:
        widgets: dict[str, forms.Widget | type[forms.Widget]] = {}
        for part in _PARTS:
            widgets[part] = forms.TextInput({"inputmode": "numeric"})
            if autocomplete:
                widgets[part].attrs["autocomplete"] = f"{autocomplete}-{part}"
        super().__init__(widgets, attrs)

    def decompress(self, value: Any) -> list[Any]:
        """Split a date, or what was typed, into day, month and year."""
        if isinstance(value, datetime.date):
            return [value.day, value.month, value.year]
        if isinstance(value, str) and value.count("-") == 2:
            return value.split("-")[::-1]
        return [None, None, None]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Give the template each box with its label and width."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        labels = (_("Day"), _("Month"), _("Year"))
        for box, label, width in zip(
            context["widget"]["subwidgets"], labels, (2, 2, 4), strict=True
        ):
            box["label"] = label
            box["attrs"]["class"] += f" govuk-date-input__input govuk-input--width-{width}"
        return context

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str | None:  # type: ignore[override]  # one text of the boxes
        """Join the boxes to "year-month-day" exactly as typed; None where all are empty."""
        typed = [str(data.get(f"{name}_{part}", "")).strip().replace("-", "/") for part in _PARTS]
        return "-".join(reversed(typed)) if any(typed) else None


class DayField(forms.DateField):
    """A day in three boxes; the month may be a name. ``past=True`` refuses days to come."""

    widget = PartedDate

    def __init__(self, *, past: bool = False, autocomplete: str = "", **options: Any) -> None:
        options.setdefault("widget", PartedDate(autocomplete=autocomplete))
        super().__init__(**options)
        self.past = past

    def to_python(self, value: Any) -> datetime.date | None:
        """Return the day; raises ValidationError that says which part is missing or wrong."""
        if not isinstance(value, str) or value.count("-") != 2:
            return super().to_python(value)
        year, month, day = value.split("-")
        missing = [
            word
            for word, part in ((_("day"), day), (_("month"), month), (_("year"), year))
            if not part
        ]
        if missing:
            raise ValidationError(_("Add the %(part)s to the date"), params={"part": missing[0]})
        found = _date(day, month, year)
        if found is None:
            raise ValidationError(_("Give a real date, such as 27 3 2026"))
        if self.past and found > timezone.localdate():
            raise ValidationError(_("Give a date that is not in the future"))
        return found


def _date(day: str, month: str, year: str) -> datetime.date | None:
    number = _month_number(month)
    if not (number and re.fullmatch(r"\d{1,2}", day) and re.fullmatch(r"\d{4}", year)):
        return None
    try:
        return datetime.date(int(year), number, int(day))
    except ValueError:
        return None


def _month_number(month: str) -> int | None:
    if re.fullmatch(r"\d{1,2}", month):
        return int(month)
    for number in range(1, 13):
        if month.casefold() in {str(MONTHS[number]).casefold(), str(MONTHS_3[number]).casefold()}:
            return number
    return None


_CLOCK = re.compile(r"(\d{1,2})(?:[:.h]?(\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?", re.IGNORECASE)


class ClockField(forms.TimeField):
    """A time of day as people write it: "2:15pm", "14.15", "2 pm", "noon", "midnight"."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> datetime.time | None:
        """Return the time; raises ValidationError where it cannot be read."""
        if value in self.empty_values or isinstance(value, datetime.time | datetime.datetime):
            return super().to_python(value)
        found = _clock(str(value).strip().casefold())
        if found is None:
            raise ValidationError(_("Give a time such as 2:15pm or 14:15"))
        return found


def _clock(said: str) -> datetime.time | None:
    if said in {"noon", "midday"}:
        return datetime.time(12)
    if said == "midnight":
        return datetime.time(0)
    match = _CLOCK.fullmatch(said)
    if match is None:
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").replace(".", "")
    if minute > 59 or hour > 23 or (half and not 1 <= hour <= 12):
        return None
    if not half and match[2] is None and ":" not in said:
        return None
    hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    return datetime.time(hour, minute)
