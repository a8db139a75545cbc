"""What a journey is: pages in order, of which the answers call for some."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.datastructures import MultiValueDict

from lanyard.rooms.concerns import reasons
from lanyard.rooms.concerns.forms.setting import PageForm, Setting

Ask = Callable[[Setting], bool]


def always(_setting: Setting) -> bool:
    """Ask whatever was answered."""
    return True


@dataclass(frozen=True)
class Page:
    """One page: its word in the address, its form (None for pages that only say something)."""

    slug: str
    form: type[PageForm] | None
    #: What it is about, as a caption: "What happened".
    words: Any
    asked: Ask = always
    template: str = "concerns/report/question.html"
    #: Not on the way: the page on which answers are checked leads to it.
    aside: bool = False


@dataclass(frozen=True)
class Journey:
    """Pages in order for one kind of reporter."""

    slug: str
    kind: reasons.ReporterKind
    title: Any
    pages: tuple[Page, ...]
    #: For staff only, who may search among the people here; the others are open to everybody.
    staff: bool = False
    #: Only for holders of one of these roles; empty for all.
    roles: frozenset[str] = frozenset()

    def page(self, slug: str) -> Page | None:
        """Return the page of a slug, or None."""
        return next((page for page in self.pages if page.slug == slug), None)

    def asked(self, setting: Setting) -> list[Page]:
        """Return the pages on the way that these answers call for."""
        return [page for page in self.pages if page.asked(setting) and not page.aside]

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


def typed_of(form: PageForm, posted: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Return what was typed into the fields of a form, and nothing else that was sent."""
    names = tuple(form.fields)
    return {
        key: list(values)
        for key, values in posted.items()
        if key in names or key.rsplit("_", 1)[0] in names
    }
