"""The forms of notices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.notices.models import Preference

if TYPE_CHECKING:
    _PreferenceModelForm = forms.ModelForm[Preference]
else:
    _PreferenceModelForm = forms.ModelForm


class PreferenceForm(_PreferenceModelForm):
    """When a person wants to be mailed."""

    class Meta:
        model = Preference
        fields = ("mail_routine", "quiet_from", "quiet_until")
        labels = {
            "mail_routine": _("Mail me about things that need no answer"),
            "quiet_from": _("No mail from"),
            "quiet_until": _("No mail until"),
        }
        help_texts = {
            "mail_routine": _(
                "What needs an answer from you is always mailed. You see everything here as well."
            ),
            "quiet_from": _("For example, 19:00. The most serious matters are always mailed."),
            "quiet_until": _("For example, 07:30."),
        }
        widgets = {
            "quiet_from": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "quiet_until": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        }

    def clean(self) -> dict[str, Any]:
        """Ask for both ends of the quiet time or neither."""
        cleaned = super().clean() or {}
        ends = [cleaned.get("quiet_from"), cleaned.get("quiet_until")]
        if not self.errors and (ends[0] is None) != (ends[1] is None):
            missing = "quiet_from" if ends[0] is None else "quiet_until"
            self.add_error(missing, _("Give both times, or neither."))
        elif ends[0] is not None and ends[0] == ends[1]:
            self.add_error("quiet_until", _("Give a time other than the first."))
        return cleaned
