"""Who is involved: find or describe people, each with their own part, without any script."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lanyard.people.models import Person
from lanyard.people.request import Request
from lanyard.rooms.concerns.actions import drafts
from lanyard.rooms.concerns.forms.journeys import Journey
from lanyard.rooms.concerns.forms.people import (
    RELATIONS,
    AddPerson,
    DescribePerson,
    WhichPerson,
)
from lanyard.rooms.concerns.forms.setting import Setting
from lanyard.rooms.concerns.queries.directory import people_named
from lanyard.rooms.concerns.reasons import Part
from lanyard.rooms.concerns.views.authors import author_of

_MOST_PEOPLE = 40


def page(
    request: Request, journey: Journey, setting: Setting, context: dict[str, Any]
) -> HttpResponse:
    """Show and change the people of a report."""
    do = request.POST.get("do", "") if request.method == "POST" else ""
    if do == "add":
        return _add(request, journey, setting, context)
    if do == "choose" and journey.staff:
        return _choose(request, journey, setting, context)
    if do.startswith("remove-"):
        return _remove(request, journey, setting, do)
    if do == "continue":
        return _continue(request, journey, setting, context)
    return _show(request, journey, setting, context)


def _show(
    request: Request, journey: Journey, setting: Setting, context: dict[str, Any], **more: Any
) -> HttpResponse:
    form = more.pop("form", None) or _adding(journey)(setting=setting)
    shown = {**context, "form": form, "people": _listed(setting), **more}
    return render(request, context["page"].template, shown)


def _listed(setting: Setting) -> list[dict[str, Any]]:
    return [
        {"name": named.name, "part": Part(named.part).label, "conflict": named.conflict}
        for named in setting.people
    ]


def _adding(journey: Journey) -> type[AddPerson]:
    return AddPerson if journey.staff else DescribePerson


def _add(
    request: Request, journey: Journey, setting: Setting, context: dict[str, Any]
) -> HttpResponse:
    form = _adding(journey)(request.POST, setting=setting)
    if not form.is_valid():
        return _show(request, journey, setting, context, form=form)
    if journey.staff:
        which = WhichPerson(setting=setting, initial=form.cleaned_data)
        which.offer(people_named(form.cleaned_data["name"]))
        return render(request, "concerns/report/which.html", {**context, "form": which})
    given = form.cleaned_data
    entry = {key: given[key] for key in ("name", "part", "relation", "conflict")}
    return _keep(request, journey, setting, entry)


def _choose(
    request: Request, journey: Journey, setting: Setting, context: dict[str, Any]
) -> HttpResponse:
    form = WhichPerson(request.POST, setting=setting)
    form.offer(people_named(request.POST.get("name", "")))
    if not form.is_valid():
        return render(request, "concerns/report/which.html", {**context, "form": form})
    given = form.cleaned_data
    entry = {key: given[key] for key in ("name", "part", "conflict")}
    if given["which"] in dict(RELATIONS):
        entry["relation"] = given["which"]
    else:
        person = Person.objects.get(pk=given["which"])
        entry |= {"person": str(person.pk), "name": str(person)}
    return _keep(request, journey, setting, entry)


def _keep(
    request: Request, journey: Journey, setting: Setting, entry: dict[str, Any]
) -> HttpResponse:
    people = [*setting.typed.get("who", {}).get("people", []), entry][:_MOST_PEOPLE]
    return _save(request, journey, people, done=False)


def _remove(request: Request, journey: Journey, setting: Setting, do: str) -> HttpResponse:
    people = list(setting.typed.get("who", {}).get("people", []))
    place = do.removeprefix("remove-")
    if place.isdecimal() and int(place) < len(people):
        people.pop(int(place))
    return _save(request, journey, people, done=False)


def _save(request: Request, journey: Journey, people: list[Any], *, done: bool) -> HttpResponse:
    drafts.change(author_of(request), journey.slug, {"who": {"people": people, "done": done}})
    return redirect(request.get_full_path())


def _continue(
    request: Request, journey: Journey, setting: Setting, context: dict[str, Any]
) -> HttpResponse:
    typed_more = request.POST.get("name", "").strip()
    if typed_more:
        return _add(request, journey, setting, context)
    people = list(setting.typed.get("who", {}).get("people", []))
    if not people and request.POST.get("nobody") != "yes":
        error = _("Add at least one person, or tick that you don't know who it is")
        return _show(request, journey, setting, context, nobody_error=error)
    _save(request, journey, people, done=True)
    return redirect(context["after"])
