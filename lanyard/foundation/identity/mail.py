"""The mails of identity: a welcome, a link to choose a password, a notice. No other words."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from lanyard.foundation.identity.backends import passwords_allowed
from lanyard.foundation.identity.models import Account
from lanyard.foundation.jobs.api import task


@task("identity.send-reset-link")
def send_reset_link(*, organisation: UUID, account: UUID) -> None:
    """Send the link to the account's address; nothing where there is no such open account."""
    found = Account.objects.filter(pk=account, is_active=True).first()
    if found is None or not passwords_allowed():
        return
    words = _("Choose a new password here. The link works once, for an hour:")
    ignore = _("If you did not ask for this, do nothing.")
    send_mail(
        subject=_("A link you asked for"),
        message=f"{words}\n\n{reset_link(found)}\n\n{ignore}\n",
        from_email=None,
        recipient_list=[found.email],
    )


@task("identity.send-welcome")
def send_welcome(*, organisation: UUID, account: UUID) -> None:
    """Tell somebody that they can sign in, and where they choose a password, if one is used."""
    found = Account.objects.filter(pk=account, is_active=True).first()
    if found is None:
        return
    words, path = _("You can sign in now, with the account that you use at work or to study:"), "/"
    if passwords_allowed() and not found.has_usable_password():
        words = _(
            "You can sign in now. First choose a password. You are sent a link to do so here:"
        )
        path = reverse("account_reset_password")
    send_mail(
        subject=_("You can sign in now"),
        message=f"{words}\n\n{_address(found)}{path}\n",
        from_email=None,
        recipient_list=[found.email],
    )


@task("identity.send-change-notice")
def send_change_notice(*, organisation: UUID, account: UUID) -> None:
    """Tell an account's owner that how they sign in changed, without saying what.

    Where the address changed, the former one is told too: whoever changed it does not read it.
    """
    found = Account.objects.filter(pk=account).first()
    if found is None:
        return
    words = _(
        "How you sign in was changed. If it was not you, tell your IT team now, and look here:"
    )
    for address in filter(None, (found.email, found.former_email)):
        send_mail(
            subject=_("How you sign in was changed"),
            message=f"{words}\n\n{_address(found)}{reverse('identity:security')}\n",
            from_email=None,
            recipient_list=[address],
        )
    Account.objects.filter(pk=found.pk, former_email=found.former_email).update(former_email="")


def reset_link(account: Account) -> str:
    """Return the address at which the account's owner chooses a new password."""
    code = urlsafe_base64_encode(force_bytes(account.pk))
    token = default_token_generator.make_token(account)
    path = reverse("identity:choose-password", kwargs={"uidb64": code, "token": token})
    return _address(account) + path


def _address(account: Account) -> str:
    host = account.organisation.host_names.order_by("pk").values_list("host", flat=True).first()
    return str(settings.PUBLIC_ADDRESS.format(host=host or "localhost"))
