"""The manifest of the audit trail."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lanyard.foundation.audit.controls import CONTROLS
from lanyard.foundation.registry.manifest import (
    CONFIDENTIAL,
    INTERNAL,
    PERSONAL,
    Manifest,
    Navigation,
    Permission,
    Verb,
)

_READERS = ("dsl", "principal", "managing-director", "ceo", "head-digital-ict")

MANIFEST = Manifest(
    slug="audit",
    title=_("Audit trail"),
    controls=CONTROLS,
    navigation=(Navigation(_("Audit trail"), "audit:trail", "audit.read", order=92),),
    permissions=(
        Permission("audit.read", "Read the audit trail, as far as one's circles admit", _READERS),
        Permission("audit.export", "Export the audit trail, with a reason", _READERS),
    ),
    verbs=(
        Verb("audit.exported", "{actor} exported {entries} entries of the audit trail."),
        Verb("audit.head-sent", "The head of the audit chain was sent outside."),
    ),
    privacy={
        "Entry": CONFIDENTIAL,
        "Entry.actor": PERSONAL,
        "Entry.actor_id": PERSONAL,
        "Link": INTERNAL,
    },
)  # fmt: skip
