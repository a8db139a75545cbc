"""What is asked about leave for the college's material, and about uses without leave."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.ui.forms import DayField, Form, choice_of, look
from lanyard.rooms.consent.actions.material import Outcome
from lanyard.rooms.consent.models import MaterialComplaint, Publication

_YES = "yes"
_ANSWERS = [(_YES, _("Yes")), ("no", _("No"))]


class MaterialForm(Form):
    """What somebody wants to use, where and how long."""

    what = look(
        forms.CharField(
            label=_("What would you like to use?"), max_length=200,
            help_text=_("Such as the logo, the name, or a course book that the college wrote."),
        ),
        size="s",
    )  # fmt: skip
    where = look(forms.CharField(label=_("Where, and what for?"), max_length=300), size="s")
    for_whom = look(
        forms.CharField(
            label=_("Who uses it?"), max_length=200,
            help_text=_("Yourself, your team, or a partner outside."),
        ),
        size="s",
    )  # fmt: skip
    until = look(DayField(label=_("Until when?")), size="s")


class ComplaintForm(Form):
    """A use without leave."""

    kind = look(
        forms.ChoiceField(
            label=_("What is it?"), choices=MaterialComplaint.Kind.choices,
            widget=forms.RadioSelect,
        ),
        size="s", reveals={"theirs": ("publication",)},
    )  # fmt: skip
    publication = forms.ChoiceField(label=_("Is it one of our pictures?"))
    where = look(
        forms.CharField(label=_("Where is it? Its address, or what was printed"), max_length=500),
        size="s",
    )  # fmt: skip
    who = look(
        forms.CharField(
            label=_("Who complains, or who uses it?"), max_length=260, required=False
        ),
        size="s",
    )  # fmt: skip
    what = look(
        forms.CharField(
            label=_("What is wrong with it?"), max_length=1000, widget=forms.Textarea
        ),
        size="s", rows=4,
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        out = Publication.objects.filter(state=Publication.State.PUBLISHED)
        self._out = {str(one.pk): one for one in out.select_related("picture")[:200]}
        choice_of(self, "publication").choices = [
            ("no", _("No, or I do not know")),
            *((pk, str(one)) for pk, one in self._out.items()),
        ]

    def told(self) -> dict[str, Any]:
        """Return what is reported."""
        given = dict(self.cleaned_data)
        return {**given, "publication": self._out.get(given["publication"] or "")}


class OutcomeForm(Form):
    """The decisions on a complaint."""

    gone_how = look(
        forms.CharField(label=_("How do you know that the use is over?"), max_length=500), size="s"
    )
    discipline = look(
        forms.ChoiceField(
            label=_("Is it a matter of discipline?"), choices=_ANSWERS, widget=forms.RadioSelect
        ),
        size="s", inline=True,
    )  # fmt: skip
    discipline_because = look(forms.CharField(label=_("Why?"), max_length=500), size="s")
    law = look(
        forms.ChoiceField(
            label=_("Is it a matter for the police or a lawyer?"), choices=_ANSWERS,
            widget=forms.RadioSelect,
        ),
        size="s", inline=True,
    )  # fmt: skip
    law_because = look(forms.CharField(label=_("Why?"), max_length=500), size="s")

    def outcome(self) -> Outcome:
        """Return what was decided."""
        given = self.cleaned_data
        return Outcome(
            discipline=given["discipline"] == _YES, law=given["law"] == _YES,
            discipline_because=given["discipline_because"], law_because=given["law_because"],
            gone_how=given["gone_how"],
        )  # fmt: skip
