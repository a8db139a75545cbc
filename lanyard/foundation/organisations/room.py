"""The manifest of organisations."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lanyard.foundation.registry.manifest import INTERNAL, FieldPrivacy, Manifest, PrivacyClass

_PUBLIC = FieldPrivacy(PrivacyClass.PUBLIC)
MANIFEST = Manifest(
    slug="organisations",
    title=_("Organisations"),
    privacy={
        "Organisation": INTERNAL,
        "Organisation.name": _PUBLIC,
        "Organisation.colour": _PUBLIC,
        "HostName": _PUBLIC,
    },
)
