"""Forms of those who post."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.ui.forms import DayField, Form, look
from lanyard.people.api import PersonField
from lanyard.rooms.channels.models import PostingAgreement
from lanyard.rooms.channels.posting import RULES


class PosterForm(Form):
    """Who may post, and until when."""

    person = look(
        PersonField(label=_("Who?"), staff=True, help_text=_("A name or a work e-mail.")), size="s"
    )
    until = look(
        DayField(
            label=_("Until which day?"),
            help_text=_("A year at the longest; then somebody has to say it again."),
        ),
        size="s",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"until": timezone.localdate() + datetime.timedelta(days=365)})
        super().__init__(*args, **kwargs)


class AgreementForm(Form):
    """What is signed for a year."""

    uses = look(
        forms.MultipleChoiceField(
            label=_("What do you use the account for?"), choices=PostingAgreement.Use.choices,
            widget=forms.CheckboxSelectMultiple,
        ),
        size="s",
    )  # fmt: skip
    rules = look(
        forms.MultipleChoiceField(
            label=_("Read each, and tick it"), choices=RULES, widget=forms.CheckboxSelectMultiple
        ),
        size="s",
    )
