"""Adding a file to a report: first what it shows, and only then the file."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.ui.forms import Form, look
from lanyard.rooms.concerns.reasons import ThreeWay


class Shows(Form):
    """Whether anybody in it is naked. Only “no” leads to a place for a file (COM-NUD-04)."""

    shows = look(
        forms.ChoiceField(
            label=_("Is anybody naked, half-naked or doing anything sexual in what you want to"
                    " send?"),
            help_text=_("Cartoons, edited pictures and pictures made by a computer count too."),
            choices=ThreeWay.choices,
            widget=forms.RadioSelect,
            error_messages={"required": _("Say yes, no or not sure before you choose a file")},
        ),
        size="m",
    )  # fmt: skip


class OneFile(Form):
    """One file, and a word about it."""

    file = look(
        forms.FileField(
            label=_("Choose a file"),
            help_text=_("A screenshot or other picture, a PDF, a saved e-mail, a chat saved as"
                        " text, or a Word, Excel or OpenDocument file, up to 25 MB."),
            allow_empty_file=True,
            error_messages={"required": _("Choose a file first")},
        ),
        size="s",
    )  # fmt: skip


class NotedFile(OneFile):
    """One file for a report that was sent before, with a word about it."""

    note = look(
        forms.CharField(
            label=_("What is it?"), max_length=200, required=False,
            help_text=_("For example: the chat of last night"),
        ),
        size="s",
    )  # fmt: skip
    field_order = ["note", "file"]
