"""The manifest of contact."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.registry.manifest import (
    CONFIDENTIAL,
    INTERNAL,
    PERSONAL,
    Duty,
    Manifest,
    Navigation,
    Permission,
    Verb,
)
from lanyard.people.api import is_learner
from lanyard.rooms.contact.actions.devices import is_registered
from lanyard.rooms.contact.controls import CONTROLS
from lanyard.rooms.contact.due import due

_HEADS = ("principal", "managing-director", "ceo", "management", "deputy-principal")
#: Who approves channels: the senior leadership, whatever a policy calls it.
LEADERSHIP = (
    *_HEADS, "senior-management-team", "college-leadership-team", "ap-student-experience",
)  # fmt: skip
_MANAGERS = (*LEADERSHIP, "course-manager", "senior-manager", "dsl")

#: Who keeps the register of devices, as the row security of it says.
IT = ("it-department", "it-support", "it-helpdesk", "head-digital-ict", "third-party-it")
#: Who recruits, as the row security of screenings says it.
RECRUITERS = ("hr-director", *_HEADS)
#: Who looks for patterns: the lead, and the head where it is the lead; row security says of whom.
LOOKERS = ("dsl", *_HEADS)


def beside(page: str, person: Any) -> Iterator[tuple[Any, Any, str]]:
    """Offer learners the one tap by which they tell of private contact."""
    if page in _WHERE_LEARNERS_TELL and person is not None and is_learner(person):
        yield (
            _("Did somebody who works here write to you privately?"),
            _("From their own number or account: tell us in one tap."), reverse("contact:told"),
        )  # fmt: skip


_WHERE_LEARNERS_TELL = frozenset({"home", "concerns:tell-page", "concerns:my-reports"})

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
        Permission(
            "contact.ledger",
            "Read of contact outside the channels that staff or learners told of",
            LOOKERS,
        ),
        Permission("contact.devices", "Keep the register of work devices and numbers", IT),
        Permission(
            "contact.recruit", "Have professional networks looked at for an applicant", RECRUITERS
        ),
        Permission("contact.groups", "See where each group works online", _MANAGERS),
    ),
    verbs=(
        Verb("contact.channel-approved", "{actor} approved {subject} as a channel."),
        Verb("contact.channel-ended", "{actor} took {subject} off the list of channels: {because}"),
        Verb("contact.hours-agreed", "{actor} agreed hours of contact with {subject}."),
        Verb("contact.hours-ended", "{actor} ended the hours agreed with {subject}."),
        Verb("contact.told", "{actor} told of contact outside the channels."),
        Verb("contact.learner-told", "{actor} told of private contact by somebody who works here."),
        Verb("contact.dealt-with", "{actor} dealt with contact outside the channels."),
        Verb("contact.ledger-read", "{actor} read {number} entries of contact told of."),
        Verb("contact.attested", "{actor} gave their word on contact for a term."),
        Verb("contact.device-registered", "{actor} registered the device {subject}."),
        Verb("contact.device-ended", "{actor} took {subject} off the register: {because}"),
        Verb("contact.own-device", "{actor} used a device of their own."),
        Verb("contact.network-allowed", "{actor} allowed {subject} to be looked at."),
        Verb("contact.screening-opened", "{actor} opened a screening: {subject}"),
        Verb("contact.screening-closed", "{actor} closed a screening: {subject}"),
        Verb("contact.looked", "{actor} looked at an applicant on {subject}."),
        Verb("contact.finding-cleared", "{actor} cleared a finding: {subject}"),
        Verb("contact.finding-discarded", "{actor} discarded a finding: {subject}"),
        Verb("contact.places-declared", "{actor} said where {subject} works online."),
    ),
    duties=(
        Duty("contact.dealt-with", "Say that contact outside the channels was dealt with."),
        Duty("contact.attest", "Say each term how one keeps in touch with learners."),
    ),
    answers={"contact.device-registered": is_registered},
    beside=beside,
    controls=CONTROLS,
    due=due,
    privacy={
        "ListedChannel": INTERNAL,
        "ListedChannel.approved_by": PERSONAL,
        "ListedChannel.approved_by_name": PERSONAL,
        "ListedChannel.ended_by_name": PERSONAL,
        "AgreedHours": PERSONAL,
        "RegisteredDevice": PERSONAL,
        "OwnDeviceUse": PERSONAL,
        "NetworkAllowed": INTERNAL,
        "NetworkAllowed.added_by_name": PERSONAL,
        "Screening": PERSONAL,
        "ScreeningFinding": PERSONAL,
        "ScreeningFinding.found": CONFIDENTIAL,
        "ScreeningFinding.url": CONFIDENTIAL,
        "ScreeningFinding.because": CONFIDENTIAL,
        "ContactEvent": PERSONAL,
        "ContactEvent.words": CONFIDENTIAL,
        "ContactEvent.who": CONFIDENTIAL,
        "ContactAttestation": PERSONAL,
        "ClassPlace": INTERNAL,
        "ClassPlace.declared_by_name": PERSONAL,
    },
)
