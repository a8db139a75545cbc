"""Forms of policies."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.access.api import all_roles, role_called
from lanyard.foundation.ui.forms import DayField, look
from lanyard.people.api import Person
from lanyard.rooms.policies.models import Attachment, Companion, Document, Requirement, Review

_AUDIENCES = (
    ("staff", _("All staff")), ("new-staff", _("New starters, from today")),
    ("sponsored", _("Contractors, agency staff, volunteers and visitors")),
    ("learner", _("Learners")), ("apprentice", _("Apprentices")),
    ("governor", _("Governors and trustees")), ("guardian", _("Parents and guardians")),
)  # fmt: skip


def _roles() -> list[tuple[str, Any]]:
    return [(slug, role_called(slug).title) for slug in sorted(all_roles())]


def _words(label: Any, *, rows: int = 4, limit: int = 4000, **more: Any) -> forms.Field:
    field = forms.CharField(label=label, widget=forms.Textarea, max_length=limit, **more)
    return look(field, size="s", rows=rows)


class DraftForm(forms.Form):
    """The next version of a document."""

    label = look(
        forms.CharField(label=_("Version"), help_text=_("As the version table prints it, such as "
                        "4.1 or September 2026."), max_length=40), size="s", width=10,
    )  # fmt: skip
    text = look(
        forms.CharField(
            label=_("The words"), required=False, strip=False, max_length=1_000_000,
            widget=forms.Textarea(attrs={"spellcheck": "true"}),
            help_text=_("Markdown. Write {#OAK-4.7-05} after a sentence to anchor it to a clause."),
        ),
        size="s", rows=18,
    )  # fmt: skip
    upload = look(
        forms.FileField(
            label=_("Or upload a PDF or Word document"), required=False,
            help_text=_("Its text is read for search. It takes the place of the words above."),
        ),
        size="s",
    )  # fmt: skip
    purpose = _words(_("What changes, and why?"), rows=3, required=False,
                     help_text=_("Compulsory before it goes to approval."))  # fmt: skip
    material = look(
        forms.ChoiceField(
            label=_("Must people who signed the last version sign this one?"),
            choices=(
                ("yes", _("Yes: what is asked of people changes")),
                ("no", _("No: only wording, names or dates change")),
            ),
            widget=forms.RadioSelect,
        ),
        size="s",
    )
    values_check = _words(_("How do these words reflect the organisation's values?"), rows=3,
                          required=False)  # fmt: skip
    sources = _words(_("Law and guidance relied on, and when each was checked"), rows=3,
                     required=False)  # fmt: skip
    minute = look(
        forms.CharField(label=_("Meeting and minute of the approval"), required=False,
                        max_length=200), size="s",
    )  # fmt: skip
    lead_name = look(
        forms.CharField(label=_("Lead"), required=False, max_length=260), size="s", width=20
    )


class NewDocumentForm(forms.Form):
    """A document that is to have versions."""

    title = look(forms.CharField(label=_("Title"), max_length=200), size="s")
    kind = look(forms.ChoiceField(label=_("What is it?"), choices=Document.Kind.choices), size="s")
    reference = look(
        forms.CharField(label=_("Its number here"), required=False, max_length=40), size="s",
        width=10,
    )  # fmt: skip
    owner_role = look(
        forms.ChoiceField(label=_("Which post answers for it?"), choices=_roles), size="s"
    )
    review_months = look(
        forms.IntegerField(label=_("Review every how many months?"), min_value=1, max_value=60,
                           initial=12), size="s", width=3, suffix=_("months"),
    )  # fmt: skip
    public = look(
        forms.BooleanField(label=_("Show it on the public page once published"), required=False)
    )
    companions = _words(_("Companions: documents it is read with, one on each line"), rows=4,
                        required=False)  # fmt: skip


class PublishForm(forms.Form):
    """From which day an approved version is in force."""

    effective_from = look(DayField(label=_("From which day is it in force?")), size="m")
    review_due = look(
        DayField(label=_("Review it by (leave empty for its usual interval)"), required=False),
        size="m",
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a review that comes before the words are in force."""
        found = self.cleaned_data
        due, first = found.get("review_due"), found.get("effective_from")
        if due and first and due <= first:
            self.add_error("review_due", _("The review comes after the first day"))
        return found


class ReasonForm(forms.Form):
    """Why."""

    because = _words(_("Why?"), rows=3)


class AttachForm(forms.Form):
    """Another form of a version."""

    kind = look(forms.ChoiceField(label=_("What is it?"), choices=Attachment.Kind.choices),
                size="s")  # fmt: skip
    title = look(forms.CharField(label=_("Title"), max_length=200), size="s")
    text = _words(_("Its words, in Markdown"), rows=12, limit=200_000, required=False)
    upload = look(forms.FileField(label=_("Or a file"), required=False), size="s")

    def clean(self) -> dict[str, Any]:
        """Ask for words or a file."""
        found = self.cleaned_data
        if not found.get("text", "").strip() and not found.get("upload"):
            self.add_error("text", _("Write its words or choose a file"))
        return found


