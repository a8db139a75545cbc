"""Forms of the registers beside the cases, and of the governing policy of a case."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from lanyard.foundation.ui.forms import DayField, Form, choice_of, look
from lanyard.rooms.concerns.actions.governing import STAGES, Stage
from lanyard.rooms.concerns.forms.fields import PersonField, choice, line, picked, words
from lanyard.rooms.concerns.models import Declaration


class RuleForm(Form):
    """A version of a rule that breach codes quote."""

    policy = picked(lazy("Which policy?"), [])
    version = line(lazy("Which version?"), hint=lazy("As it stands on its cover."))
    in_force_from = DayField(label=lazy("In force from which day?"))
    text = words(lazy("The rule, in its own words"), rows=4)

    def __init__(self, *args: Any, policies: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_of(self, "policy").choices = [(p, p) for p in policies]


class CheckForm(Form):
    """A month of the register against what was seen."""

    month = picked(lazy("Which month?"), [])
    alerts = look(
        forms.IntegerField(
            label=lazy("Alerts of filtering and monitoring"), min_value=0, max_value=1_000_000,
            help_text=lazy("Those found to be a concern or a breach, not false alarms."),
        ), width=5,
    )  # fmt: skip
    tickets = look(
        forms.IntegerField(
            label=lazy("Help desk tickets about online safety"), min_value=0, max_value=1_000_000
        ), width=5,
    )  # fmt: skip
    explained = words(
        lazy("What became of those that were not recorded?"), rows=3, required=False,
        hint=lazy("Needed where more were seen than recorded."),
    )  # fmt: skip

    def __init__(self, *args: Any, months: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_of(self, "month").choices = months


class DeclareForm(Form):
    """Declare an interest, or ask about an activity."""

    kind = choice(lazy("What is it?"), Declaration.Kind.choices)
    what = words(
        lazy("What is it, and how could it touch your work here?"), rows=4,
        hint=lazy("For example: a business, another job, a role in an organisation, a page you "
                  "run."),
    )  # fmt: skip
    since = DayField(label=lazy("Since, or from, which day?"), required=False)


class DeclarationAnswerForm(Form):
    """Answer a declaration."""

    answer = choice(lazy("Is it a problem?"), Declaration.Answer.choices)
    said = words(lazy("Why, and on what conditions?"), rows=3)


class PulseForm(Form):
    """The one question of the pulse."""

    saw = choice(
        lazy("In the last year, did you see or hear anything you did not report?"),
        [("no", lazy("No")), ("yes", lazy("Yes"))],
    )
    why_not = words(
        lazy("If yes: what kept you from it?"), rows=3, required=False,
        hint=lazy("Name nobody. This is read without your name."),
    )  # fmt: skip


class FollowUpForm(Form):
    """What was done about a gap."""

    said = words(lazy("What did you do about it?"), rows=3)


class GoverningForm(Form):
    """Choose the policy under which conduct is handled, and who decides each stage when."""

    policy = choice(lazy("Under which policy is it handled?"), [])
    because = words(lazy("Why this one?"), rows=2)

    def __init__(self, *args: Any, policies: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_of(self, "policy").choices = [(p, p) for p in policies]
        for slug, label in STAGES.items():
            self.fields[f"{slug}_by"] = PersonField(
                label=_("%(stage)s: who decides?") % {"stage": label}, staff=True,
                required=slug == "decision", help_text=_("A name or a work e-mail."),
            )  # fmt: skip
            self.fields[f"{slug}_on"] = DayField(
                label=_("%(stage)s: on which day?") % {"stage": label}, required=slug == "decision"
            )

    def clean(self) -> dict[str, Any]:
        """Ask for both the person and the day of a stage, or for neither."""
        data = super().clean() or self.cleaned_data
        for slug in STAGES:
            by, on = data.get(f"{slug}_by"), data.get(f"{slug}_on")
            if by and not on and f"{slug}_on" not in self.errors:
                self.add_error(f"{slug}_on", _("Give the day."))
            if on and not by and f"{slug}_by" not in self.errors:
                self.add_error(f"{slug}_by", _("Say who decides."))
        return data

    def stages(self) -> list[Stage]:
        """Return the stages that were filled in."""
        data = self.cleaned_data
        return [
            Stage(slug=slug, decided_by=data[f"{slug}_by"], on=data[f"{slug}_on"])
            for slug in STAGES
            if data.get(f"{slug}_by") and data.get(f"{slug}_on")
        ]
