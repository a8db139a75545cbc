"""Forms of the review of a draft."""

from __future__ import annotations

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.ui.forms import DayField, look
from lanyard.people.api import Person
from lanyard.rooms.policies.forms import posts, words
from lanyard.rooms.policies.models import DraftReading


class ReadersForm(forms.Form):
    """Who reads a draft, and by when."""

    roles = look(
        forms.MultipleChoiceField(
            label=_("Which posts read it?"), choices=posts, required=False,
            widget=forms.CheckboxSelectMultiple,
        ),
        size="s",
    )  # fmt: skip
    people = words(_("Who else, by e-mail address? One on each line"), rows=3, required=False)
    until = look(DayField(label=_("By when?")), size="s")

    def clean_people(self) -> list[Person]:
        """Return the people named, each once."""
        said = self.cleaned_data["people"].splitlines()
        wanted = dict.fromkeys(line.strip().casefold() for line in said if line.strip())
        found = []
        for email in wanted:
            person = Person.objects.filter(left_on__isnull=True, email__iexact=email).first()
            if person is None:
                raise ValidationError(
                    _("Nobody here has the e-mail address %(email)s"), params={"email": email}
                )
            found.append(person)
        return found

    def clean_until(self) -> datetime.date:
        """Refuse a day that is over."""
        day: datetime.date = self.cleaned_data["until"]
        if day < timezone.localdate():
            raise ValidationError(_("Choose today or a later day"))
        return day


class CommentForm(forms.Form):
    """What somebody says of a draft."""

    about = look(
        forms.CharField(label=_("Which passage? (empty: the whole)"), required=False,
                        max_length=200), size="s",
    )  # fmt: skip
    text = words(_("What would you change, and why?"), rows=5)


class VerdictForm(forms.Form):
    """Whether a draft may go to approval."""

    verdict = look(
        forms.ChoiceField(
            label=_("May it go to approval?"), choices=DraftReading.Verdict.choices,
            widget=forms.RadioSelect,
        ),
        size="m",
    )  # fmt: skip


class AnswerCommentForm(forms.Form):
    """The answer to a comment."""

    answer = words(_("What was done about it, or why nothing?"), rows=4)
