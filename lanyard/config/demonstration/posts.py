"""The posts of a college under a profile: every role that the profile uses has its holders."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lanyard.engine.policy import api as policies

#: Roles that every college fills, whatever its policy names.
ALWAYS = frozenset({
    "dsl", "hr-director", "it-department", "marketing-manager", "governors", "line-manager",
    "tutor",
})  # fmt: skip
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
    """What the demonstration takes from a profile: who heads the college, and its role titles."""

    name: str
    head: str
    lead: str
    titles: dict[str, str]

    def posts(self) -> dict[str, str]:
        """Return the roles to be filled by posts, each with its title, the head's first."""
        ordered = [self.head, self.lead, *sorted(set(self.titles) - {self.head, self.lead})]
        return {role: self.titles[role] for role in ordered if role not in NOT_POSTS}


def policy(slug: str) -> Policy:
    """Return what a shipped profile says of posts; raises LookupError for an unknown slug."""
    profile = policies.shipped(slug)
    used = {text for text in _texts(dataclasses.asdict(profile)) if text in policies.ROLES}
    titles = {role: profile.title_of(role) for role in sorted(used | ALWAYS)}
    return Policy(profile.name, profile.posts.head, profile.posts.safeguarding_lead, titles)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, tuple | list):
        for part in value:
            yield from _texts(part)
