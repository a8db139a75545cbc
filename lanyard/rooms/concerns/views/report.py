"""Reporting: one question per page, saved as you go, back always works, no script needed."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lanyard.engine.decisions.api import route_row
from lanyard.foundation.access import api as access
from lanyard.foundation.access.gates import signed_in
from lanyard.people import api as directory
from lanyard.people.request import Request
from lanyard.rooms.concerns import sentences
from lanyard.rooms.concerns.actions import drafts
from lanyard.rooms.concerns.actions.attachments import files_of_draft
from lanyard.rooms.concerns.actions.open import open_concern, opened_before
from lanyard.rooms.concerns.forms.journeys import Journey, Page, typed_of
from lanyard.rooms.concerns.forms.paths import JOURNEYS
from lanyard.rooms.concerns.forms.reading import matter_so_far, report_from
from lanyard.rooms.concerns.forms.setting import PageForm, Setting
from lanyard.rooms.concerns.reasons import ReporterKind
from lanyard.rooms.concerns.routing import facts_for, offered
from lanyard.rooms.concerns.throttle import BEGUN
from lanyard.rooms.concerns.views import who
from lanyard.rooms.concerns.views.answers import rows_of
from lanyard.rooms.concerns.views.apart import apart_where_chosen
from lanyard.rooms.concerns.views.authors import (
    author_of,
    drop_if_image,
    forget,
    person_of,
    setting_for,
)
from lanyard.rooms.concerns.views.pace import within

View = Callable[..., HttpResponseBase]
SENT = "report_sent"


def journey_called(request: Request, slug: str) -> Journey:
    """Return a journey open to this request; 404 for another."""
    journey = JOURNEYS.get(slug)
    if journey is None:
        raise Http404
    person = person_of(request)
    learner = person is None or directory.is_learner(person)
    if journey.kind is ReporterKind.LEARNER and not learner:
        raise Http404
    if journey.staff and (person is None or not directory.is_staff(person)):
        raise Http404
    if journey.roles and (person is None or access.roles_of(person.pk).isdisjoint(journey.roles)):
        raise Http404
    return journey


def must_sign_in(request: Request, slug: str) -> bool:
    """Say whether a page is for staff and nobody is signed in (any more).

    So it is where somebody sends an answer after their session ended: it is kept for them, and
    not begun anew as a report of nobody's.
    """
    journey = JOURNEYS.get(slug)
    ended = request.method == "POST" and hasattr(request, "signed_out_account")
    return journey is not None and not request.person and (journey.staff or ended)


def lead_to_sign_in(request: Request) -> HttpResponseBase:
    """Ask for a sign-in, keep what was sent meanwhile, and come back to it."""
    return signed_in(_nobody)(request)


def _nobody(request: HttpRequest) -> HttpResponse:
    """Answer an account that is signed in and yet no person of the organisation."""
    raise Http404


def address_of(journey: Journey, page: str) -> str:
    """Return the address of a page of a journey."""
    name = "concerns:report-page" if journey.staff else "concerns:tell-page"
    return reverse(name, args=[journey.slug, page])


@apart_where_chosen
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Request, form: str, page: str) -> HttpResponseBase:
    """Ask one question of a report, keep the answer, and go on to the next."""
    if must_sign_in(request, form):
        return lead_to_sign_in(request)
    journey = journey_called(request, form)
    setting, draft = setting_for(request, journey)
    found = journey.page(page)
    if found is None:
        raise Http404
    if found not in journey.asked(setting):
        return redirect(address_of(journey, _from(journey, setting)))
    context = context_of(journey, setting, found, draft)
    held_back = _held_back(request, setting, found, context, begun=draft is not None)
    if held_back is not None:
        return held_back
    if found.form is None:
        return _other(request, journey, setting, context)
    if request.method != "POST":
        return _ask(request, _shown(found.form, setting, found, _filled(request)), context)
    return _answer(request, journey, setting, found)


def _held_back(
    request: Request, setting: Setting, found: Page, context: dict[str, Any], *, begun: bool
) -> HttpResponse | None:
    """Ask a nameless reporter to wait where too many reports were begun just now, or None."""
    form = (found.form or PageForm)(request.POST, setting=setting)
    if begun or request.method != "POST" or within(request, BEGUN, form):
        return None
    return _ask(request, form, context, status=429)


def _other(
    request: Request, journey: Journey, setting: Setting, context: dict[str, Any]
) -> HttpResponse:
    """Answer a page that is no plain form: the people of the report, or words alone."""
    found = context["page"]
    if found.slug == "files":
        raise Http404
    if found.slug != "who":
        return _say(request, journey, setting, found)
    response = who.page(request, journey, setting, context)
    _offer(request, journey)
    return response


def _answer(request: Request, journey: Journey, setting: Setting, found: Page) -> HttpResponse:
    form = (found.form or PageForm)(request.POST, setting=setting)
    kept = drafts.save_answers(
        author_of(request), journey.slug, found.slug, typed_of(form, dict(request.POST.lists()))
    )
    if not form.is_valid():
        return _ask(request, form, context_of(journey, setting, found, kept))
    _offer(request, journey)
    drop_if_image(request, journey)
    if "check" in request.GET:
        return redirect(address_of(journey, "check"))
    return redirect(next_address(request, journey, found))


def next_address(request: Request, journey: Journey, found: Page) -> str:
    """Return the address of the page after this one, with the answers as they now are."""
    setting, _draft = setting_for(request, journey)
    asked = journey.asked(setting)
    later = asked[asked.index(found) + 1 :] if found in asked else []
    return address_of(journey, later[0].slug if later else "check")


def _offer(request: Request, journey: Journey) -> None:
    """Keep what the reporter may choose from, where the policy lets them choose (KMC-GSF-16)."""
    setting, draft = setting_for(request, journey)
    matter = matter_so_far(setting)
    row = route_row(setting.version.profile, facts_for(matter, setting.version))[1]
    choices = []
    if row.choose:
        for role, people in offered(matter, setting.version, row.to):
            names = ", ".join(str(person) for person in people[:3])
            if names:
                choices.append([role, f"{sentences.role_title(role, setting.version)}: {names}"])
    if draft is not None and draft.answers.get("offered", []) != choices:
        drafts.change(author_of(request), journey.slug, {"offered": choices})


def _say(request: Request, journey: Journey, setting: Setting, found: Page) -> HttpResponse:
    """Show a page that asks nothing, and go on."""
    if request.method == "POST":
        return redirect(next_address(request, journey, found))
    return render(request, found.template, context_of(journey, setting, found, None))


def _filled(request: Request) -> dict[str, Any]:
    """Return what is filled in before anything was typed: today, and the group one came from."""
    filled: dict[str, Any] = dict.fromkeys(("first_known", "session_on"), timezone.localdate())
    return {**filled, "group": request.GET["group"]} if "group" in request.GET else filled


def _shown(form: type[PageForm], setting: Setting, found: Page, filled: dict[str, Any]) -> PageForm:
    """Return the form with what was typed before, without complaining about it."""
    typed = setting.typed.get(found.slug)
    if typed is None:
        return form(setting=setting, initial=filled)
    unbound = form(setting=setting)
    for name, field in unbound.fields.items():
        values = {key: value for key, value in typed.items() if key.startswith(name)}
        unbound.initial[name] = field.widget.value_from_datadict(_Typed(values), {}, name)
    return unbound


class _Typed(dict[str, Any]):
    """Answers as they were typed, read by widgets as they read a request."""

    def get(self, key: str, default: Any = None) -> Any:
        values = super().get(key)
        return values[-1] if values else default

    def getlist(self, key: str) -> list[Any]:
        return list(super().get(key) or [])


def _ask(
    request: Request, form: PageForm, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    return render(request, context["page"].template, {**context, "form": form}, status=status)


def _from(journey: Journey, setting: Setting) -> str:
    first = journey.unanswered(setting)
    return first.slug if first is not None else "check"


def context_of(journey: Journey, setting: Setting, found: Page, draft: Any) -> dict[str, Any]:
    """Return what the page of a question shows: where it leads back to, and what comes next."""
    asked = journey.asked(setting)
    place = asked.index(found) if found in asked else len(asked)
    following = asked[place + 1].words if place + 1 < len(asked) else _("Check and send")
    back = address_of(journey, asked[place - 1].slug) if place else reverse("concerns:report")
    return {
        "journey": journey,
        "setting": setting,
        "page": found,
        "title": found.words,
        "progress": _("%(now)s. Next: %(next)s") % {"now": found.words, "next": _small(following)},
        "back": back,
        "after": address_of(journey, asked[place + 1].slug if place + 1 < len(asked) else "check"),
        "saved": draft.updated if draft is not None else None,
        "may_hide": setting.person is not None and not journey.staff and not place,
        "kept_until": draft.keep_until if draft is not None else None,
    }


def _small(words: Any) -> str:
    text = str(words)
    return text[:1].lower() + text[1:]


@apart_where_chosen
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: Request, form: str) -> HttpResponseBase:
    """Show the whole report before it is sent, and send it."""
    if must_sign_in(request, form):
        return lead_to_sign_in(request)
    journey = journey_called(request, form)
    setting, draft = setting_for(request, journey)
    if request.method == "POST":
        return _send(request, journey, setting, draft)
    first = journey.unanswered(setting)
    if first is not None or draft is None:
        return redirect(address_of(journey, first.slug if first else journey.pages[0].slug))
    asked = journey.asked(setting)
    return render(
        request,
        "concerns/report/check.html",
        {
            "journey": journey,
            "title": _("Check and send"),
            "sections": rows_of(journey, setting, address_of, files_of_draft(draft)),
            "back": address_of(journey, asked[-1].slug),
            "sent_key": draft.pk,
            "errors": [],
        },
    )


def _send(request: Request, journey: Journey, setting: Setting, draft: Any) -> HttpResponse:
    person = person_of(request)
    if draft is None:
        before = opened_before(_key(request), by=person)
        if before is None:
            return redirect(address_of(journey, journey.pages[0].slug))
        return _sent_to(request, before.receipt_id, before.sent_key, journey)
    first = journey.unanswered(setting)
    if first is not None:
        return redirect(address_of(journey, first.slug))
    try:
        opened = open_concern(report_from(setting, sent_key=draft.pk), by=person)
    except ValidationError as wrong:
        rows = rows_of(journey, setting, address_of, files_of_draft(draft))
        context = {"journey": journey, "title": _("Check and send"), "sections": rows,
                   "sent_key": draft.pk, "errors": wrong.messages}  # fmt: skip
        return render(request, "concerns/report/check.html", context)
    forget(request, journey)
    return _sent_to(request, opened.receipt_id, opened.sent_key, journey)


def _key(request: Request) -> UUID | None:
    try:
        return UUID(request.POST.get("sent_key", ""))
    except ValueError:
        return None


def _sent_to(request: Request, receipt: UUID, key: UUID, journey: Journey) -> HttpResponse:
    if request.person:
        return redirect("concerns:report-sent", receipt=receipt)
    request.session[SENT] = [
        str(key),
        journey.slug,
        datetime.datetime.now(datetime.UTC).timestamp(),
    ]
    return redirect("concerns:tell-sent")
