"""The door to notices: tell people, acknowledge, count what is unread."""

from __future__ import annotations

from lanyard.foundation.notices.actions.acknowledge import acknowledge, settle
from lanyard.foundation.notices.actions.hours import end_on_call, set_on_call
from lanyard.foundation.notices.actions.tell import notify
from lanyard.foundation.notices.addresses import register_address_book
from lanyard.foundation.notices.models import Delivery, Notification, Occasion, OnCall
from lanyard.foundation.notices.queries import of_person, on_call_from, reached_at, unread_for

__all__ = [
    "Delivery", "Notification", "Occasion", "OnCall", "acknowledge", "end_on_call", "notify",
    "of_person",
    "on_call_from", "reached_at", "register_address_book", "set_on_call", "settle", "unread_for",
]  # fmt: skip
