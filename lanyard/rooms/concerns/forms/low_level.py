"""A low-level concern about a member of staff, on one page."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from lanyard.foundation.ui.forms import DayField, Form, look
from lanyard.people.models import Group, Person
from lanyard.people.names import whole_words
from lanyard.rooms.concerns.forms.words import long_text


def _sure(typed: str, shown: str) -> bool:
    """Say whether the only one found is surely meant: by two whole words of their name."""
    name = shown.partition(",")[0]
    return len(typed.split()) > 1 and whole_words(typed, name)


class LowLevelConcern(Form):
    """Who, what, when and where; the member of staff is found by name."""

    about = look(
        forms.CharField(
            label=later("Who is it about?"), max_length=200,
            help_text=later("First and family name of the member of staff"),
            error_messages={"required": later("Give the name of the member of staff")},
        ),
        size="s", autocomplete="off", width=20,
    )  # fmt: skip
    what = look(
        long_text(
            label=later("What did you see or hear?"), most=5_000,
            error_messages={"required": later("Say in a sentence what you saw or heard")},
        ),
        size="s", rows=3,
    )  # fmt: skip
    happened_on = look(
        DayField(label=later("When?"), past=True,
                 error_messages={"required": later("Give the day")}), size="s",
    )  # fmt: skip
    place = look(
        forms.CharField(label=later("Where?"), max_length=200, required=False), size="s", width=20
    )

    group = look(
        forms.CharField(
            label=later("In which class, group or team?"), max_length=200, required=False,
            help_text=later("Its name, if it happened in one"),
        ),
        size="s", width=20,
    )  # fmt: skip

    def __init__(self, *args: object, found: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.found = found
        if len(found) > 1 or (found and not _sure(str(self.data.get("about", "")), found[0][1])):
            self.fields["which"] = look(
                forms.ChoiceField(
                    label=later("Which of these?"), choices=found, widget=forms.RadioSelect,
                    error_messages={"required": later("Choose who it is about")},
                ),
                size="s",
            )  # fmt: skip
            self.order_fields(["about", "which", "what", "happened_on", "place", "group"])

    def clean_about(self) -> str:
        """Return the name; raises ValidationError where nobody of that name works here."""
        if not self.found:
            raise ValidationError(_("Nobody of that name works here. Check the spelling"))
        return str(self.cleaned_data["about"])

    def clean_group(self) -> Group | None:
        """Return the group of that name; raises ValidationError where there is none, or several."""
        name = str(self.cleaned_data["group"]).strip()
        if not name:
            return None
        found = list(Group.objects.filter(name__iexact=name)[:2])
        if len(found) != 1:
            raise ValidationError(
                _("More than one group is called that")
                if found
                else _("No group is called that. Check its name, or leave it empty")
            )
        return found[0]

    def person(self) -> Person:
        """Return whom it is about."""
        chosen = self.cleaned_data.get("which") or self.found[0][0]
        return Person.objects.get(pk=chosen)
