"""What policies does when something else happens."""

from __future__ import annotations

from lanyard.engine.duties.tests.scene import staff
from lanyard.foundation.organisations.models import Organisation
from lanyard.foundation.registry import api as registry
from lanyard.rooms.policies.models import Review
from lanyard.rooms.policies.tests.scene import a_document, under


def test_a_case_that_questions_the_policy_opens_its_review(college: Organisation) -> None:
    under("oaklands")
    lead = staff("Lee", "dsl")
    document = a_document(register="oaklands")
    a_document("Code of Conduct")
    for _twice in range(2):
        registry.announce("concerns.policy-questioned", closure=1, url="/c/1/", by=lead)
    review = Review.objects.get()
    assert (review.document, review.source, review.url) == (document, "incident", "/c/1/")
