"""Forms of the privacy self-check."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.ui.forms import Form, look
from lanyard.rooms.guidance.selfcheck import Platform, SelfCheck, platforms

SETTINGS: dict[str, Any] = {
    "strict": _("Set as above"), "open": _("Not set so"), "none": _("I do not use it"),
}  # fmt: skip


class SelfCheckForm(Form):
    """Each platform with its settings, then the policy's questions."""

    def __init__(self, asked: SelfCheck, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        for one in platforms():
            self.fields[one.slug] = _platform(one)
        for number, question in enumerate(asked.questions):
            choices = [("yes", _("Yes")), ("no", _("No"))]
            field = forms.ChoiceField(
                label=question.ask, choices=choices, widget=forms.RadioSelect
            )  # fmt: skip
            self.fields[f"ask_{number}"] = look(field, size="s", inline=True)

    @property
    def settings(self) -> dict[str, str]:
        """How each platform is set."""
        return {one.slug: self.cleaned_data[one.slug] for one in platforms()}

    @property
    def answers(self) -> list[tuple[str, str, str]]:
        """What was asked, what was answered, and what is advised ("" for nothing)."""
        found = []
        for number, one in enumerate(self.asked.questions):
            said = self.cleaned_data[f"ask_{number}"]
            found.append((one.ask, said, "" if said == one.good else one.advice))
        return found


def _platform(one: Platform) -> Any:
    field = forms.ChoiceField(
        label=one.title, choices=list(SETTINGS.items()), widget=forms.RadioSelect,
        help_text=f"{one.where}. {' '.join(one.steps)}",
    )  # fmt: skip
    return look(field, size="s", inline=True)


class StopAskingForm(Form):
    """Asking no longer."""

    because = look(forms.CharField(label=_("Why?"), max_length=500), size="s")
