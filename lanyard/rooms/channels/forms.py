"""Forms of official accounts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.ui.forms import DayField, Form, look, rows_of
from lanyard.people.api import Person, PersonField
from lanyard.rooms.channels.actions.applications import Written
from lanyard.rooms.channels.models import (
    SECTIONS,
    AccountApplication,
    ChannelPlatform,
    FoundAccount,
)

_LONG = 3_000


def _words(label: Any, *, hint: Any = "", required: bool = True, rows: int = 3) -> forms.Field:
    field = forms.CharField(
        label=label, help_text=hint, required=required, widget=forms.Textarea, max_length=_LONG
    )
    return look(field, size="s", rows=rows, later=not required)


def _line(label: Any, *, hint: Any = "", required: bool = True, most: int = 120) -> forms.Field:
    field = forms.CharField(label=label, help_text=hint, required=required, max_length=most)
    return look(field, size="s")


def _address(label: Any, *, hint: Any = "", required: bool = True) -> forms.Field:
    field = forms.URLField(
        label=label, help_text=hint, required=required, max_length=300, assume_scheme="https"
    )
    return look(field, size="s")


class PeopleField(forms.CharField):
    """Some members of staff, a line for each: a name or an e-mail."""

    def clean(self, value: Any) -> Any:
        """Return the people meant; raises ValidationError that says which line is not clear."""
        typed = super().clean(value)
        field, found, wrong = PersonField(staff=True), list[Person](), list[str]()
        for line in (one.strip() for one in typed.splitlines()):
            if not line:
                continue
            try:
                person = field.clean(line)
            except ValidationError as error:
                wrong.append(f"{line}: {' '.join(error.messages)}")
            else:
                found.append(person)
        if wrong:
            raise ValidationError(wrong)
        return list(dict.fromkeys(found))


class ApplicationForm(Form):
    """An application for an official account. Only what names the account must be there to save."""

    platform = look(
        forms.ModelChoiceField(
            label=_("On which platform?"), queryset=ChannelPlatform.objects.none(),
            empty_label=_("Choose one"),
        ),
        size="s",
    )  # fmt: skip
    handle = _line(_("What is the account's handle or address name?"), hint="@college", most=80)
    name = _line(_("Which name does it show?"))
    owner = look(
        PersonField(
            label=_("Who answers for it?"), staff=True, help_text=_("A name or a work e-mail.")
        ),
        size="s",
    )
    administrators = look(
        PeopleField(
            label=_("Who are its administrators?"), widget=forms.Textarea, required=False,
            help_text=_("A line for each: a name or a work e-mail."),
        ),
        size="s", rows=3, later=True,
    )  # fmt: skip
    purpose = _words(_("What is it for?"), required=False)
    audience = _words(
        _("Whom is it to reach?"), hint=_("Say their ages where learners follow it."),
        required=False,
    )  # fmt: skip
    benefit = _words(_("How does it benefit learners and learning?"), required=False)
    business = _words(_("Which interest of ours does it serve?"), required=False)
    safety = _words(
        _("What could go wrong for safeguarding and Prevent, and what prevents it?"),
        required=False,
    )
    moderation = _words(
        _("Who reads comments and messages, and when?"), hint=_("Evenings and holidays too."),
        required=False,
    )  # fmt: skip
    content_plan = _words(_("What is posted, how often, and by whom?"), required=False)

    def __init__(self, *args: Any, one: AccountApplication | None = None, **kwargs: Any) -> None:
        initial = _initial(one) if one else {}
        kwargs["initial"] = {**initial, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        rows_of(self, "platform").queryset = ChannelPlatform.objects.all()

    def written(self) -> Written:
        """Return what was written."""
        data: Mapping[str, Any] = self.cleaned_data
        return Written(
            data["platform"], data["handle"], data["name"], data["owner"], data["administrators"],
            {section: data[section] for section in SECTIONS},
        )  # fmt: skip


def _initial(one: AccountApplication) -> dict[str, Any]:
    people = [row.person for row in one.administrators.select_related("person")]
    return {
        "platform": one.platform_id, "handle": one.handle, "name": one.name,
        "owner": one.owner.email or str(one.owner),
        "administrators": "\n".join(person.email or str(person) for person in people),
        **{section: getattr(one, section) for section in SECTIONS},
    }  # fmt: skip


class PlatformForm(Form):
    """A platform that is not on the list."""

    name = _line(_("What is it called?"), most=80)
    kind = look(
        forms.ChoiceField(
            label=_("Of which type is it?"), choices=ChannelPlatform.Kind.choices,
            widget=forms.RadioSelect,
        ),
        size="s", small=True,
    )  # fmt: skip


class AssessmentForm(Form):
    """What somebody found when they looked at the risks of a platform."""

    risks = _words(
        _("Which risks does it bring, and to whom?"), rows=5,
        hint=_("Contact, content, conduct, commerce; ages; messages in private; who sees what."),
    )  # fmt: skip
    measures = _words(_("What makes them bearable?"), rows=4)
    allowed = look(
        forms.ChoiceField(
            label=_("May it be used?"), widget=forms.RadioSelect,
            choices=(("yes", _("Yes, with these measures")), ("no", _("No"))),
        ),
        size="s",
    )  # fmt: skip
    review_on = look(DayField(label=_("When is it to be looked at again?")), size="s")


class AccessForm(Form):
    """What was set on the network."""

    group = _line(_("Which group or policy gives access?"))
    devices = _line(_("On which devices?"), most=300)
    url = _address(_("Where is the account to be seen?"))


class PersonForm(Form):
    """Somebody of the staff."""

    person = look(
        PersonField(label=_("Who?"), staff=True, help_text=_("A name or a work e-mail.")), size="s"
    )


class BecauseForm(Form):
    """Why something is done."""

    because = _line(_("Why?"), most=300)


class ProofForm(Form):
    """What shows that somebody's access is gone."""

    proof = _line(
        _("What shows it?"), most=300,
        hint=_("Such as: taken off the list of administrators, password changed, seen by me."),
    )  # fmt: skip


class CloseForm(Form):
    """How an account ends."""

    because = _line(_("Why does it close?"), most=300)
    archive = _line(
        _("Where is what it published kept?"), most=300,
        hint=_("A folder or an address; the records may be asked for later."),
    )  # fmt: skip


class FoundForm(Form):
    """An account that looks like ours."""

    url = _address(_("What is its address?"), hint=_("Copy it from the browser or the app."))
    kind = look(
        forms.ChoiceField(
            label=_("What is wrong with it?"), choices=FoundAccount.Kind.choices,
            widget=forms.RadioSelect,
        ),
        size="s",
    )  # fmt: skip
    what = _words(_("What did you see?"))


class PublicFoundForm(FoundForm):
    """The same for anybody, who may leave a way to be reached."""

    contact = _line(
        _("How can we reach you?"), required=False, most=260,
        hint=_("Only if you would like to hear from us."),
    )  # fmt: skip


class StepForm(Form):
    """What was done about a found account."""

    state = look(
        forms.ChoiceField(
            label=_("How does it stand now?"), widget=forms.RadioSelect,
            choices=[one for one in FoundAccount.State.choices if one[0] != "new"],
        ),
        size="s",
    )  # fmt: skip
    what = _words(_("What did you do, and what shows it?"))
    reference = _line(_("The platform's number of your request"), required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for the platform's number where one was asked, or a word that there is none."""
        data = super().clean() or self.cleaned_data
        if data.get("state") == FoundAccount.State.CLOSING and not data.get("reference"):
            self.add_error("reference", now("Give its number, or write: none given"))
        return data
