"""Letters that ask a platform to take an account down."""

from __future__ import annotations

from django.utils.translation import gettext as _

from lanyard.rooms.channels.models import FoundAccount

Kind = FoundAccount.Kind


def takedown(found: FoundAccount, college: str) -> str:
    """Return the words of a request to a platform, without anybody's name (LAN-SMN-06)."""
    why = {
        Kind.IMPOSTOR: _("It pretends to be {college}, which it is not."),
        Kind.POSING: _("It pretends to be a person of {college}, who did not open it."),
    }.get(
        Kind(found.kind),
        _("It uses the name, mark or material of {college} without its permission."),
    )
    return "\n\n".join((
        _("We ask you to take this account down: {url}").format(url=found.url),
        why.format(college=college),
        _(
            "{college} is a place of education; young people may take what is said there for ours."
            " Our own accounts are listed on our public page."
        ).format(college=college),
        _("Please tell us the number of this request, and when it is done."),
    ))  # fmt: skip
