"""Forms of training."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.ui.forms import ClockField, DayField, look
from lanyard.people.api import Person
from lanyard.rooms.training.models import Completion, Course, TrainingRule
from lanyard.rooms.training.modules import ModuleInvalid, Question, module_of

WHO = (
    ("staff", _("All staff")), ("sponsored", _("Contractors, agency staff and volunteers")),
    ("governor", _("Governors and trustees")), ("learner", _("Learners")),
    ("apprentice", _("Apprentices")),
)  # fmt: skip


def words(label: Any, *, rows: int = 4, limit: int = 4000, **more: Any) -> forms.Field:
    """Return a field for a few sentences."""
    field = forms.CharField(label=label, widget=forms.Textarea, max_length=limit, **more)
    return look(field, size="s", rows=rows)


class AnswerForm(forms.Form):
    """One question of a module."""

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["choice"] = look(
            forms.TypedChoiceField(
                label=question.ask, coerce=int, widget=forms.RadioSelect,
                choices=[(n, choice.text) for n, choice in enumerate(question.choices)],
            ),
            size="l", heading=True,
        )  # fmt: skip


class ReasonForm(forms.Form):
    """Why."""

    because = words(_("Why?"), rows=3, limit=300)


class CourseForm(forms.Form):
    """A course of one's own."""

    title = look(forms.CharField(label=_("Title"), max_length=200), size="s")
    kind = look(
        forms.ChoiceField(
            label=_("How is it taken?"), widget=forms.RadioSelect,
            choices=Course.Kind.choices,
        ),
        size="s",
    )  # fmt: skip
    about = words(_("What is it about?"), required=False)
    counts_as = look(
        forms.ChoiceField(
            label=_("Does it count as one of these?"), required=False,
            choices=(
                ("", _("No")), ("induction", _("Induction")),
                ("kcsie", _("Keeping Children Safe in Education")),
                ("refresher", _("Safeguarding refresher")),
                ("key-staff-update", _("Update for key staff")),
                ("update", _("Safeguarding update")), ("prevent", _("Prevent")),
            ),
        ),
        size="s",
    )  # fmt: skip
    online_safety = words(
        _("What part of it is about online safety?"), required=False, rows=3,
        help_text=_("Compulsory for safeguarding training."),
    )  # fmt: skip
    topics = look(
        forms.CharField(
            label=_("Topics that it must cover"), required=False, max_length=300,
            help_text=_("Separated by commas. A module is published once each has its page."),
        ),
        size="s",
    )  # fmt: skip
    minutes = look(
        forms.IntegerField(label=_("How long does it take?"), min_value=1, max_value=5000,
                           required=False), size="s", width=4, suffix=_("minutes"),
    )  # fmt: skip
    for_learners = look(forms.BooleanField(label=_("It is for learners"), required=False))

    def clean_topics(self) -> list[str]:
        """Return the topics."""
        return [one.strip() for one in self.cleaned_data["topics"].split(",") if one.strip()]


class TextForm(forms.Form):
    """The words of a module."""

    text = look(
        forms.CharField(
            label=_("The pages and questions"), strip=False, max_length=200_000,
            widget=forms.Textarea(attrs={"spellcheck": "true"}),
            help_text=_(
                "Markdown. A page begins with “# Its title {topic, topic}”. Questions come last: "
                "a line with “? ”, then its answers, “* ” before the right one and “- ” before the "
                "others; what is said to whoever chooses it stands after “|”."
            ),
        ),
        size="s", rows=24,
    )  # fmt: skip

    def clean_text(self) -> str:
        """Refuse what makes no module, naming the line."""
        text: str = self.cleaned_data["text"].replace("\r\n", "\n")
        try:
            module_of(text)
        except ModuleInvalid as wrong:
            raise ValidationError(str(wrong)) from None
        return text


class RuleForm(forms.Form):
    """Who takes a course, and how often."""

    title = look(forms.CharField(label=_("What is asked, in words"), max_length=200), size="s")
    who = look(
        forms.MultipleChoiceField(
            label=_("Of whom?"), choices=WHO, widget=forms.CheckboxSelectMultiple
        ),
        size="s",
    )
    days = look(
        forms.IntegerField(label=_("Within how many days of joining?"), min_value=1, max_value=730,
                           initial=28), size="s", width=4, suffix=_("days"),
    )  # fmt: skip
    months = look(
        forms.IntegerField(
            label=_("Again after how many months?"), min_value=1, max_value=120, required=False,
            help_text=_("Leave empty for something taken once."),
        ),
        size="s", width=3, suffix=_("months"),
    )  # fmt: skip
    by_edition = look(forms.BooleanField(label=_("Again with each new edition"), required=False))
    consequence = look(
        forms.ChoiceField(
            label=_("What follows when somebody is late?"), widget=forms.RadioSelect,
            choices=[c for c in TrainingRule.Consequence.choices if c[0] != "lead"],
        ),
        size="s",
    )  # fmt: skip


