"""Forms about safeguarding files that follow their learners."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from lanyard.foundation.ui.forms import DayField, Form, choice_of
from lanyard.people.models import Person
from lanyard.rooms.concerns.forms.fields import choice, line, picked, words
from lanyard.rooms.concerns.models import Transfer


class DecideForm(Form):
    """Where a learner's safeguarding file goes."""

    person = picked(lazy("Whose file?"), [], hint=lazy("Learners who left and are in a case."))
    goes = choice(
        lazy("Does it go to a next setting?"),
        [("yes", lazy("Yes")), ("no", lazy("No, it goes nowhere"))],
    )
    setting = line(lazy("Which setting?"), required=False)
    starts_on = DayField(label=lazy("When do they start there?"), required=False)
    beforehand = words(
        lazy("What must they know before that, and who told them?"), rows=3, required=False
    )
    why_none = words(lazy("If it goes nowhere: why?"), rows=2, required=False)

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        choice_of(self, "person").choices = [(key, str(one)) for key, one in self.people.items()]

    def clean(self) -> dict[str, Any]:
        """Ask for what belongs to the answer."""
        data = super().clean() or self.cleaned_data
        if data.get("goes") == "yes":
            for name, error in (
                ("setting", _("Name the setting.")), ("starts_on", _("Give the day.")),
            ):  # fmt: skip
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, error)
            data["why_none"] = ""
        elif data.get("goes") == "no":
            if not data.get("why_none", "").strip():
                self.add_error("why_none", _("Say why."))
            data |= {"setting": "", "starts_on": None}
        return data


class SendForm(Form):
    """How the file went."""

    method = choice(lazy("How did it go?"), Transfer.Method.choices)
    sent_to = line(lazy("To whom there?"), hint=lazy("A name and their post."))
    sent_on = DayField(label=lazy("On which day?"), past=True, initial=timezone.localdate)
    apart = forms.BooleanField(
        label=lazy("It went apart from the main file"),
        error_messages={"required": lazy("It must go apart from the main file")},
    )


class ReceiptForm(Form):
    """Who there confirmed that they have it."""

    receipt_from = line(lazy("Who confirmed that they have it?"))
    receipt_on = DayField(label=lazy("On which day?"), past=True, initial=timezone.localdate)
