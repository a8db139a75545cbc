"""The manifest of contact."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lanyard.foundation.registry.manifest import (
    INTERNAL,
    PERSONAL,
    Manifest,
    Navigation,
    Permission,
    Verb,
)
from lanyard.rooms.contact.controls import CONTROLS
from lanyard.rooms.contact.due import due

_HEADS = ("principal", "managing-director", "ceo", "management", "deputy-principal")
#: Who approves channels: the senior leadership, whatever a policy calls it.
LEADERSHIP = (
    *_HEADS, "senior-management-team", "college-leadership-team", "ap-student-experience",
)  # fmt: skip
_MANAGERS = (*LEADERSHIP, "course-manager", "senior-manager", "dsl")

MANIFEST = Manifest(
    slug="contact",
    title=_("Contact with learners"),
    navigation=(
        Navigation(
            _("Writing to learners"), "contact:home", icon="message", order=22, for_staff=True
        ),
    ),
    permissions=(
        Permission(
            "contact.list", "Approve the channels by which staff reach learners", LEADERSHIP
        ),
        Permission("contact.groups", "See where each group works online", _MANAGERS),
    ),
    verbs=(
        Verb("contact.channel-approved", "{actor} approved {subject} as a channel."),
        Verb("contact.channel-ended", "{actor} took {subject} off the list of channels: {because}"),
        Verb("contact.hours-agreed", "{actor} agreed hours of contact with {subject}."),
        Verb("contact.hours-ended", "{actor} ended the hours agreed with {subject}."),
        Verb("contact.places-declared", "{actor} said where {subject} works online."),
    ),
    controls=CONTROLS,
    due=due,
    privacy={
        "ListedChannel": INTERNAL,
        "ListedChannel.approved_by": PERSONAL,
        "ListedChannel.approved_by_name": PERSONAL,
        "ListedChannel.ended_by_name": PERSONAL,
        "AgreedHours": PERSONAL,
        "ClassPlace": INTERNAL,
        "ClassPlace.declared_by_name": PERSONAL,
    },
)
