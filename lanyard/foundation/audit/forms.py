"""The forms of the audit trail."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.registry import api as registry


def _day() -> forms.DateInput:
    return forms.DateInput(
        attrs={"type": "date", "class": "govuk-input--width-10"}, format="%Y-%m-%d"
    )


def _verbs() -> list[tuple[str, Any]]:
    verbs = sorted(verb.slug for manifest in registry.manifests() for verb in manifest.verbs)
    return [("", _("Anything")), *((slug, slug) for slug in verbs)]


class FilterForm(forms.Form):
    """What of the trail to show."""

    verb = forms.ChoiceField(label=_("What was done"), required=False, choices=_verbs)
    actor = forms.CharField(label=_("Who did it"), required=False, max_length=120)
    since = forms.DateField(label=_("From"), required=False, widget=_day())
    until = forms.DateField(label=_("Until"), required=False, widget=_day())


class ExportForm(FilterForm):
    """What of the trail to take out, and why."""

    because = forms.CharField(
        label=_("Why do you export it?"),
        max_length=500,
        widget=forms.TextInput(attrs={"class": "govuk-!-width-two-thirds"}),
        error_messages={"required": _("Say why you export it. The reason goes into the trail.")},
    )
