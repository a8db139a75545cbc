"""Forms of guidance."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.ui.forms import Form, look

_LONGEST = 20_000


class WordingForm(Form):
    """A page in the college's own words."""

    title = look(forms.CharField(label=_("Title"), max_length=120), size="s")
    summary = look(
        forms.CharField(
            label=_("What it is about"), max_length=300,
            help_text=_("One sentence, shown in the list."),
        ),
        size="s",
    )  # fmt: skip
    text = look(
        forms.CharField(
            label=_("The words"), max_length=_LONGEST, widget=forms.Textarea,
            help_text=_(
                "Begin each section with ## and its heading, each list entry with a hyphen. End a"
                " line with {#clause} where the policy says it; {default} after a heading marks"
                " advice of Lanyard. A link to #report leads to the reporting page."
            ),
        ),
        size="s", rows=18,
    )  # fmt: skip
    because = look(forms.CharField(label=_("Why do you change it?"), max_length=500), size="s")

    def clean_text(self) -> str:
        """Return the words with one kind of line end."""
        return "\n".join(str(self.cleaned_data["text"]).splitlines()).strip()


class WithdrawForm(Form):
    """Going back to the page as it ships."""

    because = look(forms.CharField(label=_("Why?"), max_length=500), size="s")
