"""What a mail or a webhook says: that something needs somebody, a link, and a deadline."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lanyard.foundation.notices.channels.line import Message
from lanyard.foundation.notices.models import Delivery
from lanyard.foundation.organisations.api import current_organisation


def message_for(delivery: Delivery) -> Message:
    """Write the message of a delivery. The link is neutral: it leads on only for who is told."""
    organisation = current_organisation()
    occasion = delivery.occasion
    host = organisation.host_names.order_by("pk").values_list("host", flat=True).first()
    path = reverse("notices:follow", args=[occasion.pk])
    with translation.override(settings.LANGUAGE_CODE):
        due = ""
        if occasion.due is not None:
            local = occasion.due.astimezone(ZoneInfo(organisation.time_zone))
            half = _("am") if local.hour < 12 else _("pm")
            time = f"{local.hour % 12 or 12}:{local.minute:02d} {half}"
            due = f"{date_format(local, 'l j F Y')}, {time}"
        return Message(
            title=_("Something needs you"),
            text=_("Something in Lanyard needs you."),
            link=settings.PUBLIC_ADDRESS.format(host=host or "localhost") + path,
            due=due,
        )
