"""The forms of figures and exports."""

from __future__ import annotations

import datetime
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.ui.forms import DayField, Form, look
from lanyard.rooms.concerns.figures import BREAKDOWNS
from lanyard.rooms.concerns.models import Case


class FiguresForm(Form):
    """Which breakdown, over which days."""

    by = forms.ChoiceField(label=_("Break down by"), choices=list(BREAKDOWNS.items()))
    since = DayField(label=_("From"), past=True)
    until = DayField(label=_("To"), past=True)

    def clean(self) -> dict[str, Any]:
        """Refuse a span that ends before it starts."""
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("Choose an end that is not before the start."))
        return cleaned


def last_year() -> dict[str, datetime.date]:
    """Return the span that figures start with: the last twelve months."""
    today = timezone.localdate()
    return {"since": today - datetime.timedelta(days=365), "until": today}


def chosen(form: FiguresForm, by: str) -> tuple[str, datetime.date, datetime.date]:
    """Return what a figures form asks for, or what figures start with where it asks nothing."""
    if form.is_bound and form.is_valid():
        return (form.cleaned_data["by"], form.cleaned_data["since"], form.cleaned_data["until"])
    span = last_year()
    return (by if by in BREAKDOWNS else "month", span["since"], span["until"])


class ReasonForm(Form):
    """Why something is given out, and to whom. Kept for good in the audit trail."""

    why = look(
        forms.CharField(
            label=_("Why is it given out?"),
            help_text=_("The purpose and the ground for sharing, in a sentence."),
            max_length=1000,
            widget=forms.Textarea,
        ),
        rows=3,
    )
    to_whom = look(
        forms.CharField(
            label=_("Who is it for?"),
            help_text=_("A name and organisation, such as a social worker and their council."),
            max_length=200,
        ),
        width=30,
    )


class ExportForm(ReasonForm):
    """How a case is given out, and whose copy it is."""

    form = look(
        forms.ChoiceField(
            label=_("As what?"),
            choices=[("pdf", _("A document (PDF)")), ("csv", _("A table of the chronology (CSV)"))],
            initial="pdf",
            widget=forms.RadioSelect,
        ),
        size="s",
        small=True,
    )
    names = look(
        forms.ChoiceField(
            label=_("Whose names may it show?"),
            help_text=_("A copy for somebody in the case hides everybody else."),
            widget=forms.RadioSelect,
        ),
        size="s",
        small=True,
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ChoiceField", self.fields["names"])
        field.choices = [
            *(
                (str(person.pk), _("Only %(name)s") % {"name": person.name})
                for person in case.people.all()
            ),
            ("nobody", _("Nobody's")),
            ("everybody", _("Everybody's: it goes to an agency that needs them")),
        ]
