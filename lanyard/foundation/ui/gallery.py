"""Examples of every component in every state, for the gallery page."""

from __future__ import annotations

import datetime
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.ui.figures import Figure
from lanyard.foundation.ui.forms import ClockField, DayField, Form, look
from lanyard.foundation.ui.listing import Row, Table, filter_by

_YES_NO = [("yes", _("Yes")), ("no", _("No")), ("unsure", _("I'm not sure"))]


class Example(Form):
    """One field of each kind."""

    name = look(forms.CharField(label=_("Your name")), autocomplete="name", width=20)
    email = look(
        forms.EmailField(label=_("E-mail"), help_text=_("We write to you here."), required=False),
        autocomplete="email",
    )
    what = look(
        forms.CharField(
            label=_("What happened?"),
            help_text=_("In your own words. You don't have to know everything."),
            max_length=200,
            widget=forms.Textarea,
        ),
        size="m",
    )
    on = DayField(label=_("When was it?"), help_text=_("For example, 27 3 2026"), past=True)
    at = look(ClockField(label=_("What time, about?"), required=False), width=10)
    device = look(
        forms.ChoiceField(
            label=_("Which device?"),
            choices=[
                ("college", _("A college computer")),
                ("own", _("My own phone or laptop")),
                ("other", _("Something else")),
                ("unsure", _("I don't know")),
            ],
            widget=forms.RadioSelect,
        ),
        size="m",
        option_hints={"own": _("Also one that a parent pays for")},
        dividers={"unsure": _("or")},
        reveals={"other": ("device_other",)},
    )
    device_other = look(forms.CharField(label=_("What was it?")), width=20)
    extremism = look(
        forms.ChoiceField(
            label=_("Could it be about extremism?"), choices=_YES_NO, widget=forms.RadioSelect
        ),
        size="m",
        inline=True,
    )
    channels = look(
        forms.MultipleChoiceField(
            label=_("Where did it happen?"),
            choices=[("text", _("Messages")), ("game", _("A game")), ("video", _("Video"))],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        ),
        size="m",
    )
    site = forms.ChoiceField(
        label=_("Which site?"), choices=[("", _("Choose a site")), ("main", _("Main site"))]
    )
    password = look(
        forms.CharField(
            label=_("Password"), help_text=_("Three random words."), widget=forms.PasswordInput
        ),
        autocomplete="new-password",
        width=20,
    )
    paper = forms.FileField(label=_("A document"), required=False)
    agreed = forms.BooleanField(label=_("I have read this"), help_text=_("All of it."))


def examples(request: HttpRequest) -> dict[str, Any]:
    """Return what the gallery shows."""
    now = timezone.now()
    return {
        "form": Example(),
        "failed": Example(
            {
                "email": "x@",
                "device": "other",
                "on_day": "31",
                "on_month": "2",
                "on_year": "2026",
                "at": "late",
                "name": "Ada",
            },
            prefix=None,
            auto_id="bad_%s",
        ),
        "states": _states(),
        "severities": [
            (1, _("Minor")),
            (2, _("Low")),
            (3, _("Medium")),
            (4, _("High")),
            (5, _("Critical")),
        ],
        "dates": [now + datetime.timedelta(days=n, hours=1) for n in (-12, -1, 0, 1, 2, 9)],
        "entries": _entries(now),
        "readers": _readers(now),
        "facts": _facts(),
        "rows": _rows(now),
        **_ways(request),
        "page": Paginator(range(60), 20).page(2),
        "table": _table(),
        "figure": Figure(
            _("Concerns by kind, this term"),
            [(_("Conduct"), 41), (_("Contact"), 23), (_("Content"), 12), (_("Commerce"), 3)],
            sentence=_("Two in three are about conduct: how people treat each other online."),
        ),
        "person": SimpleNamespace(initials="MO"),
    }


