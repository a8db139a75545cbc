"""The journeys of a report: which pages, in which order, for whom, and the report they make."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from lanyard.rooms.concerns import reasons
from lanyard.rooms.concerns.forms import staff
from lanyard.rooms.concerns.forms.setting import PageForm, Setting
from lanyard.rooms.concerns.matters import Matter, Report

Ask = Callable[[Setting], bool]


def _always(_setting: Setting) -> bool:
    return True


@dataclass(frozen=True)
class Page:
    """One page: its word in the address, its form (None for pages that only say something)."""

    slug: str
    form: type[PageForm] | None
    #: What it is about, as a caption: "What happened".
    words: Any
    asked: Ask = _always
    template: str = "concerns/report/question.html"


@dataclass(frozen=True)
class Journey:
    """Pages in order for one kind of reporter."""

    slug: str
    kind: reasons.ReporterKind
    title: Any
    pages: tuple[Page, ...]
    signed_in: bool
    source: reasons.Source = reasons.Source.PERSON
    #: Whether the reporter may search among the people of the organisation.
    searches: bool = False

    def page(self, slug: str) -> Page | None:
        """Return the page of a slug, or None."""
        return next((page for page in self.pages if page.slug == slug), None)

    def asked(self, setting: Setting) -> list[Page]:
        """Return the pages that these answers call for."""
        return [page for page in self.pages if page.asked(setting)]

    def unanswered(self, setting: Setting) -> Page | None:
        """Return the first page that still needs an answer, or None when it can be sent."""
        for page in self.asked(setting):
            if page.form is not None and page.slug not in setting.checked:
                return page
            if page.slug == "who" and not setting.typed.get("who", {}).get("done"):
                return page
        return None


def check(journey: Journey, setting: Setting) -> Setting:
    """Check the typed answers of all pages, in order, since later ones look at earlier ones."""
    setting.checked.clear()
    for page in journey.pages:
        typed = setting.typed.get(page.slug)
        if page.form is None or typed is None or not page.asked(setting):
            continue
        form = page.form(MultiValueDict(typed), setting=setting)
        if form.is_valid():
            setting.checked[page.slug] = form.cleaned_data
    return setting


def is_about_image(setting: Setting) -> bool:
    """Say whether the worry is a nude or semi-nude image."""
    return bool(setting.answer("kind", "category") == reasons.Category.NUDES)


def _not_image(setting: Setting) -> bool:
    return not is_about_image(setting)


def _in_danger(setting: Setting) -> bool:
    return bool(setting.answer("urgency", "urgency") == "danger")


def _has_choice(setting: Setting) -> bool:
    return len(setting.typed.get("offered", [])) > 1


STAFF = Journey(
    slug="concern",
    kind=reasons.ReporterKind.STAFF,
    title=_("Report a concern"),
    signed_in=True,
    searches=True,
    pages=(
        Page("urgency", staff.Urgency, _("First, danger")),
        Page("stop", None, _("What to do now"), _in_danger, "concerns/report/stop.html"),
        Page("kind", staff.Kind, _("What kind")),
        Page("image", staff.FoundImage, _("What happened"), is_about_image,
             "concerns/report/image.html"),
        Page("happened", staff.Happened, _("What happened"), _not_image,
             "concerns/report/happened.html"),
        Page("who", None, _("Who is involved"), template="concerns/report/who.html"),
        Page("prevent", staff.Prevent, _("A question we always ask")),
        Page("details", staff.Details, _("When, where and how"),
             template="concerns/report/details.html"),
        Page("done", staff.Done, _("What you did")),
        Page("choose", staff.Choose, _("Who gets it"), _has_choice),
    ),
)  # fmt: skip

JOURNEYS: dict[str, Journey] = {journey.slug: journey for journey in (STAFF,)}


def matter_so_far(journey: Journey, setting: Setting) -> Matter:
    """Return what routing would look at now, to offer choices by name."""
    urgency = setting.answer("urgency", "urgency")
    return Matter(
        reporter_kind=journey.kind,
        reporter=setting.person,
        category=reasons.Category(setting.answer("kind", "category", "other")),
        about=_about(setting),
        source=journey.source,
        serious=urgency in {"danger", "serious"},
        people=setting.people,
    )


def report_from(journey: Journey, setting: Setting, *, sent_key: UUID) -> Report:
    """Return the report that the checked answers make."""
    given: dict[str, Any] = {}
    for page in journey.pages:
        given.update(setting.checked.get(page.slug, {}))
    urgency = given.get("urgency", "usual")
    category = reasons.Category(given.get("category", "other"))
    return Report(
        reporter_kind=journey.kind,
        source=journey.source,
        category=category,
        risk_area=given.get("risk_area") or staff.RISK_AREA[category],
        prevent=given.get("prevent", ""),
        about=_about(setting),
        people=setting.people,
        serious=urgency in {"danger", "serious"},
        immediate_danger=urgency == "danger",
        chosen_role=given.get("chosen_role", ""),
        chosen_adult_id=given.get("chosen_adult"),
        happened_at=_start_of(given.get("happened_on")),
        first_known_at=_start_of(given.get("first_known")),
        channels=tuple(given.get("channels", ())),
        nothing_left_out=given.get("nothing_left_out") == "no",
        attempted_only=bool(given.get("attempted_only", False)),
        sent_key=sent_key,
        **{name: given[name] for name in _SAME if given.get(name)},
    )


_SAME = (
    "happened", "opinion", "when_said", "place", "place_said", "platform", "device", "connection",
    "link", "action_taken", "promise_made", "reporter_name", "reporter_contact",
)  # fmt: skip


def _about(setting: Setting) -> reasons.About:
    return reasons.About(setting.answer("about", "about", "other"))


def _start_of(day: datetime.date | None) -> datetime.datetime | None:
    if day is None:
        return None
    moment = datetime.datetime.combine(day, datetime.time(0, 0))
    return timezone.make_aware(moment)


def typed_of(form: PageForm, posted: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Return what was typed into the fields of a form, and nothing else that was sent."""
    names = tuple(form.fields)
    return {
        key: list(values)
        for key, values in posted.items()
        if key in names or key.rsplit("_", 1)[0] in names
    }
