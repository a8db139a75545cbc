"""Forms of governance."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.ui.forms import ClockField, DayField, choice_of, look
from lanyard.rooms.governance.actions.surveys import ANSWERS, STATEMENTS
from lanyard.rooms.governance.kinds import Kind
from lanyard.rooms.governance.models import ClauseJudgement, LawCheck, Liaison, MeetingPerson, Paper


def words(
    label: Any, *, rows: int = 4, limit: int = 5_000, later: bool = False, **more: Any
) -> forms.Field:
    """Return a field for some sentences."""
    field = forms.CharField(label=label, widget=forms.Textarea, max_length=limit, **more)
    return look(field, size="s", rows=rows, later=later)


def line(label: Any, **more: Any) -> forms.Field:
    """Return a field for one line."""
    return look(forms.CharField(label=label, max_length=200, **more), size="s")


def one_of(
    label: Any, choices: Iterable[tuple[str, Any]], *, later: bool = False, **more: Any
) -> forms.Field:
    """Return a field of radio buttons."""
    field = forms.ChoiceField(label=label, widget=forms.RadioSelect, choices=choices, **more)
    return look(field, size="s", later=later)


class CheckForm(forms.Form):
    """How a law stands today."""

    outcome = one_of(_("How does it stand today?"), LawCheck.Outcome.choices)
    replaced_by = line(
        _("What stands in its place?"), required=False, help_text=_("Only where it was replaced.")
    )
    note = words(
        _("Where did you look, and what did you find?"), limit=2_000,
        help_text=_("Your name and today's date stand beside it."),
    )  # fmt: skip


class LawForm(forms.Form):
    """A law of the college's own choice."""

    title = line(_("What is it called?"))
    controls = look(
        forms.MultipleChoiceField(
            label=_("What satisfies it?"), widget=forms.CheckboxSelectMultiple, choices=()
        ),
        size="s",
    )
    owner_role = look(forms.ChoiceField(label=_("Which post answers for it?")), size="s")

    def __init__(self, *args: Any, controls: Any, roles: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_of(self, "controls").choices = controls
        choice_of(self, "owner_role").choices = roles


class OwnerForm(forms.Form):
    """Who answers for a law."""

    owner_role = look(forms.ChoiceField(label=_("Which post answers for it?")), size="s")

    def __init__(self, *args: Any, roles: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_of(self, "owner_role").choices = roles


class PaperForm(forms.Form):
    """The sections of a paper, all of which may wait."""

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in kind.sections:
            self.fields[one.slug] = words(one.title, required=False, help_text=one.hint, later=True)
        if kind.concludes:
            self.fields["conclusion"] = one_of(
                _("What follows for the policy?"), Paper.Conclusion.choices, required=False,
                later=True, help_text=_("A review opens when this is signed, where you say so."),
            )  # fmt: skip


class JudgeForm(forms.Form):
    """How a clause is judged."""

    judged = one_of(_("How is it met?"), ClauseJudgement.Judged.choices)
    note = words(
        _("What else is there to say?"), required=False, rows=3, limit=2_000,
        help_text=_("Compulsory where you judge it better than its evidence."),
    )  # fmt: skip


class ReceiveForm(forms.Form):
    """What the leadership decided."""

    decided = words(
        _("What was decided?"), limit=3_000,
        help_text=_("Say “noted” where nothing was. Your name and the moment stand beside it."),
    )  # fmt: skip


class MeetingForm(forms.Form):
    """A meeting to call."""

    title = line(_("What is the meeting called?"))
    because = words(_("Why now?"), rows=3, limit=1_000)
    day = look(DayField(label=_("On which day?")), size="s")
    begins = look(
        ClockField(label=_("When does it begin?"), help_text=_("Such as 2:15pm")),
        size="s", width=10,
    )  # fmt: skip
    place = line(_("Where?"))
    roles = look(
        forms.MultipleChoiceField(
            label=_("Who is asked?"), widget=forms.CheckboxSelectMultiple,
            help_text=_("Whoever acts in these posts now."),
        ),
        size="s",
    )  # fmt: skip

    def __init__(self, *args: Any, roles: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_of(self, "roles").choices = roles

    def clean(self) -> dict[str, Any]:
        """Join day and time."""
        data = super().clean() or self.cleaned_data
        if data.get("day") and data.get("begins"):
            data["at"] = timezone.make_aware(datetime.datetime.combine(data["day"], data["begins"]))
        return data


class MinutesForm(forms.Form):
    """What came of a meeting."""

    came = look(
        forms.MultipleChoiceField(
            label=_("Who came?"), widget=forms.CheckboxSelectMultiple, required=False
        ),
        size="s",
    )
    minutes = words(
        _("What was said?"), rows=8, limit=20_000,
        help_text=_("Name no learner and no case; those belong in the case."),
    )  # fmt: skip
    decided = words(_("What was decided, by whom and by when?"))

    def __init__(self, *args: Any, asked: Iterable[MeetingPerson], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_of(self, "came").choices = [(str(o.person_id), str(o.person)) for o in asked]


class CancelForm(forms.Form):
    """Why a meeting is off."""

    because = words(_("Why is it off?"), rows=3, limit=500)


class LiaisonForm(forms.Form):
    """Work with a body outside."""

    on = look(DayField(label=_("When was it?")), size="s")
    kind = one_of(_("What was it?"), Liaison.Kind.choices)
    body = one_of(_("With whom?"), Liaison.Body.choices)
    name = line(_("Name of the body"), help_text=_("For example: Hertfordshire County Council."))
    what = words(
        _("What was it about, and what came of it?"), help_text=_("Name no learner and no case.")
    )
    follow_up = words(_("What follows?"), required=False, rows=3)


class ConfidenceForm(forms.Form):
    """Five statements, each with four answers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for slug, said in STATEMENTS.items():
            self.fields[slug] = look(
                forms.TypedChoiceField(
                    label=said, coerce=int, choices=ANSWERS, widget=forms.RadioSelect
                ),
                size="s", inline=True,
            )  # fmt: skip
