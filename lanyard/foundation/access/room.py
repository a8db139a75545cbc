"""The manifest of access."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lanyard.foundation.registry.manifest import (
    CONFIDENTIAL,
    INTERNAL,
    PERSONAL,
    Manifest,
    Verb,
)

MANIFEST = Manifest(
    slug="access",
    title=_("Access"),
    verbs=(
        Verb("access.glass-broken", "{actor} broke the glass to read {subject}."),
        Verb("access.glass-refused", "{actor} tried to break the glass and was refused."),
        Verb("access.glass-closed", "{actor} closed the broken glass before its time."),
    ),
    privacy={
        "RoleHolding": PERSONAL,
        "Absence": PERSONAL,
        "Circle": INTERNAL,
        "Grant": PERSONAL,
        "Grant.because": CONFIDENTIAL,
        "Exclusion": CONFIDENTIAL,
    },
)
