"""Who may ask: whoever works here or holds a role, and is signed in."""

from __future__ import annotations

import functools
from typing import Any, cast

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from lanyard.foundation.access.api import roles_of
from lanyard.foundation.access.gates import View, signed_in
from lanyard.people.api import is_staff
from lanyard.people.request import SignedInRequest


def for_staff(view: View) -> View:
    """Let staff and holders of roles pass; to learners and families the page is not there."""

    @functools.wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        person = cast("SignedInRequest", request).person
        if person is None or not (roles_of(person.pk) or is_staff(person)):
            raise Http404
        return view(request, *args, **kwargs)

    return signed_in(checked)
