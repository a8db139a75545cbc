"""What is asked about one person: who they are, how they belong, how they leave."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.ui.forms import DayField, Form, look, rows_of
from lanyard.people.forms.fields import Spanned, name_of, reason
from lanyard.people.models import AgeBand, Employer, Person, Site, Sponsorship


def _site() -> forms.Field:
    return forms.ModelChoiceField(
        label=_("At which site?"), queryset=Site.objects.none(), required=False,
        empty_label=_("No particular site"),
    )  # fmt: skip


class Particulars(Form):
    """Who somebody is."""

    given_name = look(forms.CharField(label=_("Given name"), max_length=120), width=30)
    family_name = look(forms.CharField(label=_("Family name"), max_length=120), width=30)
    known_as = look(forms.CharField(label=_("Known as"), max_length=120, required=False), width=30)
    email = look(forms.EmailField(label=_("E-mail address"), required=False), width=30)
    phone = look(forms.CharField(label=_("Telephone"), max_length=40, required=False), width=20)
    born = DayField(label=_("Date of birth"), past=True, required=False)

    def __init__(self, *args: Any, person: Person | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._person = person

    def clean_email(self) -> str:
        """Refuse the address of somebody else."""
        said = str(self.cleaned_data["email"]).strip()
        others = Person.objects.filter(email__iexact=said) if said else Person.objects.none()
        if self._person is not None:
            others = others.exclude(pk=self._person.pk)
        if others.exists():
            raise forms.ValidationError(_("Somebody else has this address already."))
        return said


class WorkForm(Spanned):
    """That somebody works here."""

    job_title = look(forms.CharField(label=_("Job title"), max_length=200), width=30)
    line_manager = name_of(_("Line manager"), required=False)
    site = _site()
    since = DayField(label=_("First day"))
    until = DayField(label=_("Last day"), required=False)

    def __init__(self, *args: Any, person: Person | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._person = person
        rows_of(self, "site").queryset = Site.objects.order_by("name")

    def clean_line_manager(self) -> Person | None:
        """Refuse somebody as their own line manager."""
        chosen: Person | None = self.cleaned_data["line_manager"]
        if chosen is not None and chosen == self._person:
            raise forms.ValidationError(_("Nobody is their own line manager."))
        return chosen


class StudyForm(Spanned):
    """That somebody studies here."""

    programme = look(forms.CharField(label=_("Programme"), max_length=200), width=30)
    band = forms.ChoiceField(
        label=_("Which provision is it?"), choices=AgeBand.choices, widget=forms.RadioSelect
    )
    apprentice = forms.BooleanField(label=_("They are an apprentice"), required=False)
    employer = forms.ModelChoiceField(
        label=_("Employer"), queryset=Employer.objects.none(), required=False,
        empty_label=_("No employer"),
    )  # fmt: skip
    site = _site()
    since = DayField(label=_("First day"))
    until = DayField(label=_("Last day"), required=False)

    def __init__(self, *args: Any, person: Person | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows_of(self, "site").queryset = Site.objects.order_by("name")
        employers = Employer.objects.order_by("name")
        rows_of(self, "employer").queryset = employers


class LeaveForm(Form):
    """Somebody's last day, and why."""

    on = DayField(label=_("What is the last day here?"))
    because = reason(_("Why do they leave?"), hint=_("A few words, such as: end of contract."))


class AcknowledgementForm(Form):
    """That somebody took note of the policy."""

    on = DayField(label=_("On which day did they take note of it?"), past=True)
    how = look(
        forms.CharField(
            label=_("How was it given?"), max_length=200,
            help_text=_("For example: signed sheet, kept by human resources."),
        ),
        width=30,
    )  # fmt: skip


class VisitorForm(Form):
    """A visitor: who, from where, why, on whose word and until when."""

    given_name = look(forms.CharField(label=_("Given name"), max_length=120), width=30)
    family_name = look(forms.CharField(label=_("Family name"), max_length=120), width=30)
    email = look(forms.EmailField(label=_("E-mail address"), required=False), width=30)
    organisation_name = look(
        forms.CharField(
            label=_("Organisation they come from"), max_length=200, required=False
        ),
        width=30,
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("What are they here?"), choices=Sponsorship.Kind.choices, required=False
    )
    reason = look(forms.CharField(label=_("Why are they here?"), max_length=200), width=30)
    sponsor = name_of(_("Which member of staff answers for them?"))
    until = DayField(label=_("Last day"))


class ExtendForm(Form):
    """A visitor's new last day, and why."""

    until = DayField(label=_("What is the new last day?"))
    because = reason(_("Why does the day move?"))


class AcceptedForm(Form):
    """When a visitor accepted the policy."""

    on = DayField(label=_("On which day did they accept the policy?"), past=True)
