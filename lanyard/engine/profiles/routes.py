"""What of the profile in force leads to a role: shown where its post is vacant."""

from __future__ import annotations

from django.utils.translation import gettext as _

from lanyard.engine.policy.api import Profile
from lanyard.engine.profiles.queries import NoProfile, profile_in_force


def routes() -> dict[str, list[str]]:
    """Return, for each role, the routes and chains that name it; none without a profile."""
    try:
        profile = profile_in_force().profile
    except NoProfile:
        return {}
    found: dict[str, list[str]] = {}
    for words, roles in _every(profile):
        for role in dict.fromkeys(roles):
            found.setdefault(role, []).append(words)
    return found


def _every(profile: Profile) -> list[tuple[str, tuple[str, ...]]]:
    routing = profile.routing
    lanes = (
        (_("Concerns about the safeguarding lead"), routing.about_dsl),
        (_("Concerns about the head"), routing.about_head),
        (_("Concerns about staff"), routing.about_staff),
        (_("Concerns by what happened"), routing.by_category),
        (_("Concerns by who reports"), routing.by_reporter),
    )
    found = [(words, tuple(to for row in rows for to in row.to)) for words, rows in lanes]
    found.append((_("Concerns that would reach nobody else"), routing.fallback))
    found += [(_("Approval: {title}").format(title=one.title), one.steps) for one in profile.chains]
    return found
