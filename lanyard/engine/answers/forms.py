"""A form for one fact, made of what the question says of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField as PlainBoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from lanyard.engine.answers import words
from lanyard.engine.decisions.api import FactInfo
from lanyard.foundation.ui.forms import ClockField, DayField, Form, look

_MISSING = object()
_MOST_ENTRIES = 20
_LONGEST = 200
_YES_NO = (("yes", later("Yes")), ("no", later("No")))
_NOTHING = "-"


@dataclass(frozen=True)
class Block:
    """Fields that belong together, under a heading where there are several of them."""

    legend: str
    fields: Sequence[PlainBoundField]


class FactForm(Form):
    """Asks for one fact. ``raw`` is what was answered, as the rules read it."""

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, info: FactInfo, value: Any = _MISSING,
        entries: int = 1,
    ) -> None:  # fmt: skip
        self.info = info
        self.entries = min(max(entries, _count(value)), _MOST_ENTRIES)
        super().__init__(data, initial=dict(_initial(info, value, "value")))
        one = info.kind in _SINGLE or _of_choices(info)
        for name, field in _fields(info, "value", self.entries, required=one):
            if one:
                look(field, heading=True, size="l", width=_width(info))
            self.fields[name] = field
        self._say_plainly()

    def _say_plainly(self) -> None:
        for field in self.fields.values():
            if field.required and isinstance(field, forms.ChoiceField):
                field.error_messages["required"] = _("Choose an answer, or say that you don't know")

    @property
    def single(self) -> bool:
        """Whether the question is the label of its only field."""
        return self.info.kind in _SINGLE or _of_choices(self.info)

    @property
    def repeats(self) -> bool:
        """Whether there may be several entries, such as periods of study."""
        return self.info.kind == "list" and not _of_choices(self.info)

    def blocks(self) -> Iterator[Block]:
        """Give the fields, those of each entry of a list under its number."""
        if not self.repeats:
            yield Block("", [self[name] for name in self.fields])
            return
        for n in range(self.entries):
            mine = [self[name] for name in self.fields if name.startswith(f"value-{n}-")]
            yield Block(f"{words.ENTRY.get(self.info.name, _('Entry'))} {n + 1}", mine)

    @property
    def raw(self) -> Any:
        """What was answered, in the words of the rules; call after ``is_valid``."""
        taken = _take(self.info, "value", self.cleaned_data, self.entries)
        return ([] if self.info.kind == "list" else None) if taken is _MISSING else taken


class WhoForm(Form):
    """Whom it is about: a name to look for, then one of those who were found."""

    name = look(
        forms.CharField(
            label=later("Whom is it about?"),
            help_text=later("A learner of yours, now or before, or a colleague. Part of the name is"
                            " enough. What we know of them we do not ask you again."),
            max_length=_LONGEST,
        ),
        heading=True, size="l", autocomplete="off",
    )  # fmt: skip


class ReasonForm(Form):
    """Why somebody goes ahead against advice."""

    because = look(
        forms.CharField(
            label=later("Why do you go ahead?"), max_length=2000, widget=forms.Textarea,
            help_text=later("Kept with your copy of this answer."),
        ),
        size="m", rows=3,
    )  # fmt: skip


_SINGLE = frozenset({"choice", "flag", "text", "date", "number", "time"})


def _of_choices(info: FactInfo) -> bool:
    return info.kind == "list" and info.each is not None and info.each.kind == "choice"


def _count(value: Any) -> int:
    return len(value) if isinstance(value, list) else 1


def _width(info: FactInfo) -> int:
    return {"number": 5, "text": 20, "time": 10}.get(info.kind, 0)


def _fields(
    info: FactInfo, name: str, entries: int, *, required: bool
) -> Iterator[tuple[str, forms.Field]]:
    if info.kind == "table":
        for part in info.parts:
            yield from _fields(part, f"{name}-{part.name}", 1, required=False)
    elif info.kind == "moment":
        yield f"{name}-day", look(DayField(label=_("On which day?"), required=True), size="m")
        clock = ClockField(label=_("At what time?"), help_text=_("Such as 2:15pm"), required=True)
        yield f"{name}-time", look(clock, size="s", width=10)
    elif info.kind == "list" and info.each is not None and not _of_choices(info):
        for n in range(entries):
            yield from _fields(info.each, f"{name}-{n}", 1, required=False)
    else:
        yield name, _field(info, required=required)


def _field(info: FactInfo, *, required: bool) -> forms.Field:
    label, hint = words.label(info), words.HINTS.get(info.name, "")
    common: dict[str, Any] = {"label": label, "required": required, "help_text": hint}
    if _of_choices(info) and info.each is not None:
        common["required"] = False
        common["help_text"] = hint or _("Choose all that hold; none is an answer too.")
        return look(forms.MultipleChoiceField(
            choices=info.each.choices, widget=forms.CheckboxSelectMultiple, **common
        ), size="s")  # fmt: skip
    if info.kind == "choice":
        nothing = [(_NOTHING, _("None of these"))] if info.null else []
        if len(info.choices) > words.MOST_RADIOS:
            offered = [("", _("Choose")), *info.choices, *nothing]
            return look(forms.ChoiceField(choices=offered, **common), size="s")
        offered = [*info.choices, *nothing]
        return look(
            forms.ChoiceField(choices=offered, widget=forms.RadioSelect, **common), size="s"
        )
    if info.kind == "flag":
        return look(
            forms.ChoiceField(choices=_YES_NO, widget=forms.RadioSelect, **common),
            size="s", inline=True,
        )  # fmt: skip
    return look(_plain_field(info, common), size="s")


def _plain_field(info: FactInfo, common: dict[str, Any]) -> forms.Field:
    if info.kind == "date":
        return DayField(**common)
    if info.kind == "time":
        return ClockField(**common)
    if info.kind == "number":
        return forms.IntegerField(min_value=0, **common)
    return forms.CharField(max_length=_LONGEST, **common)


def _initial(info: FactInfo, value: Any, name: str) -> Iterator[tuple[str, Any]]:
    """Give what the fields hold before anything is typed."""
    if value is _MISSING:
        return
    if value is None:
        yield name, _NOTHING
    elif info.kind == "table":
        for part in info.parts:
            yield from _initial(part, value.get(part.name, _MISSING), f"{name}-{part.name}")
    elif info.kind == "list" and info.each is not None and not _of_choices(info):
        for n, one in enumerate(value):
            yield from _initial(info.each, one, f"{name}-{n}")
    elif info.kind == "moment":
        moment = datetime.datetime.fromisoformat(value)
        yield f"{name}-day", moment.date()
        yield f"{name}-time", f"{moment:%H:%M}"
    elif info.kind == "flag":
        yield name, "yes" if value else "no"
    elif info.kind == "date":
        yield name, datetime.date.fromisoformat(value)
    else:
        yield name, value


def _take(info: FactInfo, name: str, cleaned: Mapping[str, Any], entries: int) -> Any:
    """Return what was given for a fact as JSON, ``_MISSING`` for nothing."""
    if info.kind == "table":
        parts = {p.name: _take(p, f"{name}-{p.name}", cleaned, 1) for p in info.parts}
        given = {part: value for part, value in parts.items() if value is not _MISSING}
        return given or _MISSING
    if info.kind == "moment":
        day, time = cleaned.get(f"{name}-day"), cleaned.get(f"{name}-time")
        return datetime.datetime.combine(day, time).isoformat() if day and time else _MISSING
    if info.kind == "list" and info.each is not None and not _of_choices(info):
        rows = (_take(info.each, f"{name}-{n}", cleaned, 1) for n in range(entries))
        found = [row for row in rows if row is not _MISSING]
        return found or _MISSING
    return _plain_value(info, cleaned.get(name))


def _plain_value(info: FactInfo, value: Any) -> Any:
    if _of_choices(info):
        return list(value or []) or _MISSING
    if value == _NOTHING and info.null:
        return None
    if value in (None, ""):
        return _MISSING
    if info.kind == "flag":
        return value == "yes"
    if isinstance(value, datetime.time):
        return f"{value:%H:%M}"
    return value.isoformat() if isinstance(value, datetime.date) else value
