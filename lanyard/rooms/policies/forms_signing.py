"""Forms of signatures: what is asked of whom, the check, the signature, paper and links."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.ui.forms import DayField, look
from lanyard.people.api import Person
from lanyard.rooms.policies.forms import AUDIENCES, roles, words
from lanyard.rooms.policies.models import Document, Requirement
from lanyard.rooms.policies.shipped import question


class RequirementForm(forms.Form):
    """Who is to sign, by when, and what they must understand."""

    name = look(forms.CharField(label=_("Name of this audience"), max_length=120), size="s")
    who = look(
        forms.MultipleChoiceField(
            label=_("Who signs?"), choices=AUDIENCES, widget=forms.CheckboxSelectMultiple
        ),
        size="s",
    )
    grace_days = look(
        forms.IntegerField(label=_("Days to sign"), min_value=0, max_value=180, initial=14),
        size="s", width=3, suffix=_("days"),
    )  # fmt: skip
    statements = words(_("Sentences that are ticked one by one, one on each line"), rows=4,
                        required=False)  # fmt: skip
    questions = words(
        _("Questions that must be answered rightly"),
        rows=6,
        required=False,
        help_text=_("One on each line: the question | a wrong answer | *the right answer"),
    )
    with_companions = look(
        forms.BooleanField(label=_("The companions must be opened first"), required=False)
    )
    bundle = look(
        forms.ModelMultipleChoiceField(
            Document.objects.none(), required=False, widget=forms.CheckboxSelectMultiple,
            label=_("Which documents belong to it? Only whoever has signed all is complete."),
        ),
        size="s",
    )  # fmt: skip
    consequence = look(
        forms.ChoiceField(
            label=_("What follows when somebody does not sign in time?"),
            choices=Requirement.Consequence.choices, widget=forms.RadioSelect,
        ),
        size="s",
    )  # fmt: skip
    collected_by = look(
        forms.ChoiceField(
            label=_("Which post collects the signatures?"), required=False,
            choices=lambda: [("", _("Nobody in particular")), *roles()],
        ),
        size="s",
    )  # fmt: skip

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        together: Any = self.fields["bundle"]
        others = Document.objects.filter(archived_on__isnull=True, requirements__ended_on=None)
        together.queryset = others.exclude(pk=document.pk).distinct()

    def clean_bundle(self) -> list[str]:
        """Return the slugs of the documents."""
        return [one.slug for one in self.cleaned_data["bundle"]]

    def clean_statements(self) -> list[str]:
        """Return the sentences."""
        return [line.strip() for line in self.cleaned_data["statements"].splitlines()
                if line.strip()]  # fmt: skip

    def clean_questions(self) -> list[dict[str, Any]]:
        """Return the questions; each needs two answers or more and one that is right."""
        lines = [line for line in self.cleaned_data["questions"].splitlines() if line.strip()]
        return [self._question(line) for line in lines]

    def _question(self, line: str) -> dict[str, Any]:
        try:
            return question(line)
        except ValueError:
            raise ValidationError(
                _("“%(line)s” needs two answers or more, and a * before the right one"),
                params={"line": line[:60]},
            ) from None


def _choice_of(asked: dict[str, Any]) -> forms.Field:
    field = forms.TypedChoiceField(
        label=asked["ask"], coerce=int, widget=forms.RadioSelect,
        choices=list(enumerate(asked["choices"])),
    )  # fmt: skip
    return look(field, size="s")


class CheckForm(forms.Form):
    """A comprehension check."""

    def __init__(self, *args: Any, questions: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, asked in enumerate(questions):
            self.fields[f"q{number}"] = _choice_of(asked)

    def answers(self) -> list[int]:
        """Return the answers given, in order."""
        return [self.cleaned_data[f"q{number}"] for number in range(len(self.fields))]


class SignForm(forms.Form):
    """A signature: each sentence is ticked apart; the words shown are named by their hash.

    ``questions`` are asked in the same form of whoever has no account (COM-SAF-06).
    """

    def __init__(
        self, *args: Any, statements: list[str], named: bool = False,
        questions: Sequence[dict[str, Any]] = (), **kw: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kw)
        self.statements, self.questions = statements, questions
        for number, asked in enumerate(questions):
            self.fields[f"q{number}"] = _choice_of(asked)
        if named:
            self.fields["name"] = look(
                forms.CharField(label=_("Your full name"), max_length=260), size="s",
                autocomplete="name",
            )  # fmt: skip
        for number, sentence in enumerate(statements):
            self.fields[f"s{number}"] = look(
                forms.BooleanField(
                    label=sentence, error_messages={"required": _("Tick this to sign")}
                )
            )
        self.fields["sha256"] = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def answers(self) -> list[int]:
        """Return the answers given to the questions, in order."""
        return [self.cleaned_data[f"q{number}"] for number in range(len(self.questions))]

    def ticked(self) -> list[str]:
        """Return the sentences that were ticked."""
        return [one for number, one in enumerate(self.statements)
                if self.cleaned_data.get(f"s{number}")]  # fmt: skip


class PaperForm(forms.Form):
    """A signature given on paper."""

    person = look(
        forms.CharField(label=_("Whose signature? Their e-mail address"), max_length=254), size="s"
    )
    on = look(DayField(label=_("On which day did they sign?")), size="s")
    scan = look(forms.FileField(label=_("The scan")), size="s")

    def clean_person(self) -> Person:
        """Return the person; an address nobody here has is said."""
        found = Person.objects.filter(email__iexact=self.cleaned_data["person"].strip()).first()
        if found is None:
            raise ValidationError(_("Nobody here has this address"))
        return found


class InviteForm(forms.Form):
    """Whom a link is sent to."""

    name = look(forms.CharField(label=_("Name"), max_length=260), size="s")
    email = look(forms.EmailField(label=_("E-mail address")), size="s")
