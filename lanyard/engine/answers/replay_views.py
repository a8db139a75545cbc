"""The page on which whoever changes the policy sees which past answers a draft would alter."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lanyard.engine.answers import trying
from lanyard.engine.profiles.api import NoProfile
from lanyard.foundation.access.gates import permitted
from lanyard.people.request import SignedInRequest

_PER_PAGE = 20


@permitted("profiles.change")
@require_safe
def replay(request: SignedInRequest) -> HttpResponse:
    """Ask past questions again under a draft, and show the answers that it alters."""
    try:
        drafts = trying.drafts_for(request.person)
    except NoProfile:
        raise Http404 from None
    wanted = request.GET.get("draft", "")
    draft = next((one for one in drafts if one.name == wanted), drafts[0] if drafts else None)
    context: dict[str, Any] = {
        "title": _("Try a change on past answers"),
        "drafts": drafts,
        "draft": draft,
    }
    if draft is not None:
        found = trying.try_draft(draft, by=request.person)
        page = Paginator(trying.shown(found.altered, draft.profile), _PER_PAGE).get_page(
            request.GET.get("page")
        )
        asked = found.same + len(found.altered) + len(found.refused)
        context |= {
            "page": page, "altered": len(found.altered), "asked": asked,
            "refused": len(found.refused),
            "material": sum(one.material for one in found.altered),
        }  # fmt: skip
    return render(request, "answers/replay.html", context)
