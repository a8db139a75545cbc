"""Fields that several forms share: a person by name, a moment in two boxes, a reason."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from lanyard.foundation.ui.forms import ClockField, DayField, Form, look
from lanyard.people.api import Employment, Person, spans
from lanyard.people.names import fold, whole_words

_LONG = 100_000
_SHOWN = 5


class PersonField(forms.CharField):
    """A person of the organisation, typed as a name or an e-mail. ``staff`` keeps it to staff."""

    def __init__(self, *, staff: bool = False, **options: Any) -> None:
        options.setdefault("max_length", 260)
        super().__init__(**options)
        self.staff = staff

    def clean(self, value: Any) -> Any:
        """Return the one person meant; raises ValidationError that says who else it may be.

        Part of a name is never enough: what hangs on it may be a look at a child's record.
        """
        typed = super().clean(value)
        if not typed:
            return None
        found = list(_people_called(typed, staff=self.staff))
        whole = [p for p in found if "@" in typed or whole_words(typed, p.name_folded)]
        if len(whole) == 1:
            return whole[0]
        found = whole or found
        if not found:
            raise ValidationError(_("We know nobody by this name or e-mail. Check the spelling."))
        names = ", ".join(f"{p} ({p.email or _('no e-mail')})" for p in found[:_SHOWN])
        if not whole:
            raise ValidationError(
                _("Nobody has exactly this name. Give the e-mail: %(names)s"),
                params={"names": names},
            )
        raise ValidationError(
            _("More than one person fits. Give the e-mail: %(names)s"), params={"names": names}
        )


def _people_called(typed: str, *, staff: bool) -> Any:
    people = Person.objects.filter(left_on=None)
    if staff:
        people = people.filter(
            pk__in=Employment.objects.filter(spans(timezone.localdate())).values("person")
        )
    if "@" in typed:
        return people.filter(email__iexact=typed.strip())
    words = fold(typed).split()
    if not words:
        return people.none()
    called = Q()
    for word in words:
        called &= Q(name_folded__contains=word)
    return people.filter(called).order_by("family_name", "given_name", "id")


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
