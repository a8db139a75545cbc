"""The manifest of "May I…?"."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lanyard.engine.answers.controls import CONTROLS
from lanyard.foundation.registry.manifest import (
    CONFIDENTIAL,
    PERSONAL,
    YEARS,
    FieldPrivacy,
    Manifest,
    Navigation,
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
    ),
    verbs=(
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
        "Precedent": _WITHOUT_NAMES,
        "Precedent.facts": CONFIDENTIAL,
        "Precedent.answer": CONFIDENTIAL,
    },
)  # fmt: skip