def _found(address: str) -> Person:
    found = Person.objects.filter(email__iexact=address.strip(), left_on__isnull=True).first()
    if found is None:
        raise ValidationError(_("Nobody here has the address %(it)s"), params={"it": address})
    return found


class SessionForm(forms.Form):
    """When and where a session is, and who leads it."""

    day = look(DayField(label=_("On which day?")), size="s")
    begins = look(
        ClockField(label=_("From when?"), help_text=_("Such as 2:15pm")), size="s", width=5
    )  # fmt: skip
    ends = look(ClockField(label=_("Until when?")), size="s", width=5)
    place = look(forms.CharField(label=_("Where? A room, or online"), max_length=200), size="s")
    places = look(
        forms.IntegerField(
            label=_("How many places?"), min_value=1, max_value=2000, required=False,
            help_text=_("Leave empty where there is room for all."),
        ),
        size="s", width=4,
    )  # fmt: skip
    method = look(
        forms.ChoiceField(
            label=_("By what method are people kept up to date?"),
            choices=Completion.Method.choices, initial=Completion.Method.BRIEFING,
        ),
        size="s",
    )  # fmt: skip
    led_by = look(
        forms.CharField(label=_("Who leads it? Their e-mail address"), max_length=254), size="s"
    )

    def clean_led_by(self) -> Person:
        """Return the person; an address nobody here has is said."""
        return _found(self.cleaned_data["led_by"])

    def clean(self) -> dict[str, Any]:
        """Make moments of the day and the times; refuse an end before the beginning."""
        found = self.cleaned_data
        day, begins, ends = (found.get(name) for name in ("day", "begins", "ends"))
        if day and begins and ends:
            if ends <= begins:
                self.add_error("ends", _("It ends after it begins"))
            for name, at in (("starts_at", begins), ("ends_at", ends)):
                found[name] = timezone.make_aware(datetime.datetime.combine(day, at))
        return found


class BookForm(forms.Form):
    """Who is to come: some of those who have it still to take, and others by address."""

    people = look(
        forms.TypedMultipleChoiceField(
            label=_("Who is to come?"), required=False, widget=forms.CheckboxSelectMultiple
        ),
        size="s",
    )
    others = words(
        _("Others, by e-mail address, one on each line"), rows=4, required=False, limit=20_000
    )

    def __init__(self, *args: Any, offered: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["people"]
        field.choices = list(offered)
        if not field.choices:
            del self.fields["people"]

    def clean_others(self) -> list[Person]:
        """Return the people of the addresses."""
        lines = self.cleaned_data["others"].split()
        return [_found(line) for line in dict.fromkeys(lines)]

    def clean(self) -> dict[str, Any]:
        """Ask for somebody at least."""
        found = self.cleaned_data
        if not self.errors and not found.get("people") and not found.get("others"):
            raise ValidationError(_("Choose somebody, or give an address"))
        return found


class RegisterForm(BookForm):
    """Who came."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "people" in self.fields:
            self.fields["people"].label = _("Who came?")
        self.fields["others"].label = _("Who came without a booking? One address on each line")

    def clean(self) -> dict[str, Any]:
        """Take a register without anybody: nobody came."""
        return self.cleaned_data


class HandInForm(forms.Form):
    """What was taken elsewhere."""

    on = look(DayField(label=_("On which day did you take it?")), size="s")
    note = look(
        forms.CharField(
            label=_("What was it, and who gave it?"), max_length=300,
            help_text=_("Such as: Level 3 for safeguarding leads, local safeguarding board."),
        ),
        size="s",
    )  # fmt: skip
    method = look(
        forms.ChoiceField(label=_("How was it taken?"), choices=Completion.Method.choices,
                          initial=Completion.Method.COURSE), size="s",
    )  # fmt: skip
    expires_on = look(
        DayField(label=_("Until which day is it valid, if it says so?"), required=False), size="s"
    )
    certificate = look(
        forms.FileField(
            label=_("The certificate"), required=False,
            help_text=_("A PDF or a picture. Without one, somebody who knows has to vouch for it."),
        ),
        size="s",
    )  # fmt: skip

    def clean_on(self) -> datetime.date:
        """Refuse a day to come."""
        day: datetime.date = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise ValidationError(_("Give today or an earlier day"))
        return day

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the day it was taken."""
        found = self.cleaned_data
        on, ends = found.get("on"), found.get("expires_on")
        if on and ends and ends <= on:
            self.add_error("expires_on", _("It is valid beyond the day it was taken"))
        return found
