"""Where those who write guidance see what it leads to outside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from lanyard.foundation.access.gates import permitted
from lanyard.foundation.identity.api import Limit, attempt
from lanyard.foundation.jobs.api import defer
from lanyard.foundation.organisations.api import current_organisation_id
from lanyard.people.request import SignedInRequest
from lanyard.rooms.guidance.content import GuidancePage
from lanyard.rooms.guidance.links import BROKEN, State, addresses
from lanyard.rooms.guidance.models import OutsideLink
from lanyard.rooms.guidance.queries import pages_in_force
from lanyard.rooms.guidance.views.reading import WRITE

_STATES: dict[str, tuple[str, Any]] = {
    State.THERE: ("good", gettext_lazy("There")),
    State.MOVED: ("due", gettext_lazy("Moved for good")),
    State.GONE: ("alarm", gettext_lazy("Gone")),
    State.UNCLEAR: ("note", gettext_lazy("Answers, but lets no program look")),
    State.UNREACHED: ("note", gettext_lazy("Not reached from here")),
    "": ("note", gettext_lazy("Not looked at yet")),
}
#: How often in a quarter of an hour a look may be asked for.
_MOST = 4


@dataclass(frozen=True)
class Line:
    """An address as it is shown, with the pages that lead to it."""

    address: str
    pages: list[GuidancePage]
    link: OutsideLink | None

    @property
    def mark(self) -> tuple[str, Any]:
        """The colour and word of its state."""
        return _STATES[self.link.state if self.link else ""]

    @property
    def silent(self) -> bool:
        """Whether the last look reached nothing, while an earlier one did."""
        link = self.link
        return bool(link and link.answered_at and link.answered_at < link.looked_at)


@permitted(WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def links(request: SignedInRequest) -> HttpResponse:
    """List the addresses, the broken ones first; or have them looked at now."""
    if request.method == "POST":
        if attempt([Limit(f"links {current_organisation_id()}", _MOST)], now=timezone.now()):
            defer("guidance.look-at-links", lock="guidance-links")
            messages.success(request, _("They are being looked at. Come back in a few minutes."))
        else:
            messages.warning(request, _("They were looked at just now."))
        return redirect("guidance:links")
    kept = {one.address: one for one in OutsideLink.objects.all()}
    lines = [
        Line(address, pages, kept.get(address))
        for address, pages in addresses(pages_in_force().values()).items()
    ]
    lines.sort(key=lambda one: one.link is None or one.link.state not in BROKEN)
    context = {"title": _("What the guidance leads to outside"), "lines": lines}
    return render(request, "guidance/links.html", context)
