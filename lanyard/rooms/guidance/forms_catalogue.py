"""Forms of the catalogue, and of what a class is told of its tools."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.ui.forms import DayField, Form, look
from lanyard.people.api import Group
from lanyard.rooms.guidance.actions.technology import Proposed
from lanyard.rooms.guidance.models import IN_CLASS, Technology
from lanyard.rooms.guidance.precautions import bank


def _words(label: Any, most: int, hint: Any = "") -> Any:
    return look(
        forms.CharField(label=label, max_length=most, widget=forms.Textarea, help_text=hint),
        size="s", rows=2,
    )  # fmt: skip


def _later(given: datetime.date) -> datetime.date:
    if given <= timezone.localdate():
        raise forms.ValidationError(_("Give a day to come."))
    return given


class TermsForm(Form):
    """The terms of a technology, in plain words."""

    terms_url = look(
        forms.URLField(label=_("Address of its terms"), max_length=500, assume_scheme="https"),
        size="s",
    )  # fmt: skip
    terms_summary = _words(
        _("What do its terms say, in plain words?"), 400,
        _("From which age, what becomes of what is put there, what is forbidden."),
    )  # fmt: skip
    terms_review_on = look(DayField(label=_("When are they read again?")), size="s")

    def clean_terms_review_on(self) -> datetime.date:
        """Refuse a day that is over."""
        return _later(self.cleaned_data["terms_review_on"])


class TechnologyForm(TermsForm):
    """A technology for the catalogue: both sides of it, and what it is for."""

    name = look(forms.CharField(label=_("What is it called?"), max_length=80), size="s")
    uses = look(
        forms.MultipleChoiceField(
            label=_("What is it to be used for?"), widget=forms.CheckboxSelectMultiple,
            choices=Technology.Use.choices,
            help_text=_("Any other use needs a new approval."),
        ),
        size="s", small=True,
    )  # fmt: skip
    benefit = _words(_("What does it do for teaching?"), 500)
    risks = _words(_("What can go wrong?"), 500)
    safeguard = _words(_("What is done against it?"), 500)
    social = look(
        forms.ChoiceField(
            label=_("Do people share or talk there almost at once, through a network?"),
            choices=[("yes", _("Yes: it is social media")), ("no", _("No"))],
            widget=forms.RadioSelect,
            help_text=_("In any medium, from text to podcast."),
        ),
        size="s", inline=True,
    )  # fmt: skip
    lesson = look(
        forms.ChoiceField(
            label=_("Which page is taught when it comes into a class?"), required=False,
            help_text=_("Needed for every use with learners."),
        ),
        size="s",
    )  # fmt: skip
    field_order = (
        "name", "uses", "benefit", "risks", "safeguard", "social", "lesson", "terms_url",
        "terms_summary", "terms_review_on",
    )  # fmt: skip

    def __init__(self, *args: Any, lessons: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["lesson"]
        chosen.choices = [("", _("None: learners do not use it")), *lessons]

    def clean_social(self) -> bool:
        """Return whether it is social media."""
        return bool(self.cleaned_data["social"] == "yes")

    def clean(self) -> dict[str, Any]:
        """Ask for a lesson where learners use it (POR-ES-03)."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if IN_CLASS.intersection(given.get("uses", ())) and not given.get("lesson"):
            self.add_error("lesson", _("Choose what learners are taught with it."))
        return given

    def proposed(self) -> Proposed:
        """Return what the catalogue is to say."""
        return Proposed(**{name: self.cleaned_data[name] for name in self.fields})


class BringForm(Form):
    """A class into which a technology comes, and what for."""

    group = look(forms.ChoiceField(label=_("Into which group?")), size="s")
    use = look(
        forms.ChoiceField(label=_("What for?"), widget=forms.RadioSelect), size="s"
    )  # fmt: skip

    def __init__(self, *args: Any, one: Technology, groups: Iterable[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["group"].choices = [(str(group.pk), group.name) for group in groups]
        fields["use"].choices = [c for c in Technology.Use.choices if c[0] in one.uses]


class PrecautionsForm(Form):
    """The bank, shelf by shelf."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for shelf in bank():
            self.fields[shelf.slug] = look(
                forms.MultipleChoiceField(
                    label=shelf.title, required=False, choices=shelf.precautions,
                    widget=forms.CheckboxSelectMultiple,
                ),
                size="s", small=True,
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Ask for one at least."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.chosen:
            raise forms.ValidationError(_("Choose what suits the tools of the group."))
        return given

    @property
    def chosen(self) -> list[str]:
        """The slugs that were chosen, in the bank's order."""
        return [slug for name in self.fields for slug in self.cleaned_data.get(name, ())]
