"""E-mail by SMTP, in steps, so that it is known whether a message can have been taken."""

from __future__ import annotations

import contextlib
import email.utils
import smtplib
import ssl
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY

from django.conf import settings
from django.template.loader import render_to_string

from lanyard.foundation.notices.addresses import address_of
from lanyard.foundation.notices.channels.line import InDoubtError, Message, NotSentError
from lanyard.foundation.notices.models import Delivery

SLUG = "email"
_PERMANENT = 500


class EmailChannel:
    """Sends through the configured SMTP server."""

    slug = SLUG

    def prepare(
        self, delivery: Delivery, message: Message
    ) -> contextlib.AbstractContextManager[_Envelope]:
        """Find the address and write the mail."""
        address = address_of(delivery.target_id)
        if not address:
            raise NotSentError("NoAddress", final=True)
        return _open(address, _write(delivery, message, address))


@contextlib.contextmanager
def _open(address: str, written: bytes) -> Iterator[_Envelope]:
    """Connect and have the sender and recipient accepted, short of the message itself."""
    with _connected() as server:
        _have_recipient_accepted(server, address)
        yield _Envelope(server, written)


class _Envelope:
    def __init__(self, server: smtplib.SMTP, written: bytes) -> None:
        self.server = server
        self.written = written

    def send(self) -> None:
        try:
            code, _reply = self.server.data(self.written)
        except smtplib.SMTPDataError as error:
            raise _refused(error.smtp_code) from None
        except (OSError, smtplib.SMTPException) as error:
            raise InDoubtError(type(error).__name__) from None
        if code != 250:
            raise _refused(code)


@contextlib.contextmanager
def _connected() -> Iterator[smtplib.SMTP]:
    try:
        server = smtplib.SMTP(
            settings.EMAIL_HOST, settings.EMAIL_PORT, timeout=settings.EMAIL_TIMEOUT
        )
    except (OSError, smtplib.SMTPException) as error:
        raise NotSentError(type(error).__name__) from None
    try:
        _greet(server)
        yield server
    finally:
        with contextlib.suppress(OSError, smtplib.SMTPException):
            server.quit()


def _greet(server: smtplib.SMTP) -> None:
    try:
        server.ehlo()
        if settings.EMAIL_USE_TLS:
            # Without a context of its own smtplib would take any certificate.
            server.starttls(context=ssl.create_default_context())
            server.ehlo()
        if settings.EMAIL_HOST_USER:
            server.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
    except (OSError, smtplib.SMTPException) as error:
        raise NotSentError(type(error).__name__) from None


def _have_recipient_accepted(server: smtplib.SMTP, address: str) -> None:
    try:
        for code, _reply in (server.mail(_sender()), server.rcpt(address)):
            if code not in {250, 251}:
                raise _refused(code)
    except (OSError, smtplib.SMTPException) as error:
        raise NotSentError(type(error).__name__) from None


def _refused(code: int) -> NotSentError:
    return NotSentError(f"Refused{code}", final=code >= _PERMANENT)


def _sender() -> str:
    return email.utils.parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def _write(delivery: Delivery, message: Message, address: str) -> bytes:
    written = EmailMessage(policy=SMTP_POLICY)
    written["From"] = settings.DEFAULT_FROM_EMAIL
    written["To"] = address
    written["Subject"] = message.title
    written["Date"] = email.utils.formatdate(localtime=True)
    domain = _sender().partition("@")[2] or "localhost"
    # The same for every try, so that a mail system which knows it already can drop it.
    written["Message-ID"] = f"<{delivery.pk}@{domain}>"
    written["Auto-Submitted"] = "auto-generated"
    context = {"message": message}
    written.set_content(render_to_string("notices/mail.txt", context))
    written.add_alternative(render_to_string("notices/mail.html", context), subtype="html")
    return bytes(written)
