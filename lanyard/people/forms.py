"""What is asked on the pages of people."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.access.models import Standing
from lanyard.foundation.ui.forms import DayField, Form
from lanyard.people.imports.sources import SOURCES
from lanyard.people.models import Person

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
        choices=[("logins", _("Sign-ins")), ("devices", _("Devices"))],
    )  # fmt: skip
    file = forms.FileField(label=_("The CSV file"))


class PersonField(forms.CharField):
    """Names somebody by e-mail address."""

    def clean(self, value: Any) -> Any:
        """Return the person, or None for a blank that is allowed."""
        said = super().clean(value)
        if not said:
            return None
        found = Person.objects.filter(email__iexact=said.strip(), left_on__isnull=True).first()
        if found is None:
            raise forms.ValidationError(_("Nobody here has this e-mail address."))
        return found


class GivePostForm(Form):
    """Who takes a post, how and when."""

    person = PersonField(label=_("E-mail address of the person"))
    standing = forms.ChoiceField(
        label=_("How do they hold it?"), choices=Standing.choices, widget=forms.RadioSelect
    )
    since = DayField(label=_("From which day?"))
    until = DayField(label=_("Until which day?"), required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse a span that ends before it starts."""
        data: dict[str, Any] = super().clean() or {}
        since, until = data.get("since"), data.get("until")
        if isinstance(since, datetime.date) and until and until < since:
            self.add_error("until", _("The last day is before the first."))
        return data


class EndPostForm(Form):
    """When a holding ends, and why."""

    until = DayField(label=_("What is the last day?"))
    because = forms.CharField(label=_("Why does it end?"), max_length=300)


class CoverForm(Form):
    """Who is away, when, and who stands in."""

    person = PersonField(label=_("E-mail address of the person who is away"))
    since = DayField(label=_("First day away"))
    until = DayField(label=_("Last day away"))
    cover = PersonField(label=_("E-mail address of the person who stands in"), required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse a span that ends before it starts, and standing in for oneself."""
        data: dict[str, Any] = super().clean() or {}
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day is before the first."))
        if data.get("cover") is not None and data.get("cover") == data.get("person"):
            self.add_error("cover", _("Nobody stands in for themselves."))
        return data


class VisitorForm(Form):
    """A visitor: who, from where, why, on whose word and until when."""

    given_name = forms.CharField(label=_("Given name"), max_length=120)
    family_name = forms.CharField(label=_("Family name"), max_length=120)
    email = forms.EmailField(label=_("E-mail address"), required=False)
    organisation_name = forms.CharField(
        label=_("Organisation they come from"), max_length=200, required=False
    )
    reason = forms.CharField(label=_("Why are they here?"), max_length=200)
    sponsor = PersonField(label=_("E-mail address of the member of staff who answers for them"))
    until = DayField(label=_("Last day"))
