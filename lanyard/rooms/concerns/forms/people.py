"""Who is involved: each person with their own part, found by name or described."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.ui.forms import choice_of, look
from lanyard.rooms.concerns import reasons
from lanyard.rooms.concerns.forms.setting import PageForm

PARTS = reasons.Part.choices
PLAIN_PARTS = (
    ("harmed", _("They were hurt or upset by it, or could be")),
    ("alleged", _("They did it")),
    ("witness", _("They saw or heard it")),
    ("other", _("Something else")),
)
RELATIONS = (
    ("learner", _("Somebody who studies here")),
    ("staff", _("Somebody who works here")),
    ("parent", _("A parent or carer of somebody here")),
    ("outside", _("Somebody from outside")),
    ("unknown", _("I don't know")),
)


class AddPerson(PageForm):
    """A name or description, and what part the person has in it."""

    name = look(
        forms.CharField(
            label=_("Name, or who they are if you don't know the name"), max_length=200,
            error_messages={"required": _("Give a name, or say who they are: “boy in a red coat”")},
        ),
        size="s", autocomplete="off",
    )  # fmt: skip
    part = look(
        forms.ChoiceField(
            label=_("What is their part in it?"), choices=PARTS, widget=forms.RadioSelect,
            error_messages={"required": _("Choose what part they have in it")},
        ),
        size="s",
    )  # fmt: skip
    conflict = forms.BooleanField(
        label=_("They must not get this report, for another reason (a friend or relative, say)"),
        required=False,
    )


class DescribePerson(AddPerson):
    """The same for those who may not search among people: they say what the person is."""

    relation = look(
        forms.ChoiceField(
            label=_("Who are they?"), choices=RELATIONS, widget=forms.RadioSelect,
            error_messages={"required": _("Choose who they are; “I don't know” is fine")},
        ),
        size="s",
    )  # fmt: skip
    field_order = ("name", "relation", "part", "conflict")

    def prepare(self) -> None:
        """Ask in plain words."""
        choice_of(self, "part").choices = PLAIN_PARTS
        self.fields["conflict"].label = _("This person must not see what I say")


class WhichPerson(PageForm):
    """Which of the people of that name is meant; or what somebody is whom we do not know."""

    which = look(
        forms.ChoiceField(
            label=_("Which of these is it?"), widget=forms.RadioSelect,
            error_messages={
                "required": _("Choose who it is; “I don't know” is fine"),
                "invalid_choice": _("Choose who it is; “I don't know” is fine"),
            },
        ),
        heading=True, dividers={RELATIONS[0][0]: _("or")},
    )  # fmt: skip
    name = forms.CharField(widget=forms.HiddenInput, max_length=200)
    part = forms.ChoiceField(widget=forms.HiddenInput, choices=PARTS)
    conflict = forms.BooleanField(widget=forms.HiddenInput, required=False)

    def offer(self, people: Sequence[tuple[str, str]]) -> None:
        """Offer people as (id, name with what they are), and anybody else by what they are."""
        which = choice_of(self, "which")
        which.choices = [*people, *RELATIONS]
        if not people:
            which.label = _("We found nobody of that name. Who are they?")
            look(which, heading=True)
        self.shown_anew()
