"""Reports of a kind that grow open a review of the policy, in rounded figures."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lanyard.engine.duties.tests.scene import learner, staff
from lanyard.foundation.organisations.models import Organisation
from lanyard.rooms.concerns.tests.scene import a_report, named
from lanyard.rooms.concerns.trends import grows, tell_trends
from lanyard.rooms.policies.models import Review
from lanyard.rooms.policies.tests.scene import DAY, TODAY, a_document, under


def test_a_trend_opens_one_review_with_the_figures_attached(college: Organisation) -> None:
    under("oaklands")
    lead = staff("Lee", "dsl")
    document = a_document(register="oaklands")
    a_document("Code of Conduct")
    next_month = (TODAY.replace(day=1) + 32 * DAY).replace(day=1)
    for number in range(7):
        a_report(named(learner(f"L{number}")), by=lead, category="bullying")
    a_report(named(learner("Other")), by=lead, category="nudes")
    assert tell_trends(today=TODAY) == 0
    assert (tell_trends(today=next_month), tell_trends(today=next_month)) == (1, 1)
    review = Review.objects.get()
    assert (review.document, review.source, review.url) == (
        document, "trend", "/concerns/figures/",
    )  # fmt: skip
    assert "About 5 reports" in review.because
    assert f"{TODAY:%B %Y}" in review.because


@given(seen=st.integers(0, 400), before=st.integers(0, 400))
def test_a_rise_is_a_trend_from_twice_the_mean_and_five_on(seen: int, before: int) -> None:
    assert grows(seen, before) == (seen >= 5 and 3 * seen >= 2 * before)
    assert not grows(seen, before) or grows(seen + 1, before)
