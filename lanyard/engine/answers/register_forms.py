"""Forms of the registers behind the check of connections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from lanyard.foundation.ui.forms import DayField, Form, choice_of, look

_LONGEST = 2000


class DeclareForm(Form):
    """How two people know each other, for whom the policy would keep them apart."""

    ground = look(
        forms.ChoiceField(label=later("What is it based on?"), widget=forms.RadioSelect), size="m"
    )
    how = look(
        forms.CharField(
            label=later("How do you know each other, and what shows it?"), widget=forms.Textarea,
            max_length=_LONGEST,
        ),
        size="m", rows=4,
    )  # fmt: skip
    since = look(DayField(label=later("Since when?"), past=True), size="m")
    read = look(
        forms.BooleanField(
            label=later("I have read why a connection from a position of trust can do harm")
        )
    )

    def __init__(
        self, data: Mapping[str, Any] | None, *, grounds: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__(data)
        choice_of(self, "ground").choices = list(grounds)


class DecideDeclarationForm(Form):
    """Record a declaration until a day, or refuse it."""

    decision = look(
        forms.ChoiceField(
            label=later("What do you decide?"), widget=forms.RadioSelect,
            choices=(("record", later("Record it")), ("refuse", later("Refuse it"))),
        ),
        size="m", reveals={"record": ("review_on",)},
    )  # fmt: skip
    review_on = look(DayField(label=later("Until when does it hold?")), size="s")
    because = look(
        forms.CharField(label=later("Why?"), widget=forms.Textarea, max_length=_LONGEST,
                        help_text=later("Whoever declared it reads this.")),
        size="m", rows=3,
    )  # fmt: skip

    def clean_review_on(self) -> Any:
        """Refuse a day that is over."""
        return _to_come(self.cleaned_data["review_on"])


class DoneForm(Form):
    """When a follower was dealt with."""

    on = look(DayField(label=later("On which day?"), past=True), size="m")


class RestrictForm(Form):
    """Put somebody on the lead's list."""

    name = look(
        forms.CharField(
            label=later("Whom?"), max_length=200,
            help_text=later("Their whole name or e-mail address"),
        ),
        size="m",
    )  # fmt: skip
    reason = look(
        forms.CharField(label=later("Why?"), widget=forms.Textarea, max_length=_LONGEST),
        size="m", rows=3,
    )  # fmt: skip
    review_on = look(DayField(label=later("When do you look at it again?")), size="m")

    def clean_review_on(self) -> Any:
        """Refuse a day that is over."""
        return _to_come(self.cleaned_data["review_on"])


class EndForm(Form):
    """Why somebody comes off the list."""

    because = look(forms.CharField(label=later("Why?"), max_length=500), size="m")


def _to_come(day: Any) -> Any:
    if day is not None and day <= timezone.localdate():
        raise ValidationError(_("Give a day that is still to come"))
    return day
