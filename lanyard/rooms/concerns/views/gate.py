"""Allegations about staff open only to somebody who gave a second factor within five minutes."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from lanyard.foundation.identity.api import step_up
from lanyard.rooms.concerns.models import Case
from lanyard.rooms.concerns.reasons import CaseKind

View = Callable[..., HttpResponseBase]


def guarded(view: View) -> View:
    """Ask for a second factor before a view of an allegation (the address names ``case_id``)."""

    @functools.wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        allegation = Case.objects.filter(pk=kwargs["case_id"], kind=CaseKind.ALLEGATION).exists()
        return (step_up(view) if allegation else view)(request, *args, **kwargs)

    return checked
