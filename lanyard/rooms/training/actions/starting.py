"""Bring a college's training into step with its profile: courses, words, who takes what."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from lanyard.engine.duties import api as duties
from lanyard.engine.policy.api import Profile, slugs
from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.audit import api as audit
from lanyard.rooms.training import chores, shipped
from lanyard.rooms.training.actions.courses import (
    Particulars,
    Rules,
    open_course,
    publish_text,
    require,
    set_edition,
    stop_asking,
)
from lanyard.rooms.training.filling import written_from_posts
from lanyard.rooms.training.models import Course, TrainingRule
from lanyard.rooms.training.modules import for_profile


@transaction.atomic
def begin(*, by: audit.Actor | None, at_once: bool = True) -> None:
    """Set up the training of the profile in force, or bring it into step; twice changes nothing.

    Words that somebody here has written stay; a rule that the profile no longer asks ends, but for
    those that were added here.
    """
    profile = profile_in_force().profile
    content = shipped.shipped(profile.slug)
    for course in content.courses:
        _course(course, profile.slug, by)
    asked = shipped.asked_by(profile)
    for rule in asked:
        require(rule.slug, rule.title, _rules(rule, profile, content), by=by, at_once=at_once)
    gone = _all_shipped() - {rule.slug for rule in asked}
    for old in TrainingRule.objects.filter(ended_on__isnull=True, slug__in=gone):
        stop_asking(old, by=by, because="The profile in force does not ask it.")
    name_posts(by=by)
    chores.begin(by=by, at_once=at_once)


def _all_shipped() -> set[str]:
    """Return the rules of every policy: one may have been in force before."""
    return {rule.slug for slug in slugs() for rule in shipped.shipped(slug).rules}


def _course(one: shipped.ShippedCourse, profile: str, by: audit.Actor | None) -> None:
    course = Course.objects.filter(slug=one.slug).first()
    if course is None:
        course = open_course(
            one.slug, one.title,
            Particulars(
                kind=one.kind, counts_as=one.counts_as, topics=one.topics, minutes=one.minutes,
                for_learners=one.for_learners, edition=one.edition,
                online_safety=one.online_safety, written_from_posts=one.written_from_posts,
                pass_percent=one.pass_percent, shipped=True,
            ),
            by=by,
        )  # fmt: skip
    if one.edition and one.edition != course.edition and not course.written_from_posts:
        set_edition(course, one.edition, by=by, since=timezone.localdate())
    last = course.texts.first()
    text = for_profile(shipped.text_of(one.slug), profile)
    if text.strip() and not one.written_from_posts and (last is None or not last.made_by_name):
        publish_text(course, text, by=None)


@transaction.atomic
def name_posts(*, by: audit.Actor | None) -> None:
    """Write anew the modules that name holders of posts, where those changed (LAN-DSL-02).

    Everybody who took the former words is asked again.
    """
    for course in Course.objects.filter(written_from_posts=True, archived_on__isnull=True):
        made = publish_text(course, written_from_posts(shipped.text_of(course.slug)), by=None)
        set_edition(course, f"{made.number}", by=by, since=timezone.localdate(made.published_at))


def _rules(one: shipped.ShippedRule, profile: Profile, content: shipped.Shipped) -> Rules:
    lead = profile.posts.safeguarding_lead
    roles = tuple(lead if role == "@lead" else role for role in one.roles)
    return Rules(
        courses=one.courses, audience=duties.Audience(kinds=one.who, roles=roles),
        decides=one.decides, days=content.grace_days if one.days is None else one.days,
        months=one.months, by_edition=one.by_edition, consequence=one.consequence,
        part_of=one.part_of, clauses=one.clauses, law=one.law,
    )  # fmt: skip
