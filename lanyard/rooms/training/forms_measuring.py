"""Forms of campaigns, surveys, aims, observations and notes."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.ui.forms import ClockField, DayField, choice_of, look
from lanyard.rooms.training.forms import words
from lanyard.rooms.training.forms_teaching import past_day
from lanyard.rooms.training.models import AwarenessCampaign, PracticeSeen

_MARKS = (
    (5, _("Wholly")), (4, _("Mostly")), (3, _("Partly")), (2, _("Hardly")), (1, _("Not at all")),
)  # fmt: skip


class CampaignForm(forms.Form):
    """A campaign."""

    title = look(forms.CharField(label=_("Title"), max_length=200), size="s")
    theme = look(
        forms.ChoiceField(label=_("What is it about?"), choices=AwarenessCampaign.Theme.choices),
        size="s",
    )
    since = look(DayField(label=_("From which day?")), size="s")
    until = look(DayField(label=_("Until which day?")), size="s")
    for_staff = words(_("What does it say to staff?"), required=False)
    for_learners = words(_("What does it say to learners?"), required=False)
    address = look(
        forms.URLField(
            label=_("Where are its materials?"), required=False, max_length=500,
            assume_scheme="https",
        ),
        size="s",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Ask for words, for both where both are to hear it, and for an end after the beginning."""
        found = self.cleaned_data
        staff, learners = found.get("for_staff"), found.get("for_learners")
        if not (staff or learners):
            self.add_error("for_staff", _("Say something to staff, to learners, or to both"))
        elif found.get("theme") == "radicalisation" and not (staff and learners):
            missing = "for_learners" if staff else "for_staff"
            self.add_error(missing, _("A campaign on radicalisation speaks to both"))
        since, until = found.get("since"), found.get("until")
        if since and until and until < since:
            self.add_error("until", _("It ends after it begins"))
        return found


class ReachForm(forms.Form):
    """How many a campaign reached."""

    staff = look(
        forms.IntegerField(label=_("How many staff did it reach?"), min_value=0, required=False),
        size="s", width=5,
    )  # fmt: skip
    learners = look(
        forms.IntegerField(label=_("How many learners did it reach?"), min_value=0, required=False),
        size="s", width=5,
    )  # fmt: skip


class SurveyForm(forms.Form):
    """How far each sentence holds."""

    def __init__(self, *args: Any, sentences: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, sentence in enumerate(sentences):
            self.fields[f"sentence-{number}"] = look(
                forms.TypedChoiceField(
                    label=sentence, coerce=int, choices=_MARKS, widget=forms.RadioSelect
                ),
                size="s",
            )

    @property
    def marks(self) -> list[int]:
        """The marks in the order of the sentences."""
        return [self.cleaned_data[name] for name in self.fields]


class TeamActionForm(forms.Form):
    """What a team does about a survey."""

    group = look(forms.ChoiceField(label=_("Which team?")), size="s")
    words = words(_("What does it do?"))

    def __init__(self, *args: Any, teams: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_of(self, "group").choices = list(teams)


class AimForm(forms.Form):
    """What a programme aims at."""

    outcome = words(
        _("What will learners be able to do online?"),
        help_text=_("One thing on each line, as it is needed in their work."),
    )
    courses = look(
        forms.MultipleChoiceField(
            label=_("Which modules teach it?"), required=False,
            widget=forms.CheckboxSelectMultiple,
        ),
        size="s",
    )  # fmt: skip

    def __init__(self, *args: Any, offered: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_of(self, "courses").choices = list(offered)


class PracticeForm(forms.Form):
    """The line on online safety of a lesson observation."""

    group = look(forms.ChoiceField(label=_("Which team was observed?")), size="s")
    on = look(DayField(label=_("On which day?")), size="s")
    seen = look(
        forms.ChoiceField(
            label=_("What did learners see of good practice online?"),
            choices=PracticeSeen.Seen.choices, widget=forms.RadioSelect,
        ),
        size="s",
    )  # fmt: skip
    note = look(
        forms.CharField(label=_("In a few words, without names"), required=False, max_length=300),
        size="s",
    )

    def __init__(self, *args: Any, teams: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_of(self, "group").choices = list(teams)

    def clean_on(self) -> datetime.date:
        """Refuse a day to come."""
        return past_day(self.cleaned_data["on"])


class NoteForm(forms.Form):
    """A note of one's own."""

    day = look(DayField(label=_("On which day did it happen?")), size="s")
    at = look(
        ClockField(label=_("At what time?"), help_text=_("Such as 2:15pm")), size="s", width=5
    )  # fmt: skip
    place = look(
        forms.CharField(
            label=_("Where, or on which channel?"), max_length=200,
            help_text=_("Such as: a video call with one learner, camera on, not recorded."),
        ),
        size="s",
    )  # fmt: skip
    others = look(
        forms.CharField(label=_("Who else was there, or knew?"), required=False, max_length=300),
        size="s",
    )
    words = words(_("What happened, in the order in which it happened?"), rows=8, limit=20_000)

    def clean(self) -> dict[str, Any]:
        """Make a moment of the day and the time; refuse one to come."""
        found = self.cleaned_data
        day, at = found.get("day"), found.get("at")
        if day and at:
            found["happened_at"] = timezone.make_aware(datetime.datetime.combine(day, at))
            if found["happened_at"] > timezone.now():
                self.add_error("day", _("Give today or an earlier day"))
        return found