def _ways(request: HttpRequest) -> dict[str, Any]:
    return {
        "tabs": [
            (_("Chronology"), "#tabs", True),
            (_("Actions"), "#tabs", False, 3),
            (_("People"), "#tabs", False),
        ],
        "groups": [
            filter_by(
                request,
                "state",
                _("State"),
                [("open", _("Open")), ("watch", _("Keeping watch"))],
                counts={"open": 12, "watch": 3},
                everything=_("All"),
            ),
            filter_by(
                request,
                "level",
                _("Severity"),
                [("high", _("High and critical")), ("rest", _("The rest"))],
                counts={"high": 2, "rest": 13},
                everything=_("Any"),
            ),
        ],
    }


def _states() -> list[tuple[str, Any]]:
    return [
        ("alarm", _("Overdue")),
        ("due", _("Review due")),
        ("good", _("In force")),
        ("note", _("Open")),
        ("waiting", _("Waiting for police")),
        ("locked", _("Named people only")),
        ("quiet", _("Closed")),
    ]


def _entries(now: datetime.datetime) -> list[dict[str, Any]]:
    day = datetime.timedelta(days=1)
    return [
        {
            "when": now - 3 * day,
            "title": _("Report received"),
            "by": _("Tutor"),
            "icon": "megaphone",
            "text": _("A learner was sent threatening messages in a game chat after college."),
        },
        {
            "when": now - 2 * day,
            "title": _("Phone call with a parent"),
            "by": "MO",
            "icon": "phone",
            "added": now - day,
            "text": _("The parent keeps the messages and has blocked the sender."),
        },
        {
            "when": now - 2 * day,
            "title": _("Told the learner's employer"),
            "by": "MO",
            "struck": True,
            "text": _("Spoke to the supervisor."),
        },
        {
            "when": now - day,
            "title": _("Talked with the safeguarding lead"),
            "by": "MO",
            "icon": "lock",
            "only": _("Only the safeguarding lead reads this note"),
        },
    ]


def _readers(now: datetime.datetime) -> list[dict[str, Any]]:
    hour = datetime.timedelta(hours=1)
    return [
        {
            "name": "Maya Osei",
            "role": _("Designated safeguarding lead"),
            "because": _("Holds the role"),
            "last_read": now - hour,
        },
        {
            "name": "Tom Birch",
            "role": _("Tutor"),
            "because": _("Teaches the learner; asked to keep watch"),
            "last_read": None,
        },
        {
            "name": "Ruth Adler",
            "role": _("Deputy principal"),
            "break_glass": True,
            "last_read": now - 2 * hour,
            "because": _("The lead could not be reached and the learner was missing"),
            "until": now + hour,
        },
    ]


def _facts() -> list[tuple[Any, ...]]:
    return [
        (_("What"), _("Threats in a game chat")),
        (_("Where"), _("At home, on a games console")),
        (_("Who holds it"), _("Maya Osei"), "#facts", _("Change")),
    ]


def _rows(now: datetime.datetime) -> list[dict[str, Any]]:
    day = datetime.timedelta(days=1)
    return [
        {
            "title": _("Threats in a game chat, three learners named"),
            "meta": _("Contact · 3 days old"),
            "level": 4,
            "word": _("High"),
            "person": "Maya Osei",
            "role": _("DSL"),
            "due": now - day,
        },
        {
            "title": _("Unkind group chat about a classmate"),
            "meta": _("Conduct · 1 day old"),
            "level": 2,
            "word": _("Low"),
            "person": "Tom Birch",
            "role": _("Tutor"),
            "due": now + day,
        },
        {
            "title": _(
                "Somebody offered money for a photograph, and then asked again from another account"
            ),
            "meta": _("Commerce · 8 days old"),
            "level": 3,
            "word": _("Medium"),
            "person": "Ruth Adler",
            "role": _("Deputy"),
            "due": now + 6 * day,
        },
    ]


def _table() -> Table:
    return Table(
        _("Official accounts"),
        [_("Account"), _("Owner"), _("Followers")],
        [
            Row([_("College news"), _("Marketing"), 4120], url="#table"),
            Row(
                [_("Sports academy"), _("Sport"), 310],
                url="#table",
                exception=_("No second person"),
            ),
            Row([_("Library"), _("Learning centre"), 96], url="#table"),
        ],
        numeric=frozenset({2}),
    )
