"""Forms of inductions, tutorials and reviews."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.ui.forms import DayField, choice_of, look
from lanyard.rooms.training.forms import words
from lanyard.rooms.training.shipped import ShippedLesson


def past_day(day: datetime.date) -> datetime.date:
    """Refuse a day to come."""
    if day > timezone.localdate():
        raise ValidationError(_("Give today or an earlier day"))
    return day


class PlanForm(forms.Form):
    """A year's tutorials of a group: a day for each lesson, and what else there is."""

    def __init__(self, *args: Any, lessons: Sequence[ShippedLesson], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in lessons:
            self.fields[one.slug] = look(
                DayField(label=one.title, required=False, help_text=one.about), size="s"
            )
        self.fields["others"] = words(
            _("Other tutorials, one on each line"), rows=4, required=False,
            help_text=_("A plan without a dated session on online safety comes back at once."),
        )  # fmt: skip

    @property
    def dated(self) -> dict[str, datetime.date]:
        """The days that were given."""
        found = self.cleaned_data.items()
        return {slug: day for slug, day in found if slug != "others" and day is not None}


class LessonForm(forms.Form):
    """That a lesson was given, and who was there."""

    on = look(DayField(label=_("On which day was it given?")), size="s")
    came = look(
        forms.MultipleChoiceField(
            label=_("Who was there?"), required=False, widget=forms.CheckboxSelectMultiple,
            help_text=_("Whoever was not is carried to the list of those who catch up."),
        ),
        size="s",
    )  # fmt: skip

    def __init__(self, *args: Any, offered: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_of(self, "came").choices = list(offered)

    def clean_on(self) -> datetime.date:
        """Refuse a day to come."""
        return past_day(self.cleaned_data["on"])


class ReviewForm(forms.Form):
    """A review with an apprentice."""

    on = look(DayField(label=_("On which day was the review?")), size="s")
    guidance = words(
        _("What guidance on online safety did they get?"), rows=4, required=False,
        help_text=_("A review without an answer is kept, and comes back to you until it has one."),
    )  # fmt: skip
    warned = look(
        forms.BooleanField(
            label=_("The dangers of getting involved with extremist groups were explained"),
            required=False,
        )
    )

    def clean_on(self) -> datetime.date:
        """Refuse a day to come."""
        return past_day(self.cleaned_data["on"])


class ResourceForm(forms.Form):
    """Something to teach with."""

    title = look(forms.CharField(label=_("Title"), max_length=200), size="s")
    topic = look(forms.ChoiceField(label=_("For which lesson?")), size="s")
    address = look(
        forms.URLField(
            label=_("Where is it?"), required=False, max_length=500, assume_scheme="https"
        ),
        size="s",
    )
    about = words(_("How is it used?"), rows=4, required=False)

    def __init__(self, *args: Any, lessons: Sequence[ShippedLesson], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_of(self, "topic").choices = [(one.slug, one.title) for one in lessons]
