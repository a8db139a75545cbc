"""What is asked of those who recruit, and of whoever looks for them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.ui.forms import Form, choice_of, look
from lanyard.people.api import Person, PersonField
from lanyard.rooms.contact.models import Screening


class PanelField(forms.CharField):
    """Members of staff, a line for each: a name or an e-mail."""

    def clean(self, value: Any) -> Any:
        """Return the people meant; raises ValidationError that says which line is not clear."""
        found, field = list[Person](), PersonField(staff=True)
        for line in filter(None, map(str.strip, super().clean(value).splitlines())):
            try:
                found.append(field.clean(line))
            except ValidationError as wrong:
                raise ValidationError(f"{line}: {' '.join(wrong.messages)}") from None
        return found


class NetworkForm(Form):
    """A professional network."""

    name = look(forms.CharField(label=_("Name"), max_length=80), size="s", width=20)
    host = look(
        forms.CharField(label=_("Address"), max_length=120, help_text=_("Such as linkedin.com")),
        size="s", width=20,
    )  # fmt: skip


class ScreeningForm(Form):
    """An applicant, what the post needs, who looks and who decides."""

    applicant = look(forms.CharField(label=_("Applicant"), max_length=260), size="s")
    post = look(forms.CharField(label=_("Post"), max_length=200), size="s")
    criteria = look(
        forms.CharField(
            label=_("What does the post need?"), max_length=2_000, widget=forms.Textarea,
            help_text=_("A line for each, from the person specification."),
        ),
        size="s", rows=4,
    )  # fmt: skip
    panel = look(
        PanelField(
            label=_("Who is on the panel?"), max_length=2_000, widget=forms.Textarea,
            help_text=_("A line for each: a name or an e-mail."),
        ),
        size="s", rows=3,
    )  # fmt: skip
    screener = look(
        PersonField(
            label=_("Who looks?"), staff=True, help_text=_("Somebody who is not on the panel.")
        ),
        size="s", autocomplete="off",
    )  # fmt: skip


class LookForm(Form):
    """What was looked at, and what it says of one criterion."""

    url = look(
        forms.URLField(
            label=_("Address of the page"), max_length=500, assume_scheme="https",
            help_text=_("On a professional network of the list."),
        ),
        size="s",
    )  # fmt: skip
    criterion = look(
        forms.ChoiceField(label=_("Which need does it speak of?"), widget=forms.RadioSelect),
        size="s",
    )  # fmt: skip
    found = look(
        forms.CharField(
            label=_("What does it show?"), max_length=2_000, widget=forms.Textarea,
            help_text=_("Of this need only. Leave out age, disability, gender reassignment, "
                        "marriage, pregnancy, race, religion or belief, sex and sexual "
                        "orientation."),
        ),
        size="s", rows=3,
    )  # fmt: skip
    protected = look(
        forms.BooleanField(label=_("It may touch one of these"), required=False)
    )  # fmt: skip

    def __init__(self, *args: Any, screening: Screening, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_of(self, "criterion").choices = [(one, one) for one in screening.criteria]


class CheckForm(Form):
    """Whether the panel reads a finding, and why."""

    _DISCARD = ("discard", _("Discard it: its words and address are destroyed"))
    decision = look(
        forms.ChoiceField(
            label=_("What becomes of it?"), widget=forms.RadioSelect,
            choices=[("clear", _("The panel may read it")), _DISCARD],
        ),
        size="s",
    )  # fmt: skip
    because = look(
        forms.CharField(
            label=_("Why?"), max_length=300,
            help_text=_("Without saying what the finding was."),
        ),
        size="s",
    )  # fmt: skip

    def __init__(self, *args: Any, protected: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if protected:
            choice_of(self, "decision").choices = [self._DISCARD]
