"""What a release proposes waits for those who may change the profile."""

from __future__ import annotations

from lanyard.engine.duties.api import Occurrence, needs_of
from lanyard.engine.duties.tests.scene import TODAY, staff
from lanyard.engine.profiles.api import propose_shipped
from lanyard.engine.profiles.proposals import decide_proposal
from lanyard.engine.profiles.queries import PROPOSED
from lanyard.engine.profiles.tests.releases import Release
from lanyard.engine.profiles.tests.test_proposals import (
    SUGGESTED,
    TO_HEAD,
    TO_STAFF,
    edit,
    forgotten,
    release,
)
from lanyard.people.actions import give_post, open_post
from lanyard.people.api import Person
from tests.errands import waits_as_declared

__all__ = ["forgotten", "release"]


def asked(person: Person) -> list[str]:
    return [one.url for one in needs_of(person) if one.url == "/policy-profile/proposal/"]


def test_it_waits_for_those_who_may_change_the_profile(release: Release) -> None:
    head, lead, tutor = staff("Hal", "managing-director"), staff("Dee", "dsl"), staff("Ann")
    first = edit(release)
    assert [len(asked(one)) for one in (head, lead, tutor)] == [1, 1, 0]
    assert waits_as_declared(PROPOSED) == 1
    give_post(open_post(by=None, title="Lead", role="dsl"), tutor, by=None, since=TODAY)
    assert len(asked(tutor)) == 1
    decide_proposal(first, by=lead, taken=[], effective_from=TODAY, reason="Ours is right")
    assert [asked(one) for one in (head, lead, tutor)] == [[], [], []]
    done = Occurrence.objects.get(definition__kind=PROPOSED, done_on=TODAY)
    assert (done.person, done.about, done.evidence) == (lead, str(first.pk), "Decided")


def test_a_file_put_back_asks_for_nothing(release: Release) -> None:
    lead = staff("Dee", "dsl")
    edit(release)
    assert len(asked(lead)) == 1
    release.edit("company", TO_HEAD, TO_STAFF)
    release.edit("company", SUGGESTED.replace("91", "30"), SUGGESTED)
    assert propose_shipped() is None
    assert asked(lead) == []
    assert {one.withdrawn_on for one in Occurrence.objects.all()} == {TODAY}
