"""The lists of people side by side, each for those who may open it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.access import api as access
from lanyard.people.views.request import reader

_LISTS = (
    (_("Directory"), "people:directory", "people.see-directory"),
    (_("Posts"), "people:posts", "people.see-directory"),
    (_("On call and away"), "people:rota", "people.see-directory"),
    (_("Visitors"), "people:visitors", "people.see-directory"),
    (_("Guardians"), "people:guardians", "people.check-guardians"),
    (_("Devices"), "people:devices", "people.manage"),
)


def sections(request: HttpRequest) -> list[tuple[Any, str, bool]]:
    """Return label, address and whether it is open for each list that the reader may see."""
    me = reader(request).pk
    allowed = {slug: access.may(me, slug) for slug in {one[2] for one in _LISTS}}
    named = [(words, reverse(name)) for words, name, slug in _LISTS if allowed[slug]]
    return [(words, url, request.path == url) for words, url in named]
