"""What a writer settles before a text goes out: each finding, and each question of the policy."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.ui.forms import Form, look
from lanyard.rooms.guidance.checking.policy import Question, Weight
from lanyard.rooms.guidance.checking.rules import Checked, Finding
from lanyard.rooms.guidance.words import SAYS

_SHOWN = 60


class ReadyForm(Form):
    """A box for each finding that stays as it is, an answer to each question that asks for one."""

    def __init__(self, found: Checked, text: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, prefix="ready", **kwargs)
        self._asked: dict[str, Question] = {}
        for number, one in enumerate(found.findings):
            self.fields[f"leave_{number}"] = forms.BooleanField(
                label=_left(one, text),
                error_messages={"required": _("Change it and check again, or tick it.")},
            )
        for number, question in enumerate(found.questions):
            if question.answer != "think":
                self._asked[f"ask_{number}"] = question
                self.fields[f"ask_{number}"] = _field(question)

    @property
    def answers(self) -> list[tuple[str, str]]:
        """What was asked, and what was answered in words."""
        return [
            (one.ask, self.cleaned_data[name])
            for name, one in self._asked.items()
            if one.answer == "words"
        ]

    @property
    def refused(self) -> list[Question]:
        """The questions answered with no: better not send it."""
        return [one for name, one in self._asked.items() if self.cleaned_data.get(name) == "no"]


def _field(question: Question) -> forms.Field:
    cited = format_lazy(_("From our policy: {clauses}"), clauses=", ".join(question.clauses))
    if question.answer == "words":
        return look(
            forms.CharField(label=question.ask, max_length=500, help_text=cited), size="s"
        )  # fmt: skip
    choices = [("yes", _("Yes")), ("no", _("No"))]
    field = forms.ChoiceField(
        label=question.ask, choices=choices, widget=forms.RadioSelect, help_text=cited
    )  # fmt: skip
    return look(field, size="s", inline=True)


def _left(one: Finding, text: str) -> Any:
    typed = " ".join(text[one.start : one.end].split())[:_SHOWN] or SAYS[one.kind]
    if one.rule.weight is Weight.STOP:
        return format_lazy(_("It is not what it looks like: {typed}"), typed=typed)
    return format_lazy(_("I leave it as it is: {typed}"), typed=typed)
