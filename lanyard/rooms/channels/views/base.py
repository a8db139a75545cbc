"""What the pages of official accounts share."""

from __future__ import annotations

import functools
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from lanyard.foundation.access.gates import View, signed_in
from lanyard.people.api import is_staff
from lanyard.people.request import SignedInRequest

FORM = require_http_methods(["GET", "HEAD", "POST"])


def for_staff(view: View) -> View:
    """Let only members of staff pass; to all others the page is not there."""

    @functools.wraps(view)
    def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        person = getattr(request, "person", None)
        if person is None or not is_staff(person):
            raise Http404
        return view(request, *args, **kwargs)

    return signed_in(gated)


def ask(
    request: SignedInRequest | HttpRequest, form: forms.Form, title: Any, send: Any, back: str,
    **more: Any,
) -> HttpResponse:  # fmt: skip
    """Show a form on a page of its own."""
    context = {"title": title, "form": form, "send": send, "back": back, **more}
    refused = bool(form.errors) and request.method == "POST"
    return render(request, "channels/ask.html", context, status=422 if refused else 200)


def blame(form: forms.Form, wrong: ValidationError) -> None:
    """Put what is wrong beside the fields that it is about."""
    if not hasattr(wrong, "error_dict"):
        form.add_error(None, wrong)
        return
    for name, errors in wrong.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)
