"""Forms of duties."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lanyard.engine.duties.actions.complete import LONGEST
from lanyard.engine.duties.models import OfNation
from lanyard.foundation.ui.forms import DayField, look


class DoneForm(forms.Form):
    """One's own word that something was done."""

    evidence = look(
        forms.CharField(
            label=_("What did you do, and when?"),
            help_text=_("A sentence is enough. It is kept as the evidence."),
            widget=forms.Textarea,
            max_length=300,
        ),
        size="m",
        rows=3,
    )


class WaiveForm(forms.Form):
    """Why somebody need not do it for now, and until when."""

    until = look(
        DayField(
            label=_("Until which day?"),
            help_text=_("Within a year: that is Lanyard's default. Then it is asked again."),
        ),
        size="m",
    )
    because = look(
        forms.CharField(
            label=_("Why?"),
            help_text=_("Such as long-term sickness. The person sees the reason too."),
            widget=forms.Textarea,
            max_length=1000,
        ),
        size="m",
        rows=3,
    )

    def clean_until(self) -> datetime.date:
        """Refuse a day that is not to come."""
        day: datetime.date = self.cleaned_data["until"]
        if day <= timezone.localdate():
            raise ValidationError(_("Choose a day to come"))
        if day > timezone.localdate() + LONGEST:
            raise ValidationError(_("Choose a day within a year"))
        return day


class EndWaiverForm(forms.Form):
    """Why something set aside is asked again before its day."""

    because = look(
        forms.CharField(
            label=_("Why is it asked again?"),
            help_text=_("Such as an earlier return. It is kept with the reason of setting aside."),
            widget=forms.Textarea,
            max_length=1000,
        ),
        size="m",
        rows=3,
    )


class TermForm(forms.Form):
    """A term of the year."""

    name = look(forms.CharField(label=_("Name"), max_length=120), size="s")
    since = look(DayField(label=_("First day")), size="s")
    until = look(DayField(label=_("Last day")), size="s")

    def clean(self) -> dict[str, Any]:
        """Refuse a term that ends before it begins."""
        found = self.cleaned_data
        if found.get("since") and found.get("until") and found["until"] < found["since"]:
            self.add_error("until", _("The last day comes after the first"))
        return found


class NationForm(forms.Form):
    """Whose bank holidays count."""

    nation = look(
        forms.ChoiceField(
            label=_("Whose bank holidays count?"),
            help_text=_("Days that fall due by working days are counted anew."),
            choices=OfNation.Nation.choices,
            widget=forms.RadioSelect,
        ),
        size="l",
    )
