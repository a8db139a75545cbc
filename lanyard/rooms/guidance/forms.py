"""Forms of guidance."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.ui.forms import Form, look
from lanyard.rooms.guidance.checking.policy import Writer
from lanyard.rooms.guidance.checking.rules import LONGEST, Account, Draft, Kind

_LONGEST = 20_000


def too_long() -> Any:
    """Say how long a text may be."""
    said = _("This is too long to check. Paste at most {most} characters; nothing was kept.")
    return format_lazy(said, most=f"{LONGEST:,}")


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


class CheckForm(Form):
    """A text before it is sent, and what its writer says of it."""

    kind = look(
        forms.ChoiceField(
            label=_("What is it?"), widget=forms.RadioSelect, initial="post",
            choices=[("post", _("A post or caption")), ("message", _("A message or e-mail"))],
        ),
        size="s", inline=True,
    )  # fmt: skip
    writer = look(
        forms.ChoiceField(
            label=_("Who writes it?"), widget=forms.RadioSelect, initial="learners",
            choices=[("learners", _("A learner, or somebody else")), ("staff", _("Staff"))],
        ),
        size="s", inline=True,
    )  # fmt: skip
    account = look(
        forms.ChoiceField(
            label=_("By whose account does it go out?"), widget=forms.RadioSelect,
            initial="personal",
            choices=[
                ("organisation", _("An official account of ours")), ("personal", _("My own")),
                ("third-party", _("Somebody else's")),
            ],
        ),
        size="s", inline=True,
    )  # fmt: skip
    text = look(
        forms.CharField(
            label=_("Your words"), max_length=LONGEST,
            widget=forms.Textarea(attrs={"spellcheck": "true", "lang": "en-GB"}),
            help_text=_("Nothing that you paste here is kept."),
            error_messages={"max_length": too_long()},
        ),
        size="s", rows=7,
    )  # fmt: skip
    holds = look(
        forms.MultipleChoiceField(
            label=_("What goes with it?"), required=False, widget=forms.CheckboxSelectMultiple,
            choices=[
                ("photo", _("There is a photograph or video")),
                ("own_view", _("It gives my own view")),
                ("about_work", _("It is about work")),
            ],
        ),
        size="s",
    )  # fmt: skip

    def draft(self) -> Draft:
        """Return what is to be checked."""
        given = self.cleaned_data
        holds = dict.fromkeys(given["holds"], True)
        account = Account(given["account"])
        writer, kind = Writer(given["writer"]), Kind(given["kind"])
        return Draft(given["text"], writer, kind, account=account, **holds)


class StaffCheckForm(CheckForm):
    """The same for staff, of whom nobody need ask who writes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["writer"]

    def draft(self) -> Draft:
        """Return what is to be checked, as written by staff."""
        self.cleaned_data["writer"] = "staff"
        return super().draft()


class TermForm(Form):
    """A term that is not to go out."""

    term = look(forms.CharField(label=_("Word or phrase"), max_length=120), size="s")
