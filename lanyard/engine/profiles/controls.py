"""What profiles carries out, with its evidence."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lanyard.engine.policy.api import values
from lanyard.engine.profiles.queries import NoProfile, profile_in_force
from lanyard.foundation.registry.controls import Control, Evidence, Figure, judged, not_set_up


def _in_force(_organisation: UUID, on: datetime.date) -> Evidence:
    link = reverse("profiles:in-force")
    try:
        version = profile_in_force(on)
    except NoProfile:
        return not_set_up(on, link=link)
    every = list(values(version.profile))
    left_open = sum(value.unset for value in every)
    return judged(Figure(len(every) - left_open, len(every)), version.made_at, on=on, link=link)


CONTROLS = (
    Control("profile-in-force", "principal", _("Values of the policy's profile that are set"),
            _in_force),
)  # fmt: skip
