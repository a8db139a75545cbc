"""Pages of the interface itself: colours, one's own choice of them, what could not be shown."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import check_for_language, get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from lanyard.foundation.ui.context import THEME_COOKIE
from lanyard.foundation.ui.forms import Form
from lanyard.foundation.ui.palette import DEFAULT, palette

_YEAR = 365 * 24 * 3600


@require_safe
@cache_control(max_age=86_400, private=True)
def colours(request: HttpRequest) -> HttpResponse:
    """Give the organisation's colours as a style sheet, each adjusted until it can be read."""
    organisation = getattr(request, "organisation", None)
    found = palette(getattr(organisation, "colour", DEFAULT))
    rules = "".join(
        f"--lanyard-{name}:{value};"
        for name, value in (
            ("brand", found.brand), ("brand-text", found.brand_text),
            ("brand-strong", found.strong), ("brand-deep", found.deep),
            ("brand-light", found.light), ("brand-dim", found.dim),
        )
    )  # fmt: skip
    return HttpResponse(f":root{{{rules}}}\n", content_type="text/css; charset=utf-8")


class Appearance(Form):
    """The colours and language that a person chooses for this browser."""

    theme = forms.ChoiceField(
        label=later("Colours"),
        required=False,
        choices=[
            ("", later("As this device is set")),
            ("light", later("Light")),
            ("dark", later("Dark")),
            ("contrast", later("High contrast, light")),
            ("contrast-dark", later("High contrast, dark")),
        ],
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(
        label=later("Language"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )


@require_http_methods(["GET", "HEAD", "POST"])
def appearance(request: HttpRequest) -> HttpResponse:
    """Let anybody choose colours and language, kept in two cookies of this browser."""
    now = {"theme": request.COOKIES.get(THEME_COOKIE, ""), "language": get_language()}
    form = Appearance(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        response = redirect("ui:appearance")
        _remember(response, THEME_COOKIE, form.cleaned_data["theme"])
        if check_for_language(form.cleaned_data["language"]):
            _remember(response, settings.LANGUAGE_COOKIE_NAME, form.cleaned_data["language"])
        messages.success(request, _("Your choice is kept in this browser."))
        return response
    return render(request, "ui/appearance.html", {"form": form})


def _remember(response: HttpResponse, name: str, value: str) -> None:
    if not value:
        response.delete_cookie(name, samesite="Lax")
        return
    response.set_cookie(
        name, value, max_age=_YEAR, samesite="Lax", httponly=True, secure=not settings.LOOPBACK
    )


def _error(request: HttpRequest, status: int, title: str, lead: str) -> HttpResponse:
    context: dict[str, Any] = {"title": title, "lead": lead}
    return render(request, "ui/error.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that the request could not be understood."""
    return _error(
        request, 400, _("We could not read that"),
        _("Something in the request was not as expected. Go back and try again."),
    )  # fmt: skip


def forbidden(
    request: HttpRequest, exception: Exception | None = None, reason: str = ""
) -> HttpResponse:
    """Say that the page is not for this person, without saying what it holds."""
    return _error(
        request, 403, _("You can't do that"),
        _("Your role does not include this. If you need it for your work, ask IT or your manager."),
    )  # fmt: skip


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there is no such page; what is hidden from a person looks exactly the same."""
    return _error(
        request, 404, _("There is no page here"),
        _("Check the address, or start from your home page."),
    )  # fmt: skip


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form was open too long or in the wrong browser."""
    return _error(
        request, 403, _("This page has been open too long"),
        _("Nothing was sent. Go back, copy what you wrote, open the page again and send it again."),
    )  # fmt: skip


def failed(request: HttpRequest) -> HttpResponse:
    """Say that something broke, without database or session, since those may be what broke."""
    return HttpResponse(render_to_string("ui/failed.html"), status=500)
