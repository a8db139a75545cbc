"""A form on a page of its own, and what is wrong with it beside the fields."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def ask(
    request: HttpRequest, form: forms.Form, title: Any, send: Any, back: str = "",
    *, template: str = "ui/ask.html", **more: Any,
) -> HttpResponse:  # fmt: skip
    """Show a form under its title; one that was refused keeps what was typed.

    ``send`` is the button's word, ``back`` where it leads back to; ``lead`` goes below the title.
    """
    context = {"title": title, "form": form, "send": send, "back": back, **more}
    refused = request.method == "POST" and bool(form.errors)
    return render(request, template, context, status=422 if refused else 200)


def blame(form: forms.Form, wrong: ValidationError) -> None:
    """Put what is wrong beside the fields that it is about, else above the form."""
    if not hasattr(wrong, "error_dict"):
        form.add_error(None, wrong)
        return
    for name, errors in wrong.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)
