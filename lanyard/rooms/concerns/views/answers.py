"""The answers of a report in words, for the page on which they are checked."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from lanyard.foundation.ui.times import day
from lanyard.rooms.concerns.forms.journeys import Journey
from lanyard.rooms.concerns.forms.setting import PageForm, Setting
from lanyard.rooms.concerns.reasons import Part

Address = Callable[[Journey, str], str]
Row = tuple[str, str, str, str]


def rows_of(
    journey: Journey, setting: Setting, address: Address, files: Sequence[object] = ()
) -> list[Row]:
    """Return a row for every answer given: label, answer, where to change it, in which words."""
    rows: list[Row] = []
    for page in (page for page in journey.pages if page.asked(setting)):
        change = f"{address(journey, page.slug)}?check"
        if page.slug == "who":
            rows.append((_("Who is involved"), _people(setting), change, _("Change")))
        elif page.slug == "files":
            said = "\n".join(map(str, files)) or _("None")
            action = _("Add or remove") if files else _("Add a file")
            rows.append((_("Screenshots and files"), said, change, action))
        elif page.form is not None:
            rows += [(*row, change, _("Change")) for row in _answers(page.form, page.slug, setting)]
    return rows


def _people(setting: Setting) -> str:
    said = [f"{named.name} ({Part(named.part).label})" for named in setting.people]
    return "\n".join(said) or _("Nobody named")


def _answers(form: type[PageForm], page: str, setting: Setting) -> list[tuple[str, str]]:
    given = setting.checked.get(page, {})
    return [
        (str(field.label), _words(field, given[name]))
        for name, field in form(setting=setting).fields.items()
        if given.get(name) not in (None, "", [], "unknown", False)
    ]


def _words(field: forms.Field, value: Any) -> str:
    if isinstance(value, datetime.date):
        return day(value)
    if isinstance(value, bool):
        return _("Yes")
    choices = {str(key): str(label) for key, label in getattr(field, "choices", [])}
    if isinstance(value, list):
        return ", ".join(choices.get(str(one), str(one)) for one in value)
    return choices.get(str(value), str(value))
