"""Forms for what other systems know."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.ui.forms import look, rows_of
from lanyard.rooms.training.forms import words
from lanyard.rooms.training.models import Course


class ImportForm(forms.Form):
    """A file of completions."""

    file = look(
        forms.FileField(
            label=_("The export of Moodle, as CSV"),
            help_text=_(
                "With a column for the e-mail address or user name, and one for the day of "
                "completion. Rows of people or courses that are not here are listed, and the rest "
                "is taken in."
            ),
        ),
        size="s",
    )
    course = look(
        forms.ModelChoiceField(
            Course.objects.none(), required=False, label=_("Which course is it about?"),
            empty_label=_("The file says it, row by row"),
        ),
        size="s",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows_of(self, "course").queryset = Course.objects.filter(archived_on__isnull=True)


class NamesForm(forms.Form):
    """What other systems call a course."""

    names = words(
        _("Names in Moodle, and ids of activities in xAPI, one on each line"), rows=4,
        required=False, limit=4000,
    )  # fmt: skip


class PackageForm(forms.Form):
    """A SCORM package."""

    package = look(
        forms.FileField(
            label=_("The package, as a zip"),
            help_text=_("SCORM 1.2 or 2004, with imsmanifest.xml at the top, up to 100 MB."),
        ),
        size="s",
    )


class PictureForm(forms.Form):
    """A picture for the pages of a module."""

    picture = look(
        forms.ImageField(
            label=_("The picture"),
            help_text=_("Where and when it was taken, and by what, is taken off it."),
        ),
        size="s",
    )
    alt = look(
        forms.CharField(label=_("What does it show, for those who cannot see it?"), max_length=300),
        size="s",
    )
    name = look(
        forms.SlugField(
            label=_("What do the words call it?"),
            max_length=60,
            help_text=_("Small letters, digits and hyphens."),
        ),
        size="s",
    )
