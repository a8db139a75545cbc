"""What is asked about one device."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.ui.forms import DayField, Form, look
from lanyard.people.forms.fields import name_of, reason
from lanyard.people.models import Device


class DeviceForm(Form):
    """A device: what it is, whose, who uses it."""

    identifier = look(
        forms.CharField(
            label=_("Serial number, asset tag or MAC address"), max_length=120
        ),
        width=30,
    )  # fmt: skip
    name = look(
        forms.CharField(label=_("What do people call it?"), max_length=200, required=False),
        width=30,
    )
    kind = forms.ChoiceField(label=_("What is it?"), choices=Device.Kind.choices)
    ownership = look(
        forms.ChoiceField(
            label=_("Whose is it?"), choices=Device.Ownership.choices, widget=forms.RadioSelect
        ),
        inline=True,
    )  # fmt: skip
    person = name_of(_("Who uses it?"), required=False)
    terms_accepted_on = DayField(
        label=_("When did they accept the terms of the network?"), past=True, required=False
    )

    def clean_identifier(self) -> str:
        """Refuse a device that is known already."""
        said = str(self.cleaned_data["identifier"]).strip()
        if Device.objects.filter(identifier__iexact=said).exists():
            raise forms.ValidationError(_("This device is recorded already."))
        return said


class UserForm(Form):
    """Who uses a device."""

    person = name_of(_("Who uses it?"), required=False)
    terms_accepted_on = DayField(
        label=_("When did they accept the terms of the network?"), past=True, required=False
    )


class WithdrawForm(Form):
    """When a device went out of use, and why."""

    on = DayField(label=_("Since which day is it no longer used?"), past=True)
    because = reason(_("Why?"), hint=_("For example: lost, replaced, handed back."))
