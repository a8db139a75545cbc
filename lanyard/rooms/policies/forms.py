"""Forms of policies."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.access.api import all_roles, role_called
from lanyard.foundation.ui.forms import DayField, look
from lanyard.rooms.policies.models import (
    Attachment,
    Companion,
    Document,
    Review,
    Version,
)

AUDIENCES = (
    ("staff", _("All staff")), ("new-staff", _("New starters, from today")),
    ("contractor", _("Contractors and agency staff")), ("volunteer", _("Volunteers")),
    ("sponsored", _("Everybody with a sponsor: those two, visitors and others")),
    ("account", _("Whoever holds an account of our systems")),
    ("learner", _("Learners")), ("apprentice", _("Apprentices")),
    ("governor", _("Governors and trustees")), ("guardian", _("Parents and guardians")),
)  # fmt: skip


def roles() -> list[tuple[str, Any]]:
    """Return every post with its title."""
    return [(slug, role_called(slug).title) for slug in sorted(all_roles())]


def posts() -> list[tuple[str, Any]]:
    """Return the posts of the profile in force, by their titles."""
    return sorted(((one.slug, one.title) for one in profile_in_force().profile.roles),
                  key=lambda pair: pair[1])  # fmt: skip


def words(label: Any, *, rows: int = 4, limit: int = 4000, **more: Any) -> forms.Field:
    """Return a field for some lines of words."""
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
    purpose = words(_("What changes, and why?"), rows=3, required=False,
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
    trigger = look(
        forms.ChoiceField(
            label=_("What called for it?"), required=False,
            choices=[("", _("Its review")), *Version.Trigger.choices],
        ),
        size="s",
    )  # fmt: skip
    reflects = look(
        forms.ModelChoiceField(
            Version.objects.none(), required=False, empty_label=_("None"),
            label=_("Which version of the policy does it reflect?"),
        ),
        size="s",
    )  # fmt: skip
    values_check = words(_("How do these words reflect the organisation's values?"), rows=3,
                          required=False)  # fmt: skip
    sources = words(_("Law and guidance relied on, and when each was checked"), rows=3,
                     required=False)  # fmt: skip
    minute = look(
        forms.CharField(label=_("Meeting and minute of the approval"), required=False,
                        max_length=200), size="s",
    )  # fmt: skip
    lead_name = look(
        forms.CharField(label=_("Lead"), required=False, max_length=260), size="s", width=20
    )

    def __init__(self, *args: Any, values: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.values = tuple(values)
        policies: Any = self.fields["reflects"]
        policies.queryset = Version.objects.filter(
            state=Version.State.PUBLISHED, document__slug="policy"
        ).select_related("document")
        for number, value in enumerate(self.values):
            label = _("How do the words show this value: {value}?").format(value=value)
            self.fields[f"value{number}"] = words(label, rows=2, limit=500, required=False)

    def values_notes(self) -> dict[str, str]:
        """Return what was noted of each value that the policy names (OAK-1-01)."""
        return {
            value: said
            for number, value in enumerate(self.values)
            if (said := self.cleaned_data.pop(f"value{number}").strip())
        }


class NewDocumentForm(forms.Form):
    """A document that is to have versions."""

    title = look(forms.CharField(label=_("Title"), max_length=200), size="s")
    kind = look(forms.ChoiceField(label=_("What is it?"), choices=Document.Kind.choices), size="s")
    reference = look(
        forms.CharField(label=_("Its number here"), required=False, max_length=40), size="s",
        width=10,
    )  # fmt: skip
    owner_role = look(
        forms.ChoiceField(label=_("Which post answers for it?"), choices=roles), size="s"
    )
    review_months = look(
        forms.IntegerField(label=_("Review every how many months?"), min_value=1, max_value=60,
                           initial=12), size="s", width=3, suffix=_("months"),
    )  # fmt: skip
    public = look(
        forms.BooleanField(label=_("Show it on the public page once published"), required=False)
    )
    companions = words(_("Companions: documents it is read with, one on each line"), rows=4,
                        required=False)  # fmt: skip


class PublishForm(forms.Form):
    """From which day an approved version is in force."""

    effective_from = look(DayField(label=_("From which day is it in force?")), size="m")
    review_due = look(
        DayField(label=_("Review it by (leave empty for its usual interval)"), required=False),
        size="m",
    )

    minute = look(
        forms.CharField(label=_("Meeting and minute of the approval"), required=False,
                        max_length=200), size="m",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Refuse a review that comes before the words are in force."""
        found = self.cleaned_data
        due, first = found.get("review_due"), found.get("effective_from")
        if due and first and due <= first:
            self.add_error("review_due", _("The review comes after the first day"))
        return found


class ReasonForm(forms.Form):
    """Why."""

    because = words(_("Why?"), rows=3)


class AttachForm(forms.Form):
    """Another form of a version."""

    kind = look(forms.ChoiceField(label=_("What is it?"), choices=Attachment.Kind.choices),
                size="s")  # fmt: skip
    title = look(forms.CharField(label=_("Title"), max_length=200), size="s")
    text = words(_("Its words, in Markdown"), rows=12, limit=200_000, required=False)
    upload = look(forms.FileField(label=_("Or a file"), required=False), size="s")
    audience = look(
        forms.MultipleChoiceField(
            label=_("Whom is it for? (nobody chosen: everybody)"), choices=AUDIENCES,
            required=False, widget=forms.CheckboxSelectMultiple,
        ),
        size="s",
    )  # fmt: skip

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
    because = words(_("Why may the review wait?"), rows=3)


class FeedbackForm(forms.Form):
    """What a reader says."""

    text = words(_("What would you say about this document?"), rows=5)


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

    answer = words(_("Your answer"), rows=5)


class ReviewForm(forms.Form):
    """A review that something calls for."""

    source = look(
        forms.ChoiceField(
            label=_("What calls for it?"), widget=forms.RadioSelect,
            choices=[c for c in Review.Source.choices if c[0] != Review.Source.INTERVAL],
        ),
        size="s",
    )  # fmt: skip
    because = words(_("What happened?"), rows=3)
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
    reason = words(_("Why?"), rows=4)
