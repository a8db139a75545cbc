"""What is asked of whoever tells of contact outside the channels, or gives their word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.ui.forms import DayField, Form, look
from lanyard.people.api import PersonField
from lanyard.rooms.contact.content import Statement
from lanyard.rooms.contact.models import ContactEvent

_KINDS = [one for one in ContactEvent.Kind.choices if one[0] != ContactEvent.Kind.TOLD]


class TellForm(Form):
    """What happened, where and when; a name where one is known."""

    kind = look(
        forms.ChoiceField(label=_("What happened?"), choices=_KINDS, widget=forms.RadioSelect),
        size="s",
    )
    learner = look(
        PersonField(label=_("Which learner?"), required=False,
                    help_text=_("Their name or e-mail, if you know it.")),
        size="s", autocomplete="off",
    )  # fmt: skip
    place = look(
        forms.CharField(
            label=_("Where?"), max_length=60, required=False,
            help_text=_("Such as Instagram, WhatsApp or your own telephone."),
        ),
        size="s", width=20,
    )  # fmt: skip
    on = look(DayField(label=_("When?")), size="s")
    words = look(
        forms.CharField(
            label=_("Anything else?"), max_length=500, required=False, widget=forms.Textarea
        ),
        size="s", rows=2,
    )  # fmt: skip


class DoneForm(Form):
    """The day on which something was dealt with."""

    on = look(DayField(label=_("On which day?")), size="s")


class LearnerForm(Form):
    """Somebody whom a learner knows by another name only."""

    who = look(
        forms.CharField(
            label=_("Who was it?"), max_length=120, help_text=_("A name, or what they do here.")
        ),
        size="s", autocomplete="off",
    )  # fmt: skip
    place = look(
        forms.CharField(
            label=_("How?"), max_length=60, required=False,
            help_text=_("Such as a text, a call, WhatsApp or Instagram."),
        ),
        size="s", width=20,
    )  # fmt: skip
    words = look(
        forms.CharField(
            label=_("What did they say?"), max_length=500, required=False, widget=forms.Textarea
        ),
        size="s", rows=2,
    )  # fmt: skip


class AttestForm(Form):
    """Each sentence of the policy, ticked."""

    def __init__(self, *args: Any, wanted: Sequence[Statement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, one in enumerate(wanted):
            field = forms.BooleanField(label=one.says)
            field.error_messages["required"] = _("Tick it if it is so; if not, tell of it")
            self.fields[f"said_{number}"] = look(field)
