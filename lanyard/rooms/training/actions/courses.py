"""Courses, the words of their modules, and who is asked to take them."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from lanyard.engine.duties import api as duties
from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.audit import api as audit
from lanyard.rooms.training.models import Course, CourseText, TrainingRule
from lanyard.rooms.training.modules import module_of, uncovered
from lanyard.rooms.training.queries.standing import DUTY, RULE
from lanyard.rooms.training.words import drawings, pictures_in, without_words

#: What counts as a safeguarding update or course must say what of it is about online safety.
_SAFEGUARDING = frozenset({"kcsie", "refresher", "key-staff-update", "update", "induction"})


class NotReady(ValueError):
    """Something is missing before a course or its words can be published; the text says what."""


class PictureNotReady(NotReady):
    """Words that show a picture which is not here, or without saying what it shows; its name."""


@dataclass(frozen=True, kw_only=True)
class Particulars:
    """What a course is."""

    kind: str = Course.Kind.CLASSROOM
    about: str = ""
    counts_as: str = ""
    topics: Sequence[str] = ()
    minutes: int | None = None
    for_learners: bool = False
    edition: str = ""
    online_safety: str = ""
    written_from_posts: bool = False
    pass_percent: int = 80
    shipped: bool = False


@transaction.atomic
def open_course(slug: str, title: str, facts: Particulars, *, by: audit.Actor | None) -> Course:
    """Add a course.

    Raises NotReady where it counts as safeguarding training and says nothing of online safety
    (COM-CMS-07); a module says it in its own words.
    """
    silent = not facts.online_safety.strip() and facts.kind != Course.Kind.MODULE
    if facts.counts_as in _SAFEGUARDING and silent:
        raise NotReady("Say what part of it is about online safety.")
    course = Course.objects.create(
        slug=slug, title=title, kind=facts.kind, about=facts.about, counts_as=facts.counts_as,
        topics=list(facts.topics), minutes=facts.minutes, for_learners=facts.for_learners,
        edition=facts.edition, edition_since=timezone.localdate() if facts.edition else None,
        online_safety=facts.online_safety, written_from_posts=facts.written_from_posts,
        pass_percent=facts.pass_percent, shipped=facts.shipped,
    )  # fmt: skip
    audit.record(
        "training.course-opened", by=by, subject=title, kind="course", subject_id=course.pk
    )
    return course


@transaction.atomic
def publish_text(course: Course, text: str, *, by: audit.Actor | None) -> CourseText:
    """Put new words of a module in force; the same words again change nothing.

    Raises ModuleInvalid naming the line, and NotReady naming the topics that the course must cover
    and that no page carries (COM-LRN-05).
    """
    module_of(text)
    if missing := uncovered(text, course.topics):
        raise NotReady(f"No page carries: {', '.join(missing)}.")
    known = drawings() | set(course.pictures.values_list("name", flat=True))
    if wrong := (pictures_in(text) - known) | without_words(text):
        raise PictureNotReady(min(wrong))
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    last = course.texts.first()
    if last is not None and last.sha256 == sha256:
        return last
    made = CourseText.objects.create(
        course=course, number=last.number + 1 if last else 1, text=text, sha256=sha256,
        made_by_name=str(by) if by else "",
    )  # fmt: skip
    audit.record(
        "training.text-published", by=by, subject=str(made), kind="course", subject_id=course.pk,
        sha256=sha256,
    )  # fmt: skip
    return made


@transaction.atomic
def set_edition(
    course: Course, edition: str, *, by: audit.Actor | None, since: datetime.date
) -> None:
    """Say that a new edition is in force: whoever took an older one is asked again."""
    if course.edition == edition:
        return
    course.edition, course.edition_since = edition, since
    course.save(update_fields=["edition", "edition_since"])
    audit.record(
        "training.edition", by=by, subject=course.title, kind="course", subject_id=course.pk,
        edition=edition, since=since.isoformat(),
    )  # fmt: skip
    for rule in TrainingRule.objects.filter(ended_on__isnull=True, by_edition=True):
        if course.slug in rule.course_slugs:
            ask(rule, by=by)


@transaction.atomic
def archive(course: Course, *, by: audit.Actor, because: str) -> None:
    """Take a course out of use; what was taken stands. Raises ValueError without a reason."""
    if not because.strip():
        raise ValueError("Say why the course is no longer used.")
    course.archived_on = timezone.localdate()
    course.save(update_fields=["archived_on"])
    audit.record(
        "training.course-archived", by=by, subject=course.title, kind="course",
        subject_id=course.pk, because=because,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What is asked of an audience."""

    courses: Sequence[str]
    audience: duties.Audience
    decides: str = ""
    days: int = 28
    months: int | None = None
    by_edition: bool = False
    consequence: str = TrainingRule.Consequence.NOTHING
    part_of: str = ""
    clauses: Sequence[str] = field(default=())
    law: Sequence[str] = field(default=())


