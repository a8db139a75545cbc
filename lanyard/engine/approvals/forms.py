"""Forms of approvals."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.ui.forms import look


class DecideForm(forms.Form):
    """One's own word, with the reason."""

    decision = look(
        forms.ChoiceField(
            label=_("What do you decide?"),
            choices=(("approve", _("Approve")), ("reject", _("Reject"))),
            widget=forms.RadioSelect,
        ),
        size="m",
    )
    reason = look(
        forms.CharField(
            label=_("Why?"),
            help_text=_("Kept with your decision, and shown to whoever asked."),
            widget=forms.Textarea,
            max_length=2000,
        ),
        size="m",
        rows=3,
    )


class TakeBackForm(forms.Form):
    """Why a request is taken back."""

    because = look(forms.CharField(label=_("Why do you take it back?"), max_length=500), size="m")
