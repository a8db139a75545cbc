"""The two commonest questions on one screen, at an address to keep on a telephone.

The address says nothing of anybody: what it may hold is a platform or a channel, never a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.views.decorators.http import require_http_methods

from lanyard.engine.answers import actions, knowing, words
from lanyard.engine.answers.gates import for_staff
from lanyard.engine.answers.progress import Said
from lanyard.engine.answers.supplying import advised
from lanyard.engine.answers.views import begun, go_on
from lanyard.engine.decisions.api import FactInfo
from lanyard.foundation.ui.forms import Form, look
from lanyard.people.request import SignedInRequest

_BY_NAME = "by-name"
_PLAIN = re.compile(r"[\w .\-]{1,40}")
_OPTIONAL = frozenset({"direction", "platform", "device"})
_LONGEST = 40


@dataclass(frozen=True)
class Short:
    """A short form: its question, and the facts it asks for together."""

    question: str
    facts: tuple[str, ...]


CONNECT = Short("contact.connect", ("relation", "account", "platform", "direction"))
MESSAGE = Short("contact.message", ("recipient", "channel", "device", "account"))


class ShortForm(Form):
    """Several facts at once, each a list to choose from."""

    def __init__(
        self, data: Mapping[str, Any] | None, *, infos: Iterable[FactInfo], by_name: bool,
        initial: Mapping[str, Any],
    ) -> None:  # fmt: skip
        super().__init__(data, initial=dict(initial))
        for info in infos:
            self.fields[info.name] = _field(info, by_name=by_name and info.name == "relation")


def _field(info: FactInfo, *, by_name: bool) -> forms.Field:
    required = info.name not in _OPTIONAL
    hint = words.HINTS.get(info.name, "")
    label = words.label(info)
    if info.kind == "text":
        return look(
            forms.CharField(label=label, required=False, max_length=_LONGEST, help_text=hint),
            size="s", width=20,
        )  # fmt: skip
    first = [(_BY_NAME, later("Somebody of ours: I give the name next"))] if by_name else []
    offered = [("", later("Choose")), *first, *info.choices]
    field = forms.ChoiceField(label=label, required=required, choices=offered)
    field.error_messages["required"] = _("Choose from the list")
    return look(field, size="s")


@for_staff
@require_http_methods(["GET", "HEAD", "POST"])
def connect(request: SignedInRequest) -> HttpResponse:
    """Ask on one screen whether one may connect."""
    return _short(request, CONNECT)


@for_staff
@require_http_methods(["GET", "HEAD", "POST"])
def message(request: SignedInRequest) -> HttpResponse:
    """Ask on one screen by which channel one may write."""
    return _short(request, MESSAGE)


def _short(request: SignedInRequest, short: Short) -> HttpResponse:
    progress = begun(request, short.question, Said({}))
    known = {info.name: info for info in progress.facts_known}
    infos = [known[name] for name in short.facts]
    sent = request.POST if request.method == "POST" else None
    form = ShortForm(
        sent, infos=infos, by_name=short.question in knowing.ABOUT_A_PERSON,
        initial=_preset(infos, request.GET),
    )  # fmt: skip
    if sent is not None and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if value}
        named = given.get("relation") == _BY_NAME
        if named:
            del given["relation"]
        said = Said(given, unnamed=not named)
        actions.say(short.question, said, by=request.person)
        return go_on(request, short.question)
    context = {
        "title": words.QUESTIONS[short.question].title, "form": form, "send": _("Ask"),
        "exit": False, "advice": advised(short.question, request.person),
    }  # fmt: skip
    return render(request, "answers/short.html", context, status=422 if form.errors else 200)


def _preset(infos: Iterable[FactInfo], query: Mapping[str, str]) -> dict[str, str]:
    """Return what an address kept by somebody sets beforehand: plain choices only."""
    found = {}
    for info in infos:
        value = query.get(info.name, "")
        allowed = {word for word, _label in info.choices}
        if value in allowed or (info.kind == "text" and _PLAIN.fullmatch(value)):
            found[info.name] = value
    return found
