"""What the pages of governance share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from lanyard.engine.clauses.api import title_of as named
from lanyard.engine.policy.api import Profile
from lanyard.engine.profiles.api import NoProfile, profile_in_force
from lanyard.foundation.access.api import may
from lanyard.foundation.ui import asking
from lanyard.foundation.ui.asking import blame
from lanyard.people.request import SignedInRequest

__all__ = [
    "CHAIR", "FORM", "READ", "RECEIVE", "WRITE", "ask", "blame", "profile", "roles_offered",
    "title_of", "writes",
]  # fmt: skip

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
    """Show a form on a page of its own, with what governance tells beside it."""
    return asking.ask(request, form, title, send, back, template="governance/ask.html", **more)
