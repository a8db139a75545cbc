"""The network waits for training that the policy asks before; a post's counts from the post."""

from __future__ import annotations

from lanyard.engine.duties import api as duties
from lanyard.engine.duties.tests.scene import learner, staff
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.reconciliation import entitlements
from lanyard.rooms.training.actions.starting import begin
from lanyard.rooms.training.leads import expired
from lanyard.rooms.training.models import Course, TrainingRule
from lanyard.rooms.training.tests.scene import DAY, TODAY, owe, took, under


def names() -> set[str]:
    return {one.person.given_name for one in entitlements(TODAY)}


def test_a_learner_uses_the_network_once_the_module_is_passed(college: Organisation) -> None:
    under("portland")
    staff("Ann")
    lou, _lena = learner("Lou"), learner("Lena")
    assert names() == {"Ann", "Lou", "Lena"}
    begin(by=None)
    assert names() == {"Ann"}
    took(Course.objects.get(slug="phone-use"), lou)
    assert names() == {"Ann", "Lou"}


def test_where_the_policy_asks_nothing_before_nobody_waits(college: Organisation) -> None:
    under("oaklands")
    learner("Lou")
    begin(by=None)
    assert names() == {"Lou"}


def test_whoever_is_new_in_a_post_has_time_from_taking_it_over(college: Organisation) -> None:
    under("oaklands")
    begin(by=None)
    TrainingRule.objects.update(since=TODAY - 700 * DAY)
    dee = staff("Dee", "dsl", since=TODAY - 3000 * DAY)
    duties.recompute_all()
    title = "Dee: Training of the safeguarding lead and deputies"
    assert owe()[title] == TODAY + 90 * DAY
    assert expired("dsl", {dee.pk}, TODAY) == set()
    took(Course.objects.get(slug="lead-training"), dee, TODAY - 1000 * DAY)
    assert expired("dsl", {dee.pk}, TODAY) == {dee.pk}
