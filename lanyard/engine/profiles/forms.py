"""Forms that change a profile."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lanyard.engine.policy.api import Hours, Interval, ProfileInvalid
from lanyard.engine.profiles import pages
from lanyard.engine.profiles.actions import check_changes
from lanyard.engine.profiles.models import ProfileVersion
from lanyard.engine.profiles.proposals import Offer
from lanyard.foundation.ui.forms import ClockField, DayField, look


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

    def __init__(self, *args: Any, version: ProfileVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.version = version

    def clean_changes(self) -> str:
        """Refuse changes that make no usable profile."""
        changes = str(self.cleaned_data["changes"]).replace("\r\n", "\n")
        try:
            check_changes(self.version, changes)
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


class ProposalForm(InForceForm):
    """What is taken of a release's proposal and what is kept, from which day, and why."""

    def __init__(self, *args: Any, offers: list[Offer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = {name: self.fields.pop(name) for name in list(self.fields)}
        self.offers = {f"offer-{n}": offer for n, offer in enumerate(offers) if not offer.needed}
        self.fields = {name: _choice(offer) for name, offer in self.offers.items()} | own

    @property
    def taken(self) -> list[str]:
        """The names of the offers that are taken, once the form is valid."""
        return [
            offer.name for name, offer in self.offers.items() if self.cleaned_data[name] == "take"
        ]


def _choice(offer: Offer) -> forms.Field:
    label, before, after = pages.offered(offer)
    field = forms.ChoiceField(
        label=label,
        choices=[("take", _("Take what this release brings")), ("keep", _("Keep it as it is"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Take or keep: %(label)s") % {"label": label}},
        help_text=_("You have set this yourselves: your value stays, whichever you choose.")
        if offer.own
        else "",
    )
    return look(field, size="s", option_hints={"take": after, "keep": before})


class LeftOpenForm(forms.Form):
    """What a policy leaves open: how often, in days, and from when to when."""

    def __init__(
        self, *args: Any, intervals: list[Interval], hours: list[Hours], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.intervals, self.hours = intervals, hours
        for interval in intervals:
            self.fields[interval.slug] = _days(interval)
        for span in hours:
            opens = _("%(title)s: from") % {"title": span.title}
            closes = _("%(title)s: to") % {"title": span.title}
            self.fields[f"{span.slug}-opens"] = _clock(opens, span.opens)
            self.fields[f"{span.slug}-closes"] = _clock(closes, span.closes)

    def clean(self) -> dict[str, Any]:
        """Refuse hours of which one end is missing, or that end before they begin."""
        for span in self.hours:
            opens, closes = self._ends(span)
            wrong = bool(opens) != bool(closes) or (opens and closes and opens >= closes)
            if wrong and f"{span.slug}-closes" not in self.errors:
                self.add_error(f"{span.slug}-closes", _("Give a time after the first one"))
        return self.cleaned_data

    def _ends(self, span: Hours) -> tuple[datetime.time | None, datetime.time | None]:
        found = self.cleaned_data
        return found.get(f"{span.slug}-opens"), found.get(f"{span.slug}-closes")

    def as_changes(self) -> str:
        """Return what was set, as TOML to add to a draft."""
        intervals = [
            f'\n[[intervals]]\nslug = "{interval.slug}"\ndays = {days}\n'
            for interval in self.intervals
            if (days := self.cleaned_data.get(interval.slug))
        ]
        ends = [(span.slug, *self._ends(span)) for span in self.hours]
        hours = [
            f'\n[[hours]]\nslug = "{slug}"\nopens = {opens:%H:%M:%S}\ncloses = {closes:%H:%M:%S}\n'
            "set-before-go-live = false\n"
            for slug, opens, closes in ends
            if opens and closes
        ]
        return "".join([*intervals, *hours])


def _days(interval: Interval) -> forms.Field:
    field = forms.IntegerField(
        label=interval.says, min_value=1, max_value=3660, required=False,
        initial=interval.days or interval.suggested_days,
    )  # fmt: skip
    return look(field, width=4, suffix=_("days"))


def _clock(label: str, initial: datetime.time) -> forms.Field:
    return look(ClockField(label=label, required=False, initial=f"{initial:%H:%M}"), width=10)
