"""The training of a profile is set up, kept in step, and names who is responsible."""

from __future__ import annotations

import pytest

from lanyard.engine.duties import api as duties
from lanyard.engine.duties.tests.scene import learner, staff
from lanyard.engine.policy.api import slugs
from lanyard.foundation.organisations.models import Organisation
from lanyard.rooms.training import jobs, shipped
from lanyard.rooms.training.actions import courses
from lanyard.rooms.training.actions.starting import begin, name_posts
from lanyard.rooms.training.filling import places
from lanyard.rooms.training.models import Course, CourseText, TrainingRule
from lanyard.rooms.training.modules import module_of
from lanyard.rooms.training.tests.scene import DAY, TODAY, go_through, owe, under
from lanyard.rooms.training.tests.test_content import EVERYWHERE, LEARNERS, ONLY_KINGSTON


@pytest.mark.parametrize("slug", slugs())
def test_each_profile_begins_and_begins_only_once(college: Organisation, slug: str) -> None:
    under(slug)
    staff("Ann")
    learner("Lou")
    begin(by=None)
    rules = TrainingRule.objects.all()
    kingston = ONLY_KINGSTON if slug == "kingston-maurward" else set()
    assert {one.slug for one in rules} == EVERYWHERE | kingston
    assert {one.slug for one in Course.objects.all()} == {
        one.slug for one in shipped.shipped(slug).courses
    }
    texts = list(CourseText.objects.values_list("course__slug", "text"))
    assert [course for course, text in texts if "<<" in text or ">>" in text] == []
    told = "Wi-Fi at break" in dict(texts)["phone-use"]
    assert told == (slug == "portland"), "a passage of one policy stands in no other's words"
    before = (CourseText.objects.count(), duties.Occurrence.objects.count(), rules.count())
    begin(by=None)
    after = (CourseText.objects.count(), duties.Occurrence.objects.count(), rules.count())
    assert before == after
    mine = {title.split(": ")[0] for title in owe()}
    assert mine == {"Ann", "Lou"}
    assert len([1 for title in owe() if title.startswith("Lou")]) == len(LEARNERS) + 1


def test_words_name_who_is_responsible_and_are_asked_anew_when_they_change(
    college: Organisation,
) -> None:
    under("oaklands")
    lead = staff("Lee", "dsl")
    staff("Hea", "principal"), staff("Ita", "it-support")
    begin(by=None)
    course = Course.objects.get(slug="who-is-responsible")
    module = module_of(course.texts.all()[0].text)
    assert "Lee Example" in module.pages[0].text
    assert [q.choices[q.right].text.split(" (")[1] for q in module.questions] == [
        "Lee Example)", "Ita Example)", "Hea Example)",
    ]  # fmt: skip
    ann = staff("Ann")
    go_through(course, ann)
    title = "Who is responsible for filtering and monitoring"
    assert f"Ann: {title}" not in owe()
    name_posts(by=None)
    assert f"Ann: {title}" not in owe()
    staff("New", "it-support")
    name_posts(by=None)
    assert owe()[f"Ann: {title}"] == TODAY + 21 * DAY
    assert course.texts.count() == 2
    assert lead.pk


def test_own_words_stay_and_rules_no_longer_asked_end(college: Organisation) -> None:
    under("kingston-maurward")
    ann = staff("Ann")
    begin(by=None)
    course = Course.objects.get(slug="scams")
    mine = courses.publish_text(course, "# Ours {scams}\nWords.\n? A?\n* Yes | a\n- No | b", by=ann)
    own = courses.require(
        "own", "Own", courses.Rules(courses=["scams"], audience=duties.Audience(kinds=("staff",))),
        by=ann,
    )  # fmt: skip
    begin(by=None)
    assert course.texts.all()[0].pk == mine.pk
    under("oaklands")
    begin(by=None)
    in_force = set(TrainingRule.objects.filter(ended_on=None).values_list("slug", flat=True))
    assert in_force == {*EVERYWHERE, own.slug}
    assert not any(title.endswith("Safeguarding refresher") for title in owe())


def test_nothing_begins_by_itself(college: Organisation) -> None:
    jobs.keep_in_step.__wrapped__(college.pk) if hasattr(jobs.keep_in_step, "__wrapped__") else None
    assert TrainingRule.objects.count() == 0


def test_names_in_words_cannot_break_them(college: Organisation) -> None:
    under("oaklands")
    lead = staff("Lee", "dsl")
    lead.family_name = "*Bad*|[x](y)\n? Who"
    lead.save()
    begin(by=None)
    course = Course.objects.get(slug="who-is-responsible")
    assert len(module_of(course.texts.all()[0].text).questions) == 3
    assert "Lee Bad" in places()["lead"]
