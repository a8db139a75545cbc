"""What is asked about guardians, and about reasons for particular care."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.ui.forms import DayField, Form, look
from lanyard.people.forms.fields import reason
from lanyard.people.models import GuardianLink, Vulnerability


class GuardianForm(Form):
    """Who is said to look after a learner, and as what."""

    given_name = look(forms.CharField(label=_("Given name"), max_length=120), width=30)
    family_name = look(forms.CharField(label=_("Family name"), max_length=120), width=30)
    email = look(
        forms.EmailField(
            label=_("E-mail address"), required=False,
            help_text=_("Somebody known here by this address is taken, and not added again."),
        ),
        width=30,
    )  # fmt: skip
    phone = look(forms.CharField(label=_("Telephone"), max_length=40, required=False), width=20)
    relation = forms.MultipleChoiceField(
        label=_("What are they to the learner?"), choices=GuardianLink.Relation.choices,
        widget=forms.CheckboxSelectMultiple, help_text=_("Choose all that apply."),
    )  # fmt: skip
    may_contact = forms.BooleanField(
        label=_("They may be contacted once this is checked"), required=False, initial=True
    )


class VerifyForm(Form):
    """What was seen that shows a link."""

    on = DayField(label=_("On which day did you check?"), past=True)
    how = reason(
        _("What did you see?"), limit=200,
        hint=_("For example: birth certificate and passport, shown in person."),
    )  # fmt: skip


class BecauseForm(Form):
    """A reason."""

    because = reason(_("Why?"))


class EndForm(Form):
    """A last day and a reason."""

    on = DayField(label=_("What is the last day?"))
    because = reason(_("Why does it end?"))


class FlagForm(Form):
    """A reason to take particular care of somebody."""

    kind = forms.ChoiceField(
        label=_("What is the reason?"), choices=Vulnerability.Kind.choices,
        widget=forms.RadioSelect,
    )  # fmt: skip
    since = DayField(label=_("Since when?"), past=True)
    note = look(
        forms.CharField(
            label=_("What should safeguarding know?"), required=False, max_length=2000,
            widget=forms.Textarea,
            help_text=_("Only safeguarding reads it, and each reading is recorded."),
        ),
        rows=4,
    )  # fmt: skip
