"""After sending: who has the report, what happens next, and the receipt."""

from __future__ import annotations

import time
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from lanyard.foundation.access.gates import signed_in
from lanyard.people.api import is_staff
from lanyard.people.request import Request, SignedInRequest
from lanyard.rooms.concerns.actions.open import opened_before, opened_for
from lanyard.rooms.concerns.models import Receipt
from lanyard.rooms.concerns.views.apart import apart_where_chosen
from lanyard.rooms.concerns.views.report import SENT

#: How long the page with the receipt number can be opened again, in seconds.
_SHOWN_FOR = 15 * 60


@never_cache
@signed_in
@require_safe
def signed(request: SignedInRequest, receipt: UUID) -> HttpResponse:
    """Say who has the report of a signed-in reporter, and what happens next."""
    own = get_object_or_404(Receipt, pk=receipt, reporter_id=request.person.pk)
    opened = opened_for(own, by=request.person)
    context = {"title": _("Your report has been sent"), "opened": opened, "receipt": own,
               "staff": is_staff(request.person)}  # fmt: skip
    return render(request, "concerns/report/sent.html", context)


@apart_where_chosen
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsigned(request: Request) -> HttpResponse:
    """Show the receipt number of somebody who did not sign in, until they have it."""
    key, _journey, at = request.session.get(SENT, ("", "", 0.0))
    if request.method == "POST":
        request.session.flush()
        return redirect("concerns:tell")
    opened = opened_before(UUID(key), by=None) if key and at > time.time() - _SHOWN_FOR else None
    if opened is None:
        return redirect("concerns:tell")
    context = {"title": _("We have your report"), "opened": opened}
    return render(request, "concerns/report/sent.html", context)
