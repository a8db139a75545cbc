"""Forms of approvals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lanyard.engine.approvals.actions import Weighed
from lanyard.foundation.ui.forms import look


class DecideForm(forms.Form):
    """One's own word, with the reason; before it what the policy has this approver weigh."""

    decision = look(
        forms.ChoiceField(
            label=_("What do you decide?"),
            choices=(("approve", _("Approve")), ("reject", _("Reject"))),
            widget=forms.RadioSelect,
        ),
        size="m",
    )
    reason = look(
        forms.CharField(
            label=_("Why?"),
            help_text=_("Kept with your decision, and shown to whoever asked."),
            widget=forms.Textarea,
            max_length=2000,
        ),
        size="m",
        rows=3,
    )

    def __init__(self, *args: Any, asks: Sequence[dict[str, Any]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asks = asks
        for number, ask in enumerate(asks):
            note = forms.CharField(label=ask["label"], widget=forms.Textarea, max_length=2000)
            self.fields[f"note{number}"] = look(note, size="s", rows=2)
            if ask["test"]:
                self.fields[f"met{number}"] = look(
                    forms.ChoiceField(
                        label=gettext("Is this met? {label}").format(label=ask["label"]),
                        choices=(("yes", gettext("Met")), ("no", gettext("Not met"))),
                        widget=forms.RadioSelect,
                    ),
                    inline=True,
                )
        asked = [name for name in self.fields if name not in {"decision", "reason"}]
        self.order_fields([*asked, "decision", "reason"])

    def clean(self) -> dict[str, Any]:
        """Refuse to approve what failed a test: it is rejected, with the reason (LAN-SMU-02)."""
        data = super().clean() or self.cleaned_data
        failed = any(data.get(f"met{number}") == "no" for number in range(len(self.asks)))
        if failed and data.get("decision") == "approve":
            said = gettext("Something is not met, so this can only be rejected, with the reason")
            self.add_error("decision", ValidationError(said))
        return data

    def weighed(self) -> list[Weighed]:
        """Return what was written of each thing to weigh, in order."""
        data, found = self.cleaned_data, []
        for number, ask in enumerate(self.asks):
            met = data[f"met{number}"] == "yes" if ask["test"] else None
            found.append(Weighed(data[f"note{number}"], met))
        return found


class TakeBackForm(forms.Form):
    """Why a request is taken back."""

    because = look(forms.CharField(label=_("Why do you take it back?"), max_length=500), size="m")
