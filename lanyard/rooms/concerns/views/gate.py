"""Allegations about staff open only to somebody who gave a second factor within five minutes."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from lanyard.foundation.access.gates import step_up
from lanyard.rooms.concerns.models import Case
from lanyard.rooms.concerns.walls import case_walled, report_walled

View = Callable[..., HttpResponseBase]


def guarded(view: View) -> View:
    """Ask for a second factor before a view of an allegation, or of a report about staff.

    The address names ``case_id`` or ``concern_id``. What one may not see is not asked about.
    """

    @functools.wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return (step_up(view) if _walled(kwargs) else view)(request, *args, **kwargs)

    return checked


def given_out(view: View) -> View:
    """Ask for a second factor before a case is given out of the house.

    The address names ``case_id``; of a case that one may not see nothing is asked.
    """

    @functools.wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        seen = Case.objects.filter(pk=kwargs["case_id"]).exists()
        return (step_up(view) if seen else view)(request, *args, **kwargs)

    return checked


def _walled(found: dict[str, Any]) -> bool:
    case, concern = found.get("case_id"), found.get("concern_id")
    return (case is not None and case_walled(case)) or (
        concern is not None and report_walled(concern)
    )
