"""Forms of posts."""

from __future__ import annotations

import datetime
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.ui.forms import ClockField, DayField, Form, look
from lanyard.rooms.channels.actions.posts import Words, shown
from lanyard.rooms.channels.models import OfficialPost
from lanyard.rooms.consent.api import Picture

_LONG = 3_000
_MOST_PICTURES = 10
_BETWEEN = re.compile(r"[\s,;]+")


class CodesField(forms.CharField):
    """Codes of pictures in the store, of those that the reader may see."""

    def clean(self, value: Any) -> Any:
        """Return the pictures; raises ValidationError that names the codes without one."""
        typed = [one.upper() for one in _BETWEEN.split(super().clean(value)) if one]
        known = {one.code: one for one in Picture.objects.filter(code__in=typed)}
        wrong = [one for one in typed if one not in known]
        if wrong:
            said = now("There is no picture for you with this code: {codes}")
            raise ValidationError(said.format(codes=", ".join(wrong)))
        if len(known) > _MOST_PICTURES:
            raise ValidationError(now("Ten pictures at the most"))
        return [known[one] for one in dict.fromkeys(typed)]


class PostForm(Form):
    """What a post says and shows."""

    text = look(
        forms.CharField(label=_("What do you post?"), widget=forms.Textarea, max_length=_LONG),
        size="s", rows=7,
    )  # fmt: skip
    answers = look(
        forms.URLField(
            label=_("Which post or comment does it answer?"), required=False, max_length=500,
            assume_scheme="https", help_text=_("Its address. Leave it empty for a new post."),
        ),
        size="s", later=True,
    )  # fmt: skip
    pictures = look(
        CodesField(
            label=_("Which pictures does it show?"), required=False,
            help_text=_("Their codes in the store. No other picture goes out."),
        ),
        size="s", later=True,
    )  # fmt: skip
    rights_held = look(
        forms.BooleanField(
            label=_("Everything in it is ours, or licensed to us: words, pictures, music, film"),
            required=False,
        ),
        size="s",
    )
    set_aside = look(
        forms.CharField(
            label=_("If the check finds something that should stay: why?"), required=False,
            max_length=300,
        ),
        size="s", later=True,
    )  # fmt: skip

    def __init__(self, *args: Any, one: OfficialPost | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = _initial(one) if one else {}
        super().__init__(*args, **kwargs)

    def words(self) -> Words:
        """Return what was written."""
        data = self.cleaned_data
        return Words(
            data["text"], data["answers"], data["pictures"], data["rights_held"], data["set_aside"]
        )


def _initial(one: OfficialPost) -> dict[str, Any]:
    return {
        "text": one.text, "answers": one.answers, "rights_held": one.rights_held,
        "set_aside": one.set_aside, "pictures": " ".join(row.picture.code for row in shown(one)),
    }  # fmt: skip


class ReleaseForm(Form):
    """When a post goes out."""

    day = look(
        DayField(
            label=_("On which day?"), required=False, help_text=_("Leave both empty for now.")
        ),
        size="s",
    )
    time = look(
        ClockField(label=_("At what time?"), required=False, help_text=_("Such as 2:15pm")),
        size="s", width=5,
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Make one moment of day and time; raises for half of one and for what is over."""
        data = super().clean() or self.cleaned_data
        day, time = data.get("day"), data.get("time")
        data["at"] = None
        if self.errors:
            return data
        if (day is None) != (time is None):
            self.add_error("time" if day else "day", now("Give a day and a time, or neither"))
        elif day and time:
            data["at"] = timezone.make_aware(datetime.datetime.combine(day, time))
            if data["at"] < timezone.now():
                self.add_error("day", now("Give a moment to come"))
        return data


class PlaceForm(Form):
    """Where a post stands."""

    place = look(
        forms.URLField(
            label=_("Where does it stand?"), max_length=500, assume_scheme="https",
            help_text=_("The address of the post itself. Copy it from the app or the browser."),
        ),
        size="s",
    )  # fmt: skip
