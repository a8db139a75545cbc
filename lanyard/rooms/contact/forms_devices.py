"""What IT is asked of a work device, and staff of their own."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.ui.forms import DayField, Form, look
from lanyard.people.api import Device, PersonField
from lanyard.rooms.contact.models import RegisteredDevice


class DeviceForm(Form):
    """A work device, its number and who has it."""

    tag = look(
        forms.CharField(
            label=_("Asset tag"), max_length=120, help_text=_("As on the label of the device.")
        ),
        size="s", width=20,
    )  # fmt: skip
    kind = look(forms.ChoiceField(label=_("What is it?"), choices=Device.Kind.choices), size="s")
    number = look(
        forms.CharField(label=_("Telephone number"), max_length=30, required=False),
        size="s", width=20,
    )  # fmt: skip
    uses = look(
        forms.MultipleChoiceField(
            label=_("What may it be used for?"), choices=RegisteredDevice.Use.choices,
            widget=forms.CheckboxSelectMultiple,
        ),
        size="s",
    )  # fmt: skip
    holder = look(
        PersonField(
            label=_("Who has it?"), staff=True, required=False,
            help_text=_("Leave it empty for one that is shared."),
        ),
        size="s", autocomplete="off",
    )  # fmt: skip


class OwnDeviceForm(Form):
    """When one used a device of one's own, and why."""

    on = look(DayField(label=_("When?")), size="s")
    because = look(
        forms.CharField(
            label=_("Why not a device of the college?"), max_length=300,
            help_text=_("Such as no work phone, or no signal. Totals are counted for each team."),
        ),
        size="s",
    )  # fmt: skip