class CompanionForm(forms.Form):
    """Which document here a companion is."""

    linked = look(
        forms.ModelChoiceField(Document.objects.none(), label=_("Which document is it?")), size="s"
    )

    def __init__(self, *args: Any, companion: Companion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Document.objects.filter(archived_on__isnull=True)
        field: Any = self.fields["linked"]
        field.queryset = others.exclude(pk=companion.document_id)


class ExtendForm(forms.Form):
    """Until when the review may wait, and why."""

    until = look(DayField(label=_("Until which day?")), size="s")
    because = _words(_("Why may the review wait?"), rows=3)


class RequirementForm(forms.Form):
    """Who is to sign, by when, and what they must understand."""

    name = look(forms.CharField(label=_("Name of this audience"), max_length=120), size="s")
    who = look(
        forms.MultipleChoiceField(
            label=_("Who signs?"), choices=_AUDIENCES, widget=forms.CheckboxSelectMultiple
        ),
        size="s",
    )
    grace_days = look(
        forms.IntegerField(label=_("Days to sign"), min_value=0, max_value=180, initial=14),
        size="s", width=3, suffix=_("days"),
    )  # fmt: skip
    statements = _words(_("Sentences that are ticked one by one, one on each line"), rows=4,
                        required=False)  # fmt: skip
    questions = _words(
        _("Questions that must be answered rightly"),
        rows=6,
        required=False,
        help_text=_("One on each line: the question | a wrong answer | *the right answer"),
    )
    with_companions = look(
        forms.BooleanField(label=_("The companions must be opened first"), required=False)
    )
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
            choices=lambda: [("", _("Nobody in particular")), *_roles()],
        ),
        size="s",
    )  # fmt: skip

    def clean_statements(self) -> list[str]:
        """Return the sentences."""
        return [line.strip() for line in self.cleaned_data["statements"].splitlines()
                if line.strip()]  # fmt: skip

    def clean_questions(self) -> list[dict[str, Any]]:
        """Return the questions; each needs two answers or more and one that is right."""
        lines = [line for line in self.cleaned_data["questions"].splitlines() if line.strip()]
        return [self._question(line) for line in lines]

    def _question(self, line: str) -> dict[str, Any]:
        ask, *choices = [part.strip() for part in line.split("|")]
        right = [n for n, choice in enumerate(choices) if choice.startswith("*")]
        if not ask or len(choices) < 2 or len(right) != 1:
            raise ValidationError(
                _("“%(line)s” needs two answers or more, and a * before the right one"),
                params={"line": line[:60]},
            )
        return {"ask": ask, "choices": [c.removeprefix("*") for c in choices], "right": right[0]}


class CheckForm(forms.Form):
    """A comprehension check."""

    def __init__(self, *args: Any, questions: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, question in enumerate(questions):
            self.fields[f"q{number}"] = look(
                forms.TypedChoiceField(
                    label=question["ask"], coerce=int, widget=forms.RadioSelect,
                    choices=list(enumerate(question["choices"])),
                ),
                size="s",
            )  # fmt: skip

    def answers(self) -> list[int]:
        """Return the answers given, in order."""
        return [self.cleaned_data[f"q{number}"] for number in range(len(self.fields))]


class SignForm(forms.Form):
    """A signature: each sentence is ticked apart; the words shown are named by their hash."""

    def __init__(self, *args: Any, statements: list[str], named: bool = False, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.statements = statements
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


class FeedbackForm(forms.Form):
    """What a reader says."""

    text = _words(_("What would you say about this document?"), rows=5)


class PublicFeedbackForm(FeedbackForm):
    """What a reader from outside says."""

    name = look(forms.CharField(label=_("Your name, if you like"), required=False, max_length=200),
                size="s", autocomplete="name")  # fmt: skip
    email = look(
        forms.EmailField(label=_("Where shall the answer go? (if you want one)"), required=False),
        size="s", autocomplete="email",
    )  # fmt: skip


class AnswerForm(forms.Form):
    """The answer to a reader."""

    answer = _words(_("Your answer"), rows=5)


class ReviewForm(forms.Form):
    """A review that something calls for."""

    source = look(
        forms.ChoiceField(
            label=_("What calls for it?"), widget=forms.RadioSelect,
            choices=[c for c in Review.Source.choices if c[0] != Review.Source.INTERVAL],
        ),
        size="s",
    )  # fmt: skip
    because = _words(_("What happened?"), rows=3)
    due = look(DayField(label=_("By when?")), size="s")

    def clean_due(self) -> datetime.date:
        """Refuse a day that is over."""
        day: datetime.date = self.cleaned_data["due"]
        if day < timezone.localdate():
            raise ValidationError(_("Choose today or a later day"))
        return day


class CloseReviewForm(forms.Form):
    """What came of a review."""

    outcome = look(
        forms.ChoiceField(label=_("What comes of it?"), choices=Review.Outcome.choices,
                          widget=forms.RadioSelect), size="m",
    )  # fmt: skip
    reason = _words(_("Why?"), rows=4)
