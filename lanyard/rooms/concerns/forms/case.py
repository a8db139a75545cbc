"""Forms of triage and of the case page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from lanyard.engine.policy.api import Population, Profile
from lanyard.foundation.ui.forms import Form, choice_of, look
from lanyard.rooms.concerns import reasons
from lanyard.rooms.concerns.forms.fields import (
    PersonField,
    WhenForm,
    choice,
    line,
    picked,
    several,
    words,
)
from lanyard.rooms.concerns.models import ChronologyEntry, TeamMember


def _severities(profile: Profile) -> list[tuple[str, str]]:
    return [(str(s.level), f"{s.level}: {s.title}") for s in profile.severities]


def _codes(profile: Profile, populations: frozenset[Population]) -> list[tuple[str, str]]:
    return [
        (b.code, f"{b.code}: {b.says}") for b in profile.breaches if populations & set(b.population)
    ]


class Protective(WhenForm):
    """The step taken at once to stop harm. Triage is not saved without it."""

    step = choice(
        lazy("What was done at once to stop harm, or further harm?"), reasons.ProtectiveStep.choices
    )
    step_said = words(lazy("What exactly was done, and by whom?"), rows=2)


class JoinForm(Protective):
    """Join a report to a case that stands."""

    because = words(lazy("Why does it belong to this case?"), rows=2)
    field_order = ["because", "step", "step_said", "happened_on", "happened_at_time"]


class ThresholdForm(Form):
    """The threshold questions of triage, which may be answered anew later."""

    illegal = choice(lazy("May the law have been broken?"), reasons.ThreeWay.choices, inline=True)
    disturbing = choice(
        lazy("Is it especially disturbing behaviour, by or against somebody here?"),
        reasons.ThreeWay.choices, inline=True,
    )  # fmt: skip
    technology = choice(
        lazy("How far is technology in it?"), reasons.Technology.choices, inline=True
    )
    prevent = choice(
        lazy("Could it be about extremism or radicalisation?"),
        reasons.ThreeWay.choices,
        inline=True,
    )
    breach_codes = several(lazy("Which rules may have been broken?"), [])

    def __init__(
        self, *args: Any, profile: Profile, populations: frozenset[Population], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choice_of(self, "breach_codes").choices = _codes(profile, populations)


class TriageForm(ThresholdForm, Protective):
    """Open a case from a report.

    Where it happened and whose device it was are not asked again: no answer to either lowers a
    case or closes it (COM-RCG-03, LAN-SCO-04).
    """

    severity = choice(lazy("How bad is it?"), [])
    severity_because = words(lazy("Why this severity?"), rows=2)
    kind = choice(lazy("What kind of case is it?"), reasons.CaseKind.choices)
    category = picked(lazy("What is it about?"), reasons.Category.choices)
    risk_area = choice(lazy("Which of the four Cs?"), reasons.RiskArea.choices)
    prevent_because = words(
        lazy("The Prevent decision, and why"), required=False, rows=2,
        hint=lazy("Needed where you answered yes or not sure. Say what happens next about it."),
    )  # fmt: skip
    field_order = [
        "step", "step_said", "happened_on", "happened_at_time", "severity", "severity_because",
        "kind", "category", "risk_area", "illegal", "disturbing", "technology", "prevent",
        "prevent_because", "breach_codes",
    ]  # fmt: skip

    def __init__(self, *args: Any, profile: Profile, **kwargs: Any) -> None:
        super().__init__(*args, profile=profile, **kwargs)
        choice_of(self, "severity").choices = _severities(profile)
        hints = {str(s.level): s.meaning for s in profile.severities}
        look(self.fields["severity"], option_hints=hints)

    def clean(self) -> dict[str, Any]:
        """Ask for the Prevent decision where Prevent may be in it."""
        data = super().clean()
        if data.get("prevent") in {"yes", "unsure"} and not data.get("prevent_because"):
            self.add_error("prevent_because", _("Record the Prevent decision and why."))
        return data


class AssessForm(ThresholdForm):
    """Answer the threshold questions anew."""

    because = words(lazy("What changed, or what do you know now?"), rows=2)


class SeverityForm(Form):
    """Change how bad a case is."""

    severity = choice(lazy("How bad is it now?"), [])
    because = words(lazy("Why does it change?"), rows=3)

    def __init__(self, *args: Any, profile: Profile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_of(self, "severity").choices = _severities(profile)


class NoteForm(WhenForm):
    """A note or a discussion for the chronology."""

    text = words(lazy("What do you want to add?"), rows=6)
    kind = choice(
        lazy("What is it?"),
        [(k, k.label) for k in (ChronologyEntry.Kind.NOTE, ChronologyEntry.Kind.DISCUSSION)],
        inline=True,
    )  # fmt: skip
    visibility = choice(
        lazy("Who may read it?"), ChronologyEntry.Visibility.choices,
        hint=lazy("A court or the person concerned may ask to see it one day. Write facts."),
    )  # fmt: skip
    field_order = ["text", "kind", "happened_on", "happened_at_time", "visibility"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        initial = {"kind": "note", "visibility": "team"}
        kwargs["initial"] = {**initial, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)


class CorrectForm(WhenForm):
    """Put a corrected line in the place of one."""

    text = words(lazy("The line as it should read"), rows=6)
    because = words(lazy("What was wrong?"), rows=2)
    field_order = ["text", "happened_on", "happened_at_time", "because"]


class MemberForm(Form):
    """Add somebody to a case by name."""

    person = PersonField(label=lazy("Who?"), help_text=lazy("A name or a work e-mail."), staff=True)
    part = choice(
        lazy("What will they do?"),
        [(p, TeamMember.Part(p).label) for p in ("worker", "reader", "holder")],
    )  # fmt: skip
    because = words(lazy("Why do they need to know?"), rows=2)


class KeepOutForm(Form):
    """Keep somebody out of a case."""

    person = PersonField(
        label=lazy("Who must not see this case?"), help_text=lazy("A name or an e-mail.")
    )
    because = words(lazy("What is the conflict of interest?"), rows=2)


class ReasonForm(Form):
    """Just a reason."""

    because = words(lazy("Why?"), rows=3)


class PersonInCaseForm(Form):
    """Add somebody to the people of a case, with their own part."""

    name = line(
        lazy("Who?"),
        hint=lazy("A name or an e-mail of somebody here, or any name for somebody else."),
    )
    part = choice(lazy("What is their part?"), reasons.Part.choices)
    relation = line(lazy("How are they connected?"), required=False)
    age = look(
        forms.IntegerField(
            label=lazy("Age, if we do not know them"), required=False, min_value=0, max_value=120
        ),
        width=3,
    )  # fmt: skip


class ReplyForm(Form):
    """Write to the reporter."""

    text = words(
        lazy("What do you want to tell or ask the reporter?"), rows=4,
        hint=lazy("They see this as from the safeguarding team. Say nothing of the case."),
    )  # fmt: skip
