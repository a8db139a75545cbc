"""Fields that several forms share: a moment in two boxes, a reason, a choice."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from lanyard.foundation.ui.forms import ClockField, DayField, Form, look
from lanyard.people.api import PersonField

__all__ = [
    "PersonField", "WhenForm", "choice", "line", "moment", "picked", "several", "words",
]  # fmt: skip

_LONG = 100_000


def words(label: Any, *, hint: Any = "", required: bool = True, rows: int = 4) -> forms.CharField:
    """Return a field for some sentences."""
    field = forms.CharField(
        label=label, help_text=hint, required=required, widget=forms.Textarea,
        validators=[MaxLengthValidator(_LONG)],
    )  # fmt: skip
    return look(field, rows=rows)


def line(label: Any, *, hint: Any = "", required: bool = True) -> forms.CharField:
    """Return a field for one line."""
    return forms.CharField(label=label, help_text=hint, required=required, max_length=200)


def choice(
    label: Any, choices: Any, *, hint: Any = "", required: bool = True, **more: Any
) -> forms.ChoiceField:
    """Return a field of radio buttons."""
    field = forms.ChoiceField(
        label=label, help_text=hint, choices=choices, required=required, widget=forms.RadioSelect
    )
    more.setdefault("small", True)
    return look(field, **more)


def picked(label: Any, choices: Any, *, hint: Any = "", required: bool = True) -> forms.ChoiceField:
    """Return a field of a drop-down list."""
    return forms.ChoiceField(label=label, help_text=hint, choices=choices, required=required)


def several(label: Any, choices: Any, *, hint: Any = "", required: bool = False) -> Any:
    """Return a field of tick boxes."""
    field = forms.MultipleChoiceField(
        label=label, help_text=hint, choices=choices, required=required,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    return look(field, small=True)


class WhenForm(Form):
    """A form that asks when something happened, in a day and a time that default to now."""

    happened_on = DayField(label=lazy("On which day?"), past=True)
    happened_at_time = look(ClockField(label=lazy("At what time?")), width=10)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        now = timezone.localtime()
        initial = {"happened_on": now.date(), "happened_at_time": now.strftime("%H:%M")}
        kwargs["initial"] = {**initial, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Put the day and the time together; a moment to come is refused."""
        data = super().clean() or self.cleaned_data
        on, at = data.get("happened_on"), data.get("happened_at_time")
        if on and at:
            data["happened_at"] = moment(on, at)
            if data["happened_at"] > timezone.now() + datetime.timedelta(minutes=1):
                self.add_error(
                    "happened_at_time", _("This is in the future. Give the time it happened.")
                )
        return data


def moment(on: datetime.date, at: datetime.time) -> datetime.datetime:
    """Return a day and a time of the organisation as a moment."""
    return timezone.make_aware(datetime.datetime.combine(on, at))
