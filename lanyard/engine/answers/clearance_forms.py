"""Forms for asking that something be approved, and for ending an approval."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from lanyard.engine.answers import words
from lanyard.engine.answers.models import Clearance
from lanyard.engine.decisions.api import FactInfo
from lanyard.foundation.ui.forms import DayField, Form, look
from lanyard.foundation.ui.times import day

_LONGEST = 2000


class ClearanceForm(Form):
    """What an approval is for, and until when; and those facts of its scope that were not asked."""

    whom = look(
        forms.CharField(
            label=later("Which learner or group is it for?"), max_length=300,
            help_text=later("Those who decide read it."),
        ),
        size="m",
    )  # fmt: skip
    purpose = look(
        forms.CharField(
            label=later("What is it for, and why this way?"), widget=forms.Textarea,
            max_length=_LONGEST,
        ),
        size="m", rows=3,
    )  # fmt: skip
    instead = look(
        forms.CharField(
            label=later("Which less risky way did you try?"), widget=forms.Textarea,
            max_length=_LONGEST, help_text=later("And why it did not do."),
        ),
        size="m", rows=2,
    )  # fmt: skip
    until = look(DayField(label=later("Until when do you need it?")), size="m")

    def __init__(
        self, data: Mapping[str, Any] | None, *, latest: datetime.date, to_people: bool,
        infos: Iterable[FactInfo],
    ) -> None:  # fmt: skip
        super().__init__(data)
        self.latest = latest
        if not to_people:
            del self.fields["whom"], self.fields["instead"]
        self.of_scope = {info.name: info for info in infos if info.kind == "choice"}
        for name, info in self.of_scope.items():
            chosen = forms.ChoiceField(
                label=words.label(info), choices=info.choices, widget=forms.RadioSelect
            )
            self.fields[name] = look(chosen, size="m")
        self.order_fields([*self.of_scope, "whom", "purpose", "instead", "until"])

    def clean_until(self) -> datetime.date:
        """Refuse a day that is over, or later than anything is approved for."""
        until: datetime.date = self.cleaned_data["until"]
        if until < timezone.localdate():
            raise ValidationError(_("Give a day that is still to come"))
        if until > self.latest:
            raise ValidationError(_("Give %(day)s or an earlier day") % {"day": day(self.latest)})
        return until

    @property
    def scope(self) -> dict[str, str]:
        """What was chosen of the facts that were not asked before."""
        return {name: self.cleaned_data[name] for name in self.of_scope}

    def told(self) -> list[tuple[str, str]]:
        """Return the same in words."""
        return [
            (str(words.label(info)), str(dict(info.choices)[self.cleaned_data[name]]))
            for name, info in self.of_scope.items()
        ]


class DataBackForm(Form):
    """What became of data that was taken off site."""

    how = look(
        forms.ChoiceField(
            label=later("What became of the data?"), choices=Clearance.Back.choices,
            widget=forms.RadioSelect,
            help_text=later("Think of the device, of printouts, and of copies in a cloud."),
        ),
        heading=True,
    )  # fmt: skip


class EndClearanceForm(Form):
    """Why an approval ends before its day."""

    because = look(
        forms.CharField(
            label=later("Why does it end?"), max_length=500,
            help_text=later("Whoever asked for it reads this."),
        ),
        size="m",
    )  # fmt: skip
