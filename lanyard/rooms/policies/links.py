"""The signed links by which people without an account sign, and the mail that carries one."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.core import signing
from django.core.mail import send_mail
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from lanyard.foundation.organisations.api import current_organisation_id
from lanyard.foundation.organisations.models import HostName
from lanyard.foundation.ui import times
from lanyard.rooms.policies.models import Invitation

_SALT = "policies.invitation"


def token_of(invitation: Invitation) -> str:
    """Return what stands in the link: the invitation's id, signed."""
    return signing.dumps(str(invitation.pk), salt=_SALT)


def invitation_of(token: str) -> Invitation | None:
    """Return the invitation of a link, None for one that we never signed."""
    try:
        number = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    return Invitation.objects.filter(pk=UUID(str(number))).first()


def home_address() -> str:
    """Return where this organisation is reached, as it stands in a mail or on a page elsewhere."""
    hosts = HostName.objects.filter(organisation_id=current_organisation_id()).order_by("pk")
    host = hosts.values_list("host", flat=True).first() or "localhost"
    return str(settings.PUBLIC_ADDRESS.format(host=host))


def public_addresses() -> list[str]:
    """Return where our public pages are: guidance, and the policies."""
    home = home_address()
    return [f"{home}/guidance/", f"{home}{reverse('policies:public')}"]


def block_for_intranet() -> str:
    """Return a block of plain HTML for an intranet that leads to our public pages (LAN-TRL-02)."""
    guidance, policies = public_addresses()
    names = (_("Staying safe online"), _("Our policies"))
    lines = [format_html('<li><a href="{}">{}</a></li>', *pair)
             for pair in zip((guidance, policies), names, strict=True)]  # fmt: skip
    return "\n".join(["<ul>", *lines, "</ul>"])


def send(invitation: Invitation) -> None:
    """Send the link. The mail names no policy and nobody but its reader."""
    path = reverse("policies:sign-by-link", args=[token_of(invitation)])
    words = _("You are asked to read and sign a document. This link works once:")
    until = _("It works until {day}.").format(day=times.day(invitation.expires_on))
    send_mail(
        subject=_("A document to sign"),
        message=f"{words}\n\n{home_address()}{path}\n\n{until}\n",
        from_email=None,
        recipient_list=[invitation.email],
    )
