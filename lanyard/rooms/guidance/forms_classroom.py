"""Forms of the classroom."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.ui.forms import DayField, Form, look
from lanyard.rooms.guidance.actions.classroom import Planned
from lanyard.rooms.guidance.models import DeviceNote, TeachingPlan
from lanyard.rooms.guidance.official import official_pages


def _words(label: Any, most: int = 500, hint: Any = "") -> Any:
    return look(forms.CharField(label=label, max_length=most, help_text=hint), size="s")


def _tick(label: Any) -> forms.BooleanField:
    return forms.BooleanField(label=label)


class PlanForm(Form):
    """A plan to use social media with a class."""

    platform = _words(_("Which platform?"), 80)
    page = _words(
        _("Which official page or account of ours?"), 200,
        _("Nothing goes by a page of your own."),
    )  # fmt: skip
    purpose = _words(_("What for?"))
    main_place = look(
        forms.ChoiceField(
            label=_("Where does the class mainly work?"), widget=forms.RadioSelect,
            choices=TeachingPlan.Place.choices,
        ),
        size="s",
    )  # fmt: skip
    account_needed = look(
        forms.ChoiceField(
            label=_("Does anybody need an account there to get course materials?"),
            widget=forms.RadioSelect, choices=[("no", _("No")), ("yes", _("Yes"))],
        ),
        size="s", inline=True,
    )  # fmt: skip
    other_way = _words(
        _("How does whoever stays away get the same?"), 500,
        _("Such as: everything is in the learning environment on the same day."),
    )  # fmt: skip
    safeguards = _words(
        _("How are profiles and personal information protected?"), 500,
        _("Who can post and see, who looks after it, what is switched off."),
    )  # fmt: skip
    until = look(DayField(label=_("Until when?")), size="s")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the pages of the register, and none beside them, where it has any (OAK-11-01)."""
        super().__init__(*args, **kwargs)
        if pages := official_pages():
            asked = self.fields["page"]
            choices = [("", _("Choose")), *((one, one) for one in pages)]
            self.fields["page"] = look(
                forms.ChoiceField(label=asked.label, help_text=asked.help_text, choices=choices),
                size="s",
            )

    def clean_main_place(self) -> str:
        """Refuse a social platform as the main place."""
        if self.cleaned_data["main_place"] == TeachingPlan.Place.SOCIAL:
            raise forms.ValidationError(
                _("Social media cannot be the main place to learn. Choose another.")
            )
        return str(self.cleaned_data["main_place"])

    def clean_account_needed(self) -> bool:
        """Refuse materials that hang on an account."""
        if self.cleaned_data["account_needed"] == "yes":
            raise forms.ValidationError(
                _("Nobody need have an account to get course materials. Put them elsewhere too.")
            )
        return False

    def clean_until(self) -> Any:
        """Refuse a day that is over."""
        if self.cleaned_data["until"] < timezone.localdate():
            raise forms.ValidationError(_("Give a day to come."))
        return self.cleaned_data["until"]

    def planned(self) -> Planned:
        """Return what the plan says."""
        return Planned(**{name: self.cleaned_data[name] for name in self.fields})


class SessionForm(Form):
    """What a tutor looks at before a session with social media."""

    accounts = _tick(_("Only official accounts are used, with their own password and second step."))
    privacy = _tick(_("Privacy settings protect profiles and personal information."))
    consent = _tick(_("Nobody is shown or named who has not agreed."))


class RemoteForm(Form):
    """What a teacher looks at before a remote lesson."""

    quiet = _tick(_("I am in a quiet or private place; nobody else can be overheard."))
    background = _tick(_("I have looked at what is seen behind me and on my screen."))
    recorded = forms.BooleanField(
        label=_("I record it: no names or other people are in the picture without need."),
        required=False,
    )  # fmt: skip


class SwitchForm(Form):
    """Why lessons are remote from today."""

    because = _words(_("Why are lessons remote?"))


class DevicesForm(Form):
    """Whether a session needs own devices."""

    on = look(DayField(label=_("Which day?")), size="s")
    needed = look(
        forms.ChoiceField(
            label=_("Do learners need their own devices?"), widget=forms.RadioSelect,
            choices=[("no", _("No, they stay away")), ("yes", _("Yes"))],
        ),
        size="s", inline=True,
    )  # fmt: skip
    purpose = look(
        forms.CharField(label=_("What for?"), max_length=300, required=False), size="s"
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Ask for a purpose where devices are needed."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("needed") == "yes" and not given.get("purpose"):
            self.add_error("purpose", _("Say what for. Learners read it."))
        return given


class NoteForm(Form):
    """A device where it should not be."""

    what = look(
        forms.ChoiceField(
            label=_("What was it?"), widget=forms.RadioSelect, choices=DeviceNote.What.choices
        ),
        size="s", inline=True,
    )  # fmt: skip
    done = look(
        forms.ChoiceField(
            label=_("What did you do?"), widget=forms.RadioSelect, choices=DeviceNote.Done.choices
        ),
        size="s",
    )  # fmt: skip
