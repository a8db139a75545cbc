"""The manifest of files."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lanyard.foundation.registry.manifest import CONFIDENTIAL, INTERNAL, SECRET, Manifest, Verb

MANIFEST = Manifest(
    slug="files",
    title=_("Files"),
    verbs=(
        Verb("files.sealed", "{actor} added a file ({subject})."),
        Verb("files.opened", "{actor} opened a file ({subject})."),
        Verb("files.destroyed", "{actor} destroyed a file ({subject}) for good."),
        Verb("files.infected", "Malware was found in a file ({subject}) kept in quarantine."),
        Verb("files.key-renewed", "{actor} renewed the key of files, now version {subject}."),
        Verb("files.key-retired", "Version {subject} of the key of files was retired."),
    ),
    privacy={
        "NamedKey": INTERNAL,
        "NamedKey.wrapped": SECRET,
        "OrganisationKey": INTERNAL,
        "OrganisationKey.wrapped": SECRET,
        "StoredFile": CONFIDENTIAL,
        "StoredFile.key_wrapped": SECRET,
    },
)  # fmt: skip
