"""The manifest of jobs."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lanyard.foundation.registry.manifest import INTERNAL, Manifest, Navigation, Permission, Verb

SYSTEM_ROLES = ("it-department", "it-support", "third-party-it", "head-digital-ict")

MANIFEST = Manifest(
    slug="jobs",
    title=_("Background work"),
    navigation=(
        Navigation(_("Background work"), "jobs:dead-letters", "jobs.manage", order=90),
    ),
    permissions=(
        Permission("jobs.manage", "See jobs that failed, and send them round again", SYSTEM_ROLES),
    ),
    verbs=(
        Verb("jobs.retried", "{actor} sent the job {subject} round again."),
        Verb("jobs.dropped", "{actor} gave the job {subject} up."),
    ),
    privacy={
        "Failure": INTERNAL,
        "ScheduledRun": INTERNAL,
    },
)  # fmt: skip
