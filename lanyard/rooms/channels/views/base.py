"""What the pages of official accounts share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from lanyard.engine.answers.api import for_staff
from lanyard.foundation.ui import asking
from lanyard.foundation.ui.asking import blame
from lanyard.people.request import SignedInRequest

__all__ = ["FORM", "ask", "blame", "for_staff"]

FORM = require_http_methods(["GET", "HEAD", "POST"])


def ask(
    request: SignedInRequest | HttpRequest, form: forms.Form, title: Any, send: Any, back: str,
    **more: Any,
) -> HttpResponse:  # fmt: skip
    """Show a form on a page of its own, with a second way to send it where ``also`` names one."""
    return asking.ask(request, form, title, send, back, template="channels/ask.html", **more)
