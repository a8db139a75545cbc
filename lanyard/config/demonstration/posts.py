"""The posts of a college under a profile: every role that the profile uses has its holders."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_CONTENT = Path(__file__).resolve().parent.parent.parent / "content"
#: Roles that every college fills, whatever its policy names, with a title for want of a policy's.
ALWAYS = {
    "dsl": "Designated Safeguarding Lead",
    "hr-director": "Director of Human Resources",
    "it-department": "Head of IT",
    "marketing-manager": "Marketing Manager",
    "governors": "Governor",
    "line-manager": "Head of department",
    "tutor": "Tutor",
}
#: How many people hold a role together; one where nothing is said.
TOGETHER = {
    "safeguarding-team": 4, "student-welfare": 3, "senior-management-team": 4, "governors": 4,
    "college-leadership-team": 4, "marketing-team": 3, "it-helpdesk": 3, "it-department": 3,
    "it-support": 3, "course-manager": 4, "apprenticeship-coordinator": 2, "trustee": 3,
    "senior-manager": 3, "dso": 3, "management": 3, "third-party-it": 2,
}  # fmt: skip
#: Roles of people who are not employed here, with the reason why they belong.
SPONSORED = {
    "governors": "Governor", "trustee": "Trustee", "third-party-it": "Contracted IT support",
}  # fmt: skip
#: Roles that follow from the work of many, or are nobody's post.
NOT_POSTS = {"tutor", "line-manager", "trusted-adult"}


@dataclass(frozen=True)
class Policy:
    """What the demonstration reads of a profile: who heads the college, and its role titles."""

    slug: str
    name: str
    head: str
    lead: str
    titles: dict[str, str]

    def posts(self) -> dict[str, str]:
        """Return the roles to be filled by posts, each with its title, the head's first."""
        ordered = [self.head, self.lead, *sorted(set(self.titles) - {self.head, self.lead})]
        return {role: self.titles[role] for role in ordered if role not in NOT_POSTS}


def policy(slug: str) -> Policy:
    """Read a profile's roles; raises FileNotFoundError for a profile that does not ship."""
    profile = tomllib.loads((_CONTENT / slug / "profile.toml").read_text("utf-8"))
    titles = dict(ALWAYS)
    titles |= {role: role.replace("-", " ").capitalize() for role in _receivers(profile)}
    titles |= {role: ALWAYS[role] for role in ALWAYS}
    titles |= {role["slug"]: role["title"] for role in profile["roles"]}
    posts = profile["posts"]
    return Policy(
        slug, profile["name"], posts["head"], posts["safeguarding-lead"], titles
    )


def profiles() -> list[str]:
    """Return the slugs of the profiles that ship."""
    return sorted(path.parent.name for path in _CONTENT.glob("*/profile.toml"))


def _receivers(profile: dict[str, Any]) -> Iterator[str]:
    routing = profile["routing"]
    yield from routing.get("fallback", [])
    for rules in routing.values():
        for rule in rules if isinstance(rules, list) else []:
            if isinstance(rule, dict):
                yield from rule.get("to", [])
