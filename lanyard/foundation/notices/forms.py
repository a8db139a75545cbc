"""The forms of notices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.access.api import all_roles
from lanyard.foundation.notices.models import Endpoint, Preference


def _time() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time", "class": "govuk-input--width-10"}, format="%H:%M")


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
            "quiet_from": _time(),
            "quiet_until": _time(),
        }

    def clean(self) -> dict[str, Any]:
        """Ask for both ends of the quiet time or neither."""
        cleaned = super().clean() or {}
        _check_ends(self, cleaned)
        return cleaned


class QuietHoursForm(forms.Form):
    """When the organisation sends no mail."""

    quiet_from = forms.TimeField(
        label=_("No mail from"), required=False, widget=_time(),
        help_text=_("Leave both empty to send at any hour."),
    )  # fmt: skip
    quiet_until = forms.TimeField(label=_("No mail until"), required=False, widget=_time())
    weekends = forms.BooleanField(label=_("No mail on Saturdays and Sundays"), required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for both ends of the quiet time or neither."""
        cleaned = super().clean() or {}
        _check_ends(self, cleaned)
        return cleaned


def _told() -> list[tuple[str, Any]]:
    roles = sorted((role.title, slug) for slug, role in all_roles().items())
    told = [(slug, _("What this role is told of: %(title)s") % {"title": title})
            for title, slug in roles]  # fmt: skip
    return [("", _("Everything")), *told]


class EndpointForm(forms.Form):
    """A webhook to add."""

    name = forms.CharField(label=_("Name"), max_length=120)
    url = forms.URLField(label=_("Address"), max_length=500, assume_scheme="https")
    shape = forms.ChoiceField(label=_("What receives it"), choices=Endpoint.Shape.choices)
    role = forms.ChoiceField(label=_("What it is told of"), required=False, choices=_told)

    def clean_url(self) -> str:
        """Take an address that we would post to; the rest is checked at every post."""
        url = str(self.cleaned_data["url"])
        if not url.startswith("https://") and not settings.LOOPBACK:
            raise forms.ValidationError(_("Give an address that begins with https://."))
        return url


def _check_ends(form: forms.BaseForm, cleaned: dict[str, Any]) -> None:
    ends = [cleaned.get("quiet_from"), cleaned.get("quiet_until")]
    if not form.errors and (ends[0] is None) != (ends[1] is None):
        missing = "quiet_from" if ends[0] is None else "quiet_until"
        form.add_error(missing, _("Give both times, or neither."))
    elif ends[0] is not None and ends[0] == ends[1]:
        form.add_error("quiet_until", _("Give a time other than the first."))
