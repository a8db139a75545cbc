"""What is asked of whoever gives, withdraws or keeps consents."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lanyard.engine.duties.api import academic_year
from lanyard.foundation.ui.forms import DayField, Form, choice_of, look
from lanyard.foundation.ui.times import day
from lanyard.people.api import GuardianLink
from lanyard.rooms.consent.actions.giving import Said
from lanyard.rooms.consent.models import Channel, Consent, Covers, Purpose

_NO = "no"
_YES = "yes"


def last_days(today: datetime.date) -> dict[str, datetime.date]:
    """Return how long a consent may be given for (Lanyard's default)."""
    year = datetime.date(academic_year(today) + 1, 7, 31)
    if year < today + datetime.timedelta(days=30):
        year = datetime.date(year.year + 1, 7, 31)
    return {"year": year, "two": datetime.date(year.year + 1, 7, 31)}


class AnswerForm(Form):
    """Yes in some places, or no; and, where the policy lets anybody be named, that apart."""

    shown = look(
        forms.ChoiceField(
            label=_("May pictures and video be shown?"), widget=forms.RadioSelect,
            choices=[(_YES, _("Yes, in these places")), (_NO, _("No"))],
        ),
        size="s", reveals={_YES: ("pictures",)},
    )  # fmt: skip
    pictures = look(
        forms.MultipleChoiceField(
            label=_("Where?"), choices=Channel.choices, widget=forms.CheckboxSelectMultiple
        )
    )
    named = look(
        forms.ChoiceField(
            label=_("May the name stand beside them?"), widget=forms.RadioSelect,
            help_text=_("This is a question of its own. Pictures can be shown without a name."),
            choices=[(_YES, _("Yes, in these places")), (_NO, _("No"))], initial=_NO,
        ),
        size="s", reveals={_YES: ("names",)},
    )  # fmt: skip
    names = look(
        forms.MultipleChoiceField(
            label=_("Where?"), choices=Channel.choices, widget=forms.CheckboxSelectMultiple
        )
    )
    period = look(forms.ChoiceField(label=_("Until when?"), widget=forms.RadioSelect), size="s")

    def __init__(self, *args: Any, names: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ends = last_days(timezone.localdate())
        choice_of(self, "period").choices = [(key, day(on)) for key, on in self.ends.items()]
        self.fields["period"].initial = "year"
        if not names:
            del self.fields["named"], self.fields["names"]

    def clean(self) -> dict[str, Any]:
        """Refuse to name somebody where they are not shown."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        pictures = set(given.get("pictures") or ())
        if not set(given.get("names") or ()) <= pictures and "pictures" not in self.errors:
            self.add_error(
                "names", ValidationError(_("Tick only places where pictures may be shown"))
            )
        return given

    def said(self, purpose: str) -> Said:
        """Return the answer."""
        given = self.cleaned_data
        return Said(
            purpose, self.ends[given["period"]], given.get("pictures") or (),
            given.get("names") or (),
        )  # fmt: skip


class WithdrawForm(Form):
    """Which of one's consents to withdraw; all of them unless some are unticked."""

    which = look(
        forms.MultipleChoiceField(
            label=_("What do you withdraw?"), widget=forms.CheckboxSelectMultiple
        ),
        size="s",
    )

    def __init__(self, *args: Any, standing: Iterable[Consent], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.standing = {str(one.pk): one for one in standing if one.covers == Covers.PICTURE} | {
            str(one.pk): one for one in standing if one.covers == Covers.NAME
        }
        field = choice_of(self, "which")
        field.choices = [(pk, str(one)) for pk, one in self.standing.items()]
        field.initial = list(self.standing)

    def chosen(self) -> list[Consent]:
        """Return the consents ticked."""
        return [self.standing[pk] for pk in self.cleaned_data["which"]]


class TakeDownForm(WithdrawForm):
    """A withdrawal that somebody said to whoever keeps consents."""

    note = look(
        forms.CharField(
            label=_("Who told you, and how?"), max_length=300,
            help_text=_("Such as: their mother, by telephone."),
        ),
        size="s",
    )  # fmt: skip


class WhoForm(Form):
    """Whom to ask: the person, or one of their verified guardians."""

    who = look(forms.ChoiceField(label=_("Whom do you ask?"), widget=forms.RadioSelect), size="s")
    purpose = look(
        forms.ChoiceField(
            label=_("What are the pictures for?"), widget=forms.RadioSelect,
            choices=Purpose.choices, initial=Purpose.PUBLICITY,
        ),
        size="s",
    )  # fmt: skip

    def __init__(
        self, *args: Any, person: str, links: Iterable[GuardianLink], **kwargs: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.links = {str(link.pk): link for link in links}
        choice_of(self, "who").choices = [
            ("self", person),
            *((pk, f"{link.guardian} ({link.get_relation_display()})")
              for pk, link in self.links.items()),
        ]  # fmt: skip

    def link(self) -> GuardianLink | None:
        """Return the guardian's link chosen, None for the person."""
        return self.links.get(self.cleaned_data["who"])


class PaperForm(WhoForm):
    """A form on paper, as it was filled in and signed."""

    pictures = look(
        forms.MultipleChoiceField(
            label=_("Where may they be shown?"), choices=Channel.choices, required=False,
            widget=forms.CheckboxSelectMultiple, help_text=_("Tick nothing where they said no."),
        ),
        size="s",
    )  # fmt: skip
    names = look(
        forms.MultipleChoiceField(
            label=_("Where may they be named?"), choices=Channel.choices, required=False,
            widget=forms.CheckboxSelectMultiple,
        ),
        size="s",
    )  # fmt: skip
    signed_on = look(DayField(label=_("On which day was it signed?"), past=True), size="s")
    until = look(DayField(label=_("Until when does it hold?")), size="s")
    scan = look(forms.FileField(label=_("The scan")), size="s")
    field_order = ["who", "purpose", "pictures", "names", "signed_on", "until", "scan"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].label = _("Who signed it?")

    def said(self) -> Said:
        """Return the answer as it stands on the paper."""
        given = self.cleaned_data
        return Said(given["purpose"], given["until"], given["pictures"], given["names"])


class CheckForm(Form):
    """Whether a scan says what was entered."""

    same = look(
        forms.ChoiceField(
            label=_("Does the scan say this, signed by this person?"), widget=forms.RadioSelect,
            choices=[(_YES, _("Yes, exactly this")), (_NO, _("No"))],
        ),
        size="s", reveals={_NO: ("because",)},
    )  # fmt: skip
    because = look(forms.CharField(label=_("What is different?"), max_length=300))
