"""The manifest of the shell."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lanyard.foundation.jobs.api import SYSTEM_ROLES
from lanyard.foundation.registry.manifest import (
    FieldPrivacy,
    Manifest,
    Navigation,
    Permission,
    PrivacyClass,
    Verb,
)

_PERSONAL = FieldPrivacy(PrivacyClass.PERSONAL, 0)

MANIFEST = Manifest(
    slug="shell",
    title=_("The site"),
    navigation=(
        Navigation(
            _("Accessibility statement"), "edit-accessibility", "shell.edit-statement", order=95
        ),
    ),
    permissions=(
        Permission(
            "shell.edit-statement",
            "Change the accessibility statement",
            ("marketing-manager", "director-marketing", *SYSTEM_ROLES),
        ),
    ),
    verbs=(
        Verb(
            "shell.statement-published",
            "{actor} published the accessibility statement: {subject}.",
        ),
    ),
    privacy={
        "Statement": FieldPrivacy(PrivacyClass.PUBLIC),
        "Statement.made_by": _PERSONAL,
        "Statement.made_by_name": _PERSONAL,
    },
)  # fmt: skip
