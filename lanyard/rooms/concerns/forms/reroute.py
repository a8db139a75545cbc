"""Forms on a report that came in: somebody else named, somebody kept out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from lanyard.foundation.ui.forms import Form
from lanyard.rooms.concerns import reasons
from lanyard.rooms.concerns.forms.fields import PersonField, choice, line, picked, words
from lanyard.rooms.concerns.forms.people import RELATIONS
from lanyard.rooms.concerns.matters import Named
from lanyard.rooms.concerns.reasons import Part


class NameForm(Form):
    """Name somebody in a report: one of ours, or somebody described."""

    person = PersonField(
        label=lazy("Somebody we know"), required=False,
        help_text=lazy("A name or an e-mail. Leave it empty for somebody else."),
    )  # fmt: skip
    name = line(
        lazy("Or who they are"),
        required=False,
        hint=lazy("A name, or words such as “a driver of the minibus firm”."),
    )
    relation = picked(lazy("How are they connected?"), RELATIONS, required=False)
    part = choice(lazy("What is their part in it?"), reasons.Part.choices)
    conflict = forms.BooleanField(
        label=lazy("They must not read this report, for another reason"), required=False
    )

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        data = super().clean() or self.cleaned_data
        if not data.get("person") and not data.get("name") and "person" not in self.errors:
            self.add_error("person", _("Say who it is, in one of the two fields."))
        return data

    def named(self) -> Named:
        """Return whom the form names."""
        data = self.cleaned_data
        person = data["person"]
        return Named(
            name=str(person or data["name"]), part=Part(data["part"]),
            person_id=person.pk if person else None,
            relation="" if person else data["relation"], conflict=data["conflict"],
        )  # fmt: skip


class KeepOutOfReportForm(Form):
    """Keep one reader out of a report."""

    person = PersonField(
        label=lazy("Who must not see this report?"), help_text=lazy("A name or an e-mail.")
    )
    because = words(lazy("What is the conflict of interest?"), rows=2)


class SendAnewForm(Form):
    """Nothing is asked: the policy in force decides."""
