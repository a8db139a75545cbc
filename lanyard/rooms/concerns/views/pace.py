"""Ask whoever did not sign in to wait where too much comes in; what they typed stays there."""

from __future__ import annotations

from django.forms import Form
from django.utils.translation import gettext as _

from lanyard.foundation.identity import api as identity
from lanyard.people.request import Request


def within(
    request: Request, limit: identity.PassingLimit, form: Form, field: str | None = None
) -> bool:
    """Count one more of somebody without a name; where it is too many say so in their form."""
    if request.person or identity.within(request, limit):
        return True
    form.add_error(field, too_many())
    return False


def too_many() -> str:
    """Return the sentence that asks to wait, and says whom to turn to meanwhile."""
    return _(
        "Too much was sent from here just now. Wait a while and send this again; what you wrote is"
        " still here. If somebody is in danger, call 999 or tell any adult here now."
    )
