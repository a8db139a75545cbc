"""What is asked about the right to a picture, and about the lists that the college keeps."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.ui.forms import DayField, Form, choice_of, look
from lanyard.rooms.consent.actions.claiming import Claim, listed
from lanyard.rooms.consent.actions.paper import Scan
from lanyard.rooms.consent.models import MediaListEntry, Rights

#: A right that there is none to: said, so that it can be answered (LAN-CPY-06).
_DOWNLOADED = "downloaded"
_ELSEWHERE = "elsewhere"


def rights_field() -> forms.ChoiceField:
    """Return the question by what right a picture is used, with what each answer asks."""
    return look(
        forms.ChoiceField(
            label=_("By what right is it used?"), widget=forms.RadioSelect,
            choices=[*Rights.choices, (_DOWNLOADED, _("It was downloaded from a video site"))],
        ),
        size="s",
        reveals={"licensed": ("licensor", "licence", "licensed_until", "source"),
                 "owner-permission": ("owner",)},
    )  # fmt: skip


class RightsForm(Form):
    """By what right a picture is used, with what proves it."""

    rights = rights_field()
    licensor = forms.CharField(label=_("Who licensed it?"), max_length=200)
    licence = forms.CharField(label=_("Which licence is it?"), max_length=120)
    licensed_until = DayField(label=_("Until when?"))
    source = forms.ChoiceField(label=_("Where was it got?"))
    owner = forms.CharField(label=_("Who is the owner?"), max_length=200)
    evidence = look(
        forms.CharField(
            label=_("Who gave leave, when and how? Or where was it got?"), max_length=500,
            required=False,
            help_text=_("Needed where the owner gave permission without a file, and for a source "
                        "that is not on the list: somebody else looks at it."),
        ),
        size="s",
    )  # fmt: skip
    document = look(
        forms.FileField(
            label=_("The licence or permission"), required=False,
            help_text=_("A file. Needed for everything that is licensed, and for pictures that "
                        "learners or others took and that are ours."),
        ),
        size="s",
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._sources = listed(MediaListEntry.Kind.SOURCE)
        choice_of(self, "source").choices = [
            *((str(pk), str(one)) for pk, one in self._sources.items()),
            (_ELSEWHERE, _("Somewhere else")),
        ]

    def clean_rights(self) -> str:
        """Return the right; refuses what was downloaded from a video site."""
        given = str(self.cleaned_data["rights"])
        if given == _DOWNLOADED:
            raise ValidationError(
                _("A video from a video site may not be downloaded. Link to it or embed it there.")
            )
        return given

    def claim(self) -> Claim:
        """Return what is claimed."""
        given = self.cleaned_data
        sent = given.get("document")
        chosen = {str(pk): one for pk, one in self._sources.items()}
        return Claim(
            rights=given["rights"], rights_holder=given["licensor"] or given["owner"] or "",
            licensed_until=given["licensed_until"], licence=given["licence"] or "",
            source=chosen.get(given["source"] or ""), evidence=given["evidence"],
            document=Scan(sent.name, sent.read()) if sent else None,
        )  # fmt: skip


class SourceForm(Form):
    """Whether a source may license."""

    right = look(
        forms.ChoiceField(
            label=_("May this source license it?"), widget=forms.RadioSelect,
            choices=[("yes", _("Yes")), ("no", _("No"))],
        ),
        size="s", inline=True,
    )  # fmt: skip


class ListForm(Form):
    """A line for a list."""

    kind = look(
        forms.ChoiceField(
            label=_("Which list?"), choices=MediaListEntry.Kind.choices, widget=forms.RadioSelect
        ),
        size="s",
    )  # fmt: skip
    name = look(
        forms.CharField(
            label=_("What is to stand there?"), max_length=160,
            help_text=_("A store or source by its name, a device by its asset tag, a circumstance "
                        "in a sentence such as: somebody on it is looked after."),
        ),
        size="s",
    )  # fmt: skip
