"""Reading a receipt, and adding to a report."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from lanyard.foundation.ui.forms import Form, look
from lanyard.rooms.concerns.actions.receipts import tidy_code
from lanyard.rooms.concerns.forms.words import long_text


class ReceiptNumber(Form):
    """The sixteen digits, typed with or without spaces."""

    code = look(
        forms.CharField(
            label=later("What is your receipt number?"),
            help_text=later("Sixteen digits, such as 1234 5678 9012 3456"),
            max_length=40,
            widget=forms.TextInput({"inputmode": "numeric", "spellcheck": "false"}),
            error_messages={"required": later("Type the sixteen digits of your receipt")},
        ),
        heading=True, width=20, autocomplete="off",
    )  # fmt: skip

    def clean_code(self) -> str:
        """Return the digits; raises ValidationError where they cannot be a receipt number."""
        code = tidy_code(self.cleaned_data["code"])
        if code is None:
            raise ValidationError(_("This is not a receipt number. Check each of the 16 digits"))
        return code


class AddMore(Form):
    """More to a report that was sent before."""

    text = look(
        long_text(
            label=later("Add something"),
            help_text=later("The people who have your report will see it."),
            most=10_000,
            error_messages={"required": later("Write what you want to add")},
        ),
        size="m", rows=4,
    )  # fmt: skip


class GiveName(Form):
    """A nameless reporter chooses to say who they are."""

    name = look(
        forms.CharField(label=later("Your name"), max_length=200,
                        error_messages={"required": later("Write your name")}),
        autocomplete="name", width=20,
    )  # fmt: skip
    contact = look(
        forms.CharField(label=later("How can we reach you?"), max_length=200, required=False,
                        help_text=later("A phone number or an e-mail address")),
        width=20,
    )  # fmt: skip
