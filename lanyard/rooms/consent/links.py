"""The signed links by which guardians answer and withdraw without an account, and their mails."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.core import signing
from django.core.mail import send_mail
from django.urls import reverse
from django.utils.translation import gettext as _

from lanyard.foundation.organisations.api import current_organisation_id
from lanyard.foundation.organisations.models import HostName
from lanyard.foundation.ui import times
from lanyard.rooms.consent.models import ConsentAnswer, ConsentRequest

_TO_ANSWER = "consent.request"
_TO_WITHDRAW = "consent.answer"


def token_of(request: ConsentRequest) -> str:
    """Return what stands in the link by which a request is answered: its id, signed."""
    return signing.dumps(str(request.pk), salt=_TO_ANSWER)


def withdrawal_token_of(answer: ConsentAnswer) -> str:
    """Return what stands in the link by which an answer is taken back at any time."""
    return signing.dumps(str(answer.pk), salt=_TO_WITHDRAW)


def request_of(token: str) -> ConsentRequest | None:
    """Return the request of a link, None for one that we never signed."""
    found = _id_in(token, _TO_ANSWER)
    rows = ConsentRequest.objects.select_related("person", "link__guardian")
    return rows.filter(pk=found, link__isnull=False).first() if found else None


def answer_of(token: str) -> ConsentAnswer | None:
    """Return the answer of a link to withdraw, None for one that we never signed."""
    found = _id_in(token, _TO_WITHDRAW)
    rows = ConsentAnswer.objects.select_related("person", "giver", "link")
    return rows.filter(pk=found).first() if found else None


def _id_in(token: str, salt: str) -> UUID | None:
    try:
        return UUID(str(signing.loads(token, salt=salt)))
    except (signing.BadSignature, ValueError):
        return None


def send(request: ConsentRequest, *, again: bool = False) -> None:
    """Send the link to the guardian. The mail names nobody and nothing but its day."""
    path = reverse("consent:by-link", args=[token_of(request)])
    words = _("The college asks whether pictures of somebody in your care may be shown. This link "
              "works once, on a phone too:")  # fmt: skip
    if again:
        words = _("You have been asked about pictures and have not answered yet. This link works "
                  "once, on a phone too:")  # fmt: skip
    until = _("It works until {day}.").format(day=times.day(request.expires_on))
    _mail(request.email, _("A question about pictures"), words, path, until)


def send_receipt(answer: ConsentAnswer, email: str) -> None:
    """Tell a guardian that their answer is kept, and how to take it back at any time."""
    path = reverse("consent:take-back", args=[withdrawal_token_of(answer)])
    words = _("Your answer about pictures is kept. You can look at it and take it back here at any "
              "time:")  # fmt: skip
    _mail(email, _("Your answer about pictures"), words, path, _("Keep this mail."))


def _mail(to: str, subject: str, words: str, path: str, last: str) -> None:
    hosts = HostName.objects.filter(organisation_id=current_organisation_id()).order_by("pk")
    host = hosts.values_list("host", flat=True).first() or "localhost"
    send_mail(
        subject=subject, from_email=None, recipient_list=[to],
        message=f"{words}\n\n{settings.PUBLIC_ADDRESS.format(host=host)}{path}\n\n{last}\n",
    )  # fmt: skip
