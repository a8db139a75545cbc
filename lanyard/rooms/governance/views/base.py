"""What the pages of governance share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from lanyard.engine.clauses.api import title_of as named
from lanyard.engine.policy.api import Profile
from lanyard.engine.profiles.api import NoProfile, profile_in_force
from lanyard.foundation.access.api import may
from lanyard.people.request import SignedInRequest

READ, WRITE, RECEIVE = "governance.read", "governance.write", "governance.receive"
CHAIR = "governance.chair"
FORM = require_http_methods(["GET", "HEAD", "POST"])


def profile() -> Profile:
    """Return the policy in force; raises Http404 where there is none."""
    try:
        return profile_in_force().profile
    except NoProfile:
        raise Http404 from None


def title_of(role: str) -> str:
    """Return what the policy in force calls a role, else its plain name."""
    return named(role, profile())


def roles_offered() -> list[tuple[str, str]]:
    """Return the roles of the policy with their titles."""
    posts = profile()
    found = {role.slug: role.title for role in posts.roles}
    for role in (posts.posts.head, posts.posts.safeguarding_lead):
        found.setdefault(role, title_of(role))
    return sorted(found.items(), key=lambda pair: pair[1])


def writes(request: SignedInRequest) -> bool:
    """Say whether the reader may write."""
    return may(request.person.pk, WRITE)


def ask(
    request: SignedInRequest, form: forms.Form, title: Any, send: Any, back: str, **more: Any
) -> HttpResponse:
    """Show a form on a page of its own."""
    context = {"title": title, "form": form, "send": send, "back": back, **more}
    return render(request, "governance/ask.html", context, status=422 if form.errors else 200)


def blame(form: forms.Form, wrong: ValidationError) -> None:
    """Put what is wrong beside the fields that it is about."""
    if hasattr(wrong, "error_dict"):
        for name, errors in wrong.error_dict.items():
            form.add_error(name if name in form.fields else None, errors)
    else:
        form.add_error(None, wrong)
