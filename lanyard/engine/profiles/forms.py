"""Forms that change a profile."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lanyard.engine.policy.api import Interval, ProfileInvalid
from lanyard.engine.profiles.actions import check_changes
from lanyard.foundation.ui.forms import DayField, look


class ChangesForm(forms.Form):
    """Changes over the shipped profile, as TOML; each mistake is named by its key."""

    changes = look(
        forms.CharField(
            label=_("Your changes"),
            required=False,
            strip=False,
            max_length=100_000,
            widget=forms.Textarea(attrs={"spellcheck": "false", "autocomplete": "off"}),
            help_text=_("Only what differs from the profile that comes with Lanyard."),
        ),
        size="m",
        rows=18,
    )

    def __init__(self, *args: Any, slug: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slug = slug

    def clean_changes(self) -> str:
        """Refuse changes that make no usable profile."""
        changes = str(self.cleaned_data["changes"]).replace("\r\n", "\n")
        try:
            check_changes(self.slug, changes)
        except ProfileInvalid as invalid:
            raise ValidationError(
                [f"{p.key}: {p.what}" if p.key else p.what for p in invalid.problems]
            ) from None
        return changes


class InForceForm(forms.Form):
    """From which day a change holds, and why."""

    effective_from = look(DayField(label=_("From which day?")), size="m")
    reason = look(
        forms.CharField(
            label=_("Why is it changed?"),
            help_text=_("The reason is kept with the version for ever."),
            widget=forms.Textarea,
            max_length=2000,
        ),
        size="m",
        rows=4,
    )

    def clean_effective_from(self) -> Any:
        """Refuse a day that is over: what was decided then stays as it was."""
        day = self.cleaned_data["effective_from"]
        if day < timezone.localdate():
            raise ValidationError(_("Choose today or a later day"))
        return day


class LeftOpenForm(forms.Form):
    """How often, in days, for each interval that the policy leaves open."""

    def __init__(self, *args: Any, intervals: list[Interval], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.intervals = intervals
        for interval in intervals:
            self.fields[interval.slug] = look(
                forms.IntegerField(
                    label=interval.says,
                    min_value=1,
                    max_value=3660,
                    required=False,
                    initial=interval.days or interval.suggested_days,
                ),
                width=4,
                suffix=_("days"),
            )

    def as_changes(self) -> str:
        """Return what was set, as TOML to add to a draft."""
        return "".join(
            f'\n[[intervals]]\nslug = "{interval.slug}"\ndays = {days}\n'
            for interval in self.intervals
            if (days := self.cleaned_data.get(interval.slug))
        )
