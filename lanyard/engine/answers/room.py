"""The manifest of "May I…?"."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lanyard.engine.answers import clearing
from lanyard.engine.answers.controls import CONTROLS
from lanyard.engine.answers.due import due
from lanyard.foundation.registry.manifest import (
    CONFIDENTIAL,
    PERSONAL,
    YEARS,
    FieldPrivacy,
    Manifest,
    Navigation,
    NoticeKind,
    Permission,
    PrivacyClass,
    Verb,
)

_IN_HAND = FieldPrivacy(PrivacyClass.CONFIDENTIAL, 0)
_WITHOUT_NAMES = FieldPrivacy(PrivacyClass.INTERNAL, YEARS)

MANIFEST = Manifest(
    slug="answers",
    title=_("May I…?"),
    controls=CONTROLS,
    navigation=(
        Navigation(_("May I…?"), "answers:index", icon="info", order=21, for_staff=True),
        Navigation(_("Nobody connects with"), "answers:restricted", "answers.restrict", order=78),
    ),
    due=due,
    listeners={
        f"approvals.{state}": clearing.decided for state in ("approved", "rejected", "withdrawn")
    },
    permissions=(
        Permission(
            "answers.restrict",
            "Keep the list of people with whom no member of staff connects",
            ("dsl",),
        ),
    ),
    notice_kinds=(
        NoticeKind("answers.declared", "Somebody declared a connection for you to decide on."),
        NoticeKind("answers.clearance-ended", "An approval that you had was ended."),
        NoticeKind("answers.declaration-decided", "Your declared connection was decided."),
    ),
    verbs=(
        Verb("answers.data-back", "{actor} said what became of data taken off site: {how}"),
        Verb("answers.clearance-ended", "{actor} ended an approval: {subject}"),
        Verb("answers.declared", "{actor} declared a connection."),
        Verb("answers.declaration-decided", "{actor} decided on a declared connection."),
        Verb("answers.follower-dealt-with", "{actor} dealt with a follower."),
        Verb("answers.restricted", "{actor} put {subject} on the list of no connections."),
        Verb("answers.restriction-ended", "{actor} took {subject} off that list."),
        Verb("answers.asked", "{actor} asked: {subject}"),
        Verb(
            "answers.tried",
            "{actor} tried on {asked} past answers: {subject}. It would alter {altered}.",
        ),
        Verb("answers.went-ahead", "{actor} went ahead against advice: {subject}"),
    ),
    privacy={
        "Inquiry": _IN_HAND,
        "KeptAnswer": PERSONAL,
        "KeptAnswer.given": CONFIDENTIAL,
        "KeptAnswer.told": CONFIDENTIAL,
        "KeptAnswer.because": CONFIDENTIAL,
        "Clearance": PERSONAL,
        "Clearance.told": CONFIDENTIAL,
        "Clearance.scope": CONFIDENTIAL,
        "Clearance.whom": CONFIDENTIAL,
        "Clearance.purpose": CONFIDENTIAL,
        "Clearance.instead": CONFIDENTIAL,
        "Clearance.ended_because": CONFIDENTIAL,
        "ConnectionDeclaration": PERSONAL,
        "ConnectionDeclaration.how": CONFIDENTIAL,
        "ConnectionDeclaration.because": CONFIDENTIAL,
        "FollowerFound": PERSONAL,
        "Restriction": CONFIDENTIAL,
        "Precedent": _WITHOUT_NAMES,
        "Precedent.facts": CONFIDENTIAL,
        "Precedent.answer": CONFIDENTIAL,
    },
)  # fmt: skip
