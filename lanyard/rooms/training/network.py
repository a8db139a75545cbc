"""Whose use of the network waits for their training, as the profile says (POR-SM-05)."""

from __future__ import annotations

import datetime
from uuid import UUID

from lanyard.engine.duties import api as duties
from lanyard.engine.profiles.api import NoProfile, profile_in_force
from lanyard.rooms.training import shipped
from lanyard.rooms.training.queries.standing import counting, rules_in_force


def waiting(on: datetime.date) -> set[UUID]:
    """Return who has not passed what the network waits for; nobody where nothing is named."""
    try:
        named = shipped.shipped(profile_in_force().profile.slug).network_waits_for
    except NoProfile:
        return set()
    found: set[UUID] = set()
    for rule in rules_in_force().filter(slug__in=named):
        passed = counting().filter(course__slug__in=rule.course_slugs, on__lte=on)
        asked = set(duties.members(rule.audience, today=on))
        found |= asked - set(passed.values_list("person_id", flat=True))
    return found
