"""The manifest of notices."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lanyard.foundation.jobs.api import SYSTEM_ROLES
from lanyard.foundation.notices.controls import CONTROLS
from lanyard.foundation.registry.manifest import (
    CONFIDENTIAL,
    INTERNAL,
    PERSONAL,
    SECRET,
    Manifest,
    Navigation,
    Permission,
    Verb,
)

MANIFEST = Manifest(
    slug="notices",
    title=_("Notices"),
    controls=CONTROLS,
    navigation=(
        Navigation(_("Deliveries"), "notices:deliveries", "notices.see-deliveries", order=91),
        Navigation(_("Notice settings"), "notices:settings", "notices.manage", order=93),
    ),
    permissions=(
        Permission(
            "notices.see-deliveries", "See whether mails and webhooks went out", SYSTEM_ROLES
        ),
        Permission(
            "notices.manage", "Set quiet hours, who is on call, and webhooks", SYSTEM_ROLES
        ),
    ),
    verbs=(
        Verb("notices.acknowledged", "{actor} acknowledged a notice."),
        Verb("notices.escalated", "Nobody acknowledged a notice in time; the next were told."),
        Verb("notices.unanswered", "Nobody answered a notice, and nobody is left to tell."),
        Verb("notices.preferences-set", "{actor} chose when to be mailed."),
        Verb("notices.hours-set", "{actor} set the quiet hours of the organisation."),
        Verb("notices.on-call-set", "{actor} set who is on call."),
        Verb("notices.endpoint-added", "{actor} added the webhook {subject}."),
        Verb("notices.endpoint-ended", "{actor} ended the webhook {subject}."),
    ),
    privacy={
        "Occasion": CONFIDENTIAL,
        "Notification": PERSONAL,
        "Delivery": PERSONAL,
        "Attempt": INTERNAL,
        "Preference": PERSONAL,
        "QuietHours": INTERNAL,
        "OnCall": PERSONAL,
        "Endpoint": INTERNAL,
        "Endpoint.secret": SECRET,
    },
)  # fmt: skip
