"""What is asked about posts, absences and being on call."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.access import api as access
from lanyard.foundation.ui.forms import ClockField, DayField, Form, look, rows_of
from lanyard.people.forms.fields import Spanned, name_of, reason
from lanyard.people.models import Site


def _roles() -> list[tuple[str, Any]]:
    named = ((slug, role.title) for slug, role in access.all_roles().items())
    return sorted(named, key=lambda pair: str(pair[1]))


class OpenPostForm(Form):
    """A post to open."""

    title = look(
        forms.CharField(
            label=_("What is the post called?"), max_length=200,
            help_text=_("As your organisation says it, for example Online safety coordinator."),
        ),
        width=30,
    )  # fmt: skip
    role = forms.ChoiceField(
        label=_("Which role of the policy does it give?"), choices=_roles,
        help_text=_("Whoever holds the post may do and see what the role allows."),
    )  # fmt: skip
    site = forms.ModelChoiceField(
        label=_("At which site?"), queryset=Site.objects.none(), required=False,
        empty_label=_("Every site"),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows_of(self, "site").queryset = Site.objects.order_by("name")


class ClosePostForm(Form):
    """A post that is no longer there."""

    on = DayField(label=_("What is its last day?"))
    because = reason(_("Why is it closed?"))


class GivePostForm(Spanned):
    """Who takes a post, how and when."""

    person = name_of(_("Who takes it?"))
    standing = look(
        forms.ChoiceField(
            label=_("How do they hold it?"), choices=access.Standing.choices,
            widget=forms.RadioSelect,
        ),
        option_hints={
            "deputy": _("Acts alongside the holder at all times."),
            "stand-in": _("Acts only while the post is vacant or every holder is away."),
        },
    )  # fmt: skip
    since = DayField(label=_("From which day?"))
    until = DayField(label=_("Until which day?"), required=False)


class EndPostForm(Form):
    """When a holding ends, and why."""

    until = DayField(label=_("What is the last day?"))
    because = reason(_("Why does it end?"))


class LetterForm(Form):
    """An appointment letter."""

    letter = forms.FileField(
        label=_("The appointment letter"),
        help_text=_("A PDF, a Word document or a picture of it. It is kept sealed."),
    )  # fmt: skip


class CoverForm(Spanned):
    """Who is away, when, and who stands in."""

    person = name_of(_("Who is away?"))
    since = DayField(label=_("First day away"))
    until = DayField(label=_("Last day away"))
    cover = name_of(
        _("Who stands in?"), required=False,
        hint=_("They take over the posts of whoever is away, for those days only."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Refuse standing in for oneself."""
        data = super().clean()
        if data.get("cover") is not None and data.get("cover") == data.get("person"):
            self.add_error("cover", _("Nobody stands in for themselves."))
        return data


class BackForm(Form):
    """When somebody is back."""

    until = DayField(label=_("What was, or will be, the last day away?"))


class OnCallForm(Form):
    """Who is on call, from when until when."""

    person = name_of(_("Who is on call?"))
    since_day = DayField(label=_("From which day?"))
    since_time = look(ClockField(label=_("From what time?")), width=10)
    until_day = DayField(label=_("Until which day?"))
    until_time = look(ClockField(label=_("Until what time?")), width=10)

    def clean(self) -> dict[str, Any]:
        """Put the days and times together; refuse a span that ends before it starts, or is over."""
        data: dict[str, Any] = super().clean() or {}
        since = _moment(data.get("since_day"), data.get("since_time"))
        until = _moment(data.get("until_day"), data.get("until_time"))
        if since and until and until <= since:
            self.add_error("until_day", _("It ends before it starts."))
        elif until and until <= timezone.now():
            self.add_error("until_day", _("This is over already."))
        return {**data, "since": since, "until": until}


def _moment(day: datetime.date | None, at: datetime.time | None) -> datetime.datetime | None:
    if day is None or at is None:
        return None
    return timezone.make_aware(datetime.datetime.combine(day, at))
