"""Fields that several forms of people share."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.ui.forms import Form, look
from lanyard.people.models import Person
from lanyard.people.queries import search


class PersonField(forms.CharField):
    """Names somebody who is here, by e-mail address or by a whole name that only they have."""

    def clean(self, value: Any) -> Any:
        """Return the person, or None for a blank that is allowed."""
        said = super().clean(value)
        if not said:
            return None
        here = Person.objects.filter(left_on__isnull=True)
        found = here.filter(email__iexact=said.strip()).first()
        if found is not None:
            return found
        if "@" in said:
            raise forms.ValidationError(_("Nobody here has this e-mail address."))
        named = list(search(here, said)[:2])
        if not named:
            raise forms.ValidationError(_("Nobody here has this name or e-mail address."))
        if len(named) > 1:
            raise forms.ValidationError(_("Several people match. Give the e-mail address."))
        return named[0]


class Spanned(Form):
    """A form with a first and a last day."""

    def clean(self) -> dict[str, Any]:
        """Refuse a span that ends before it starts."""
        data: dict[str, Any] = super().clean() or {}
        since, until = data.get("since"), data.get("until")
        if isinstance(since, datetime.date) and until and until < since:
            self.add_error("until", _("The last day is before the first."))
        return data


def reason(label: Any, *, hint: Any = "", limit: int = 300) -> forms.CharField:
    """Return a field that asks why, in a few lines."""
    field = forms.CharField(
        label=label, max_length=limit, help_text=hint, widget=forms.Textarea, strip=True
    )
    return look(field, rows=3)


def name_of(label: Any, *, hint: Any = "", required: bool = True) -> PersonField:
    """Return a field that names somebody who is here."""
    given = hint or _("Their e-mail address, or their whole name.")
    return look(PersonField(label=label, help_text=given, required=required), width=30)
