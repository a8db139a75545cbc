"""What surrounds every page: the menu by permission, the bell, the ways always at hand."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.access import api as access
from lanyard.foundation.registry import api as registry
from lanyard.foundation.registry.manifest import Navigation
from lanyard.people import api as people
from lanyard.shell.menus import Entry, address

#: How many entries of a menu stand side by side, and how few are not worth hiding.
_MOST_TABS, _LEAST_FURTHER = 8, 3


class Frame:
    """The surroundings of one page, worked out only as far as the page shows them."""

    home = "/"

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.person = getattr(request, "person", None)

    @cached_property
    def roles(self) -> frozenset[str]:
        """The roles the person holds today."""
        return access.roles_of(self.person.pk) if self.person else frozenset()

    @cached_property
    def works_here(self) -> bool:
        """Whether the person works here, or holds any role."""
        if self.person is None:
            return False
        return bool(self.roles) or people.is_staff(self.person)

    @cached_property
    def is_member(self) -> bool:
        """Whether the person works, studies or helps here; a parent alone does not."""
        if self.works_here or self.person is None:
            return self.works_here
        return people.is_learner(self.person) or people.is_sponsored(self.person)

    def may(self, permission: str) -> bool:
        """Say whether the person holds a permission; "" is held by everybody signed in."""
        if not permission:
            return bool(self.person)
        return not self.roles.isdisjoint(registry.permission(permission).held_by)

    @cached_property
    def navigation(self) -> list[Entry]:
        """The main menu, of what the manifests offer to the person."""
        if not self.person:
            return []
        offered = [
            (n, m.slug)
            for m in registry.manifests()
            for n in m.navigation
            if self.may(n.permission)
            and (self.works_here or not n.for_staff)
            and (self.is_member or not n.for_members)
        ]
        offered.sort(key=lambda pair: (pair[0].order, str(pair[0].label)))
        entries = [self._entry(n, room) for n, room in offered]
        start = Entry(_("Home"), self.home, "house", "page" if self.request.path == "/" else "")
        return [start, *_nearest([entry for entry in entries if entry.url])]

    @cached_property
    def tabs(self) -> list[Entry]:
        """The entries of the menu that stand side by side: the first, and the one where one is."""
        return self.navigation[:_MOST_TABS] + [e for e in self._rest if e.current or not self._many]

    @cached_property
    def further(self) -> list[Entry]:
        """The entries of the menu that open under one word."""
        return [entry for entry in self._rest if not entry.current] if self._many else []

    @property
    def _rest(self) -> list[Entry]:
        return self.navigation[_MOST_TABS:]

    @property
    def _many(self) -> bool:
        return len(self._rest) >= _LEAST_FURTHER

    def _entry(self, offered: Navigation, room: str) -> Entry:
        url = address(offered.url_name)
        here = self.request.path
        current = "page" if here == url else "true" if url and here.startswith(url) else ""
        return Entry(offered.label, url, offered.icon, current, room)

    @cached_property
    def own(self) -> list[Entry]:
        """The entries of the person's own menu."""
        wanted = (
            (_("Colours and language"), "ui:appearance", "sun-moon"),
            (_("Sign-in and security"), "identity:security", "key-round"),
        )
        entries = [Entry(label, address(name), icon) for label, name, icon in wanted]
        return [entry for entry in entries if entry.url]

    @cached_property
    def beside(self) -> list[tuple[Any, Any, str]]:
        """What is worth reading beside this page, of what the manifests offer."""
        match = self.request.resolver_match
        if match is None or self.request.method not in {"GET", "HEAD"}:
            return []
        return registry.beside(match.view_name, self.person)

    @property
    def report(self) -> str:
        """Where anybody reports a concern."""
        return address("concerns:report")

    @property
    def receipt(self) -> str:
        """Where a nameless reporter reads replies."""
        return address("concerns:receipt")

    @property
    def sign_in(self) -> str:
        """Where to sign in."""
        return address("account_login")

    @property
    def sign_out(self) -> str:
        """Where to sign out."""
        return address("account_logout")

    @property
    def search(self) -> str:
        """Where to search."""
        return address("search")

    @property
    def notices(self) -> str:
        """Where one's notices are."""
        return address("notices:mine")

    @property
    def card(self) -> str:
        """The quick response card."""
        return address("what-to-do-now")

    @property
    def privacy(self) -> str:
        """The privacy statement: every form leads to it (LAN-PI-02)."""
        return address("policies:privacy")

    @property
    def accessibility(self) -> str:
        """The accessibility statement."""
        return address("accessibility")


def _nearest(entries: list[Entry]) -> list[Entry]:
    """Leave only the entry nearest to the page marked as where one is."""
    here = [entry for entry in entries if entry.current]
    nearest = max(here, key=lambda entry: len(entry.url), default=None)
    return [e if e is nearest else replace(e, current="") for e in entries]


def frame(request: HttpRequest) -> dict[str, Any]:
    """Give templates the surroundings of the page."""
    return {"frame": SimpleLazyObject(lambda: Frame(request))}
