"""One question on a page, as every view of people asks it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

#: What a page that asks answers to.
FORM = require_http_methods(["GET", "HEAD", "POST"])


class Wrong(Exception):
    """A verb could not be done; the message goes beside the field."""

    def __init__(self, field: str, message: Any) -> None:
        super().__init__(str(message))
        self.field, self.message = field, message


def ask(
    request: HttpRequest,
    form: Form,
    do: Callable[[dict[str, Any]], str],
    *,
    title: Any,
    send: Any,
    back: str,
    **more: Any,
) -> HttpResponse:
    """Show a form; once it is answered well, do what it asks and go where ``do`` says.

    ``do`` takes the answers; where it raises Wrong, the page is shown again with what to mend.
    """
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(do(form.cleaned_data))
        except Wrong as wrong:
            form.add_error(wrong.field, wrong.message)
    context: Mapping[str, Any] = {
        "title": title, "form": form, "send": send, "exit": False, "back": back, **more,
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "people/ask.html", {**context}, status=status)


def page_of(person_id: Any) -> str:
    """Return the address of somebody's page."""
    return reverse("people:person", args=[person_id])
