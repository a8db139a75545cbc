"""The manifest of guidance."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lanyard.foundation.registry.manifest import (
    CONFIDENTIAL,
    INTERNAL,
    PERSONAL,
    Duty,
    Manifest,
    Navigation,
    Permission,
    SearchEntry,
    Verb,
)
from lanyard.rooms.guidance.besides import beside
from lanyard.rooms.guidance.controls import CONTROLS
from lanyard.rooms.guidance.due import due
from lanyard.rooms.guidance.finding import found

_WRITERS = (
    "principal", "managing-director", "ceo", "management", "deputy-principal", "dsl",
    "ap-student-experience", "online-safety-coordinator", "hr-director", "director-marketing",
    "marketing-manager",
)  # fmt: skip

MANIFEST = Manifest(
    slug="guidance",
    title=_("Guidance"),
    navigation=(
        Navigation(_("Guidance"), "guidance:index", icon="life-buoy", order=26),
        Navigation(_("Check a text"), "guidance:check", icon="check", order=27, for_staff=True),
    ),
    permissions=(
        Permission("guidance.write", "Write the college's own version of a page", _WRITERS),
        Permission(
            "guidance.terms",
            "Say which terms are not to go out, and see what was answered about official posts",
            _WRITERS,
        ),
        Permission("guidance.take-up", "See how many did the self-check, and ask for it", _WRITERS),
    ),
    verbs=(
        Verb("guidance.written", "{actor} wrote the college's own version of {subject}."),
        Verb("guidance.withdrawn", "{actor} went back to the shipped version of {subject}."),
        Verb("guidance.term-added", "{actor} added a confidential term."),
        Verb("guidance.term-ended", "{actor} ended a confidential term."),
        Verb("guidance.thought", "{actor} thought about an official post before it went out."),
        Verb(
            "guidance.links-looked-at",
            "{actor} looked at {looked} addresses outside; {broken} are gone or have moved.",
        ),
        Verb("guidance.self-checked", "{actor} went through their privacy settings."),
        Verb("guidance.self-check-left-out", "{actor} left the privacy self-check out this time."),
        Verb("guidance.read", "{actor} read {subject}."),
    ),
    due=due,
    duties=(Duty("guidance.self-check", "Go through the privacy settings of your profiles."),),
    controls=CONTROLS,
    search=(SearchEntry("guidance", _("Guidance"), found),),
    beside=beside,
    privacy={
        "OwnWording": INTERNAL,
        "OwnWording.made_by": PERSONAL,
        "OwnWording.made_by_name": PERSONAL,
        "GuidanceReading": PERSONAL,
        "ConfidentialTerm": INTERNAL,
        "ConfidentialTerm.added_by_name": PERSONAL,
        "CheckTally": INTERNAL,
        "OfficialAnswer": PERSONAL,
        "OutsideLink": INTERNAL,
        "PrivacyCheck": PERSONAL,
        "PrivacyAnswers": CONFIDENTIAL,
    },
)