@transaction.atomic
def require(
    slug: str, title: str, rules: Rules, *, by: audit.Actor | None, at_once: bool = True
) -> TrainingRule:
    """Ask an audience to take one of some courses, or change what is asked of it.

    Raises ValueError for a course that is not here.
    """
    known = set(Course.objects.filter(slug__in=rules.courses).values_list("slug", flat=True))
    if missing := set(rules.courses) - known:
        raise ValueError(f"There is no course {min(missing)}.")
    said = {
        "title": title, "course_slugs": list(rules.courses), "decides": rules.decides,
        "audience_data": rules.audience.as_data(), "days": rules.days, "months": rules.months,
        "by_edition": rules.by_edition, "consequence": rules.consequence,
        "part_of": rules.part_of, "clauses": list(rules.clauses), "law": list(rules.law),
    }  # fmt: skip
    rule = TrainingRule.objects.filter(slug=slug, ended_on__isnull=True).first()
    if rule is not None and all(getattr(rule, name) == value for name, value in said.items()):
        return rule
    if rule is None:
        rule = TrainingRule(slug=slug, since=timezone.localdate())
    for name, value in said.items():
        setattr(rule, name, value)
    rule.save()
    audit.record("training.required", by=by, subject=title, kind=RULE, subject_id=rule.pk)
    ask(rule, by=by, at_once=at_once)
    return rule


def ask(rule: TrainingRule, *, by: audit.Actor | None, at_once: bool = True) -> None:
    """Make a duty of a rule, or bring its duty into step."""
    first = rule.course_slugs[0]
    duties.define(
        DUTY,
        duties.Asked(
            rule.title, f"/training/courses/{first}/", owner_role=_owner(rule),
            clauses=[*rule.clauses, *rule.law],
        ),
        by=by, audience=rule.audience, rule=duties.Rule(anchor=duties.BY_ROOM),
        subject=(RULE, rule.pk), at_once=at_once,
    )  # fmt: skip


def _owner(rule: TrainingRule) -> str:
    """Return who hears of what is overdue beside the line manager, of the roles of the profile."""
    profile = profile_in_force().profile
    known = {role.slug for role in profile.roles}
    wants = {
        TrainingRule.Consequence.MANAGER_AND_HR: "hr-director",
        TrainingRule.Consequence.LEAD: profile.posts.head,
    }
    wanted = wants.get(TrainingRule.Consequence(rule.consequence), "")
    return wanted if wanted in known else ""


@transaction.atomic
def stop_asking(rule: TrainingRule, *, by: audit.Actor | None, because: str) -> None:
    """Stop asking; what was taken stands. Raises ValueError without a reason."""
    duties.end(DUTY, (RULE, rule.pk), by=by, because=because)
    rule.ended_on = timezone.localdate()
    rule.save(update_fields=["ended_on"])
    audit.record(
        "training.not-required", by=by, subject=rule.title, kind=RULE, subject_id=rule.pk,
        because=because,
    )  # fmt: skip
