"""What a reporter is told, in words: who has the report, and what happens next."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from lanyard.engine.profiles.api import ProfileVersion, profile_in_force
from lanyard.foundation.ui.times import day

#: What a reporter calls those who are their own.
_OWN = {
    "line-manager": later("your line manager"),
    "course-manager": later("your course manager"),
    "apprenticeship-coordinator": later("your apprenticeship coordinator"),
    "trusted-adult": later("the adult you chose"),
}


def title(role: str, version: ProfileVersion) -> str:
    """Return what a role is called in a sentence: "your line manager", "the Safeguarding Team"."""
    if role in _OWN:
        return str(_OWN[role])
    return _("the %(title)s") % {"title": version.title_of(role)}


def role_title(role: str, version: ProfileVersion) -> str:
    """Return what a role is called on its own: "Your line manager", "Deputy Principal"."""
    words = str(_OWN[role]) if role in _OWN else version.title_of(role)
    return words[:1].upper() + words[1:]


def titles(roles: Sequence[str], version: ProfileVersion) -> str:
    """Join the titles of roles: "the DSL, the Principal and your line manager"."""
    words = list(dict.fromkeys(title(role, version) for role in roles))
    if not words:
        return _("the people who look after safeguarding here")
    if len(words) == 1:
        return words[0]
    return _("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def who_has_it(sent_to: str) -> str:
    """Say who has the report."""
    return _("It has gone to %(who)s, and to nobody else.") % {"who": sent_to}


def what_next(received_at: datetime.datetime) -> str:
    """Say when the reporter hears back."""
    days = profile_in_force().profile.feedback.within_days
    by = day(received_at + datetime.timedelta(days=days))
    return _("You will hear back by %(day)s.") % {"day": by}


def too_long(most: int) -> str:
    """Say that a text is too long, and what to do."""
    return _(
        "This is too long to send at once. Shorten it to %(most)s characters; you can add the"
        " rest as a message after sending. Nothing you typed is lost."
    ) % {"most": f"{most:,}"}


too_long_later = lazy(too_long, str)


_STATUSES = {
    "received": later("Received: nobody has opened it yet"),
    "read": later("Read: somebody has read it"),
    "being-worked": later("Being worked on"),
    "outside-help": later("People from outside are helping"),
    "finished": later("Finished"),
}


def status(word: str) -> str:
    """Return what a reporter is told of a report's status (KMC-ROL-06)."""
    return str(_STATUSES[word])
