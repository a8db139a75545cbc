"""What is asked about files that come in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.ui.forms import Form
from lanyard.people.imports.sources import SOURCES

#: The most that may be uploaded at once.
LARGEST = 100 * 1024 * 1024


class SeveralFiles(forms.ClearableFileInput):
    """Chooses several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several uploaded files; a set of more than 100 MB is refused."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Return the files, each checked by Django."""
        files = data if isinstance(data, list | tuple) else [data]
        cleaned = [
            super(FilesField, self).clean(file, initial) for file in files if file or not files[1:]
        ]
        if sum(file.size for file in cleaned) > LARGEST:
            raise forms.ValidationError(_("A set may be at most 100 MB. Send it as a zip."))
        return cleaned


class UploadForm(Form):
    """Which kind of set, and its files."""

    kind = forms.ChoiceField(
        label=_("What do you want to import?"), widget=forms.RadioSelect,
        choices=[(source.slug, source.title) for source in SOURCES.values()],
    )  # fmt: skip
    uploads = FilesField(
        label=_("The files"), help_text=_("Choose every file of the set, or a zip of them."),
        widget=SeveralFiles,
    )  # fmt: skip
    full = forms.BooleanField(
        label=_("The set is whole: whoever is not in it has left"), required=False
    )


class ApplyForm(Form):
    """The second yes, asked only where more than a fifth would leave."""

    confirm_leavers = forms.BooleanField(label=_("Yes, so many people have left"))


class ExportForm(Form):
    """An export of another system."""

    system = forms.SlugField(
        label=_("Which system is it from?"), help_text=_("For example entra, vle, vpn or wifi."),
        max_length=40,
    )  # fmt: skip
    what = forms.ChoiceField(
        label=_("What does it list?"), widget=forms.RadioSelect,
        choices=[
            ("logins", _("Sign-ins")), ("devices", _("Devices")),
            ("acknowledgements", _("Who took note of the policy, and when")),
        ],
    )  # fmt: skip
    file = forms.FileField(label=_("The CSV file"))
