"""A lead, a head and papers for the tests of governance."""

from __future__ import annotations

import datetime
from typing import Any

from django.test import Client
from django.utils import timezone

from lanyard.engine.clauses.api import evidence_of_all
from lanyard.engine.clauses.tests.scene import a_look
from lanyard.engine.duties.tests.scene import browse, learner, staff
from lanyard.engine.profiles.api import adopt, profile_in_force
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.api import Person
from lanyard.rooms.governance.actions import papers
from lanyard.rooms.governance.actions.starting import begin
from lanyard.rooms.governance.kinds import KINDS
from lanyard.rooms.governance.models import Paper

__all__ = [
    "DAY",
    "EARLY",
    "TODAY",
    "a_look",
    "a_signed",
    "browse",
    "learner",
    "post",
    "staff",
    "stands",
    "text",
    "under",
    "written",
]  # fmt: skip

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
EARLY = datetime.date(2020, 1, 1)
CONTROLS = (
    "laws-registered", "impact-reviewed", "coverage-mapped", "self-assessed-yearly",
    "equal-protection-measured", "leadership-informed", "community-liaison",
)  # fmt: skip


def under(slug: str = "oaklands") -> None:
    """Put a policy in force and begin governance under it."""
    adopt(slug, by=None, effective_from=EARLY, reason="Set up")
    begin(profile_in_force().profile)


def stands(college: Organisation, on: datetime.date = TODAY) -> dict[str, str]:
    """Return how the controls of governance stand: state and figure."""
    found = evidence_of_all(college.pk, on=on, only=CONTROLS)
    return {
        slug: f"{one.state} {one.figure.part}/{one.figure.whole}" if one.figure else one.state.value
        for slug, one in found.items()
    }


def written(kind: str, by: Person, *, conclusion: str = "no-change") -> Paper:
    """Begin a paper and fill in every section."""
    paper = papers.begin_paper(KINDS[kind], by=by)
    sections = {one.slug: f"Words on {one.slug}." for one in KINDS[kind].sections}
    return papers.write_paper(paper, sections, by=by, conclusion=conclusion)


def a_signed(kind: str, by: Person, **more: Any) -> Paper:
    """Write a paper and sign it."""
    return papers.sign_paper(written(kind, by, **more), by=by)


def text(client: Client, path: str) -> str:
    """Return a page that is there."""
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


def post(client: Client, path: str, **data: Any) -> Any:
    """Send a form."""
    return client.post(path, data)
