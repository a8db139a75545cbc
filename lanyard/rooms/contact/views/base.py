"""What the pages of contact share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from lanyard.people.request import SignedInRequest

FORM = require_http_methods(["GET", "HEAD", "POST"])


def ask(
    request: SignedInRequest, form: forms.Form, title: Any, send: Any, back: str, **more: Any
) -> HttpResponse:
    """Show a form on a page of its own."""
    context = {"title": title, "form": form, "send": send, "back": back, "exit": False, **more}
    refused = bool(form.errors) and request.method == "POST"
    return render(request, "contact/ask.html", context, status=422 if refused else 200)
