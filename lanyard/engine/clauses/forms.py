"""Forms of attestations."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.ui.forms import DayField, look


class AttestForm(forms.Form):
    """What somebody vouches for, and until when."""

    text = look(
        forms.CharField(
            label=_("What do you vouch for, and how do you know?"),
            help_text=_("Your name stands beside it. Write nothing about single people."),
            widget=forms.Textarea,
            max_length=5_000,
        ),
        size="m",
        rows=6,
    )
    expires_on = look(
        DayField(
            label=_("Until which day does it hold?"),
            help_text=_("At most a year. After that day it counts for nothing."),
        ),
        size="m",
    )
    file = look(
        forms.FileField(
            label=_("A file that shows it"),
            required=False,
            help_text=_("A certificate or minutes, for example. No personal records."),
        ),
        size="m",
    )


class WithdrawForm(forms.Form):
    """Why a word is taken back."""

    because = look(
        forms.CharField(
            label=_("Why does it no longer hold?"), widget=forms.Textarea, max_length=2_000
        ),
        size="m",
        rows=4,
    )
