"""How the clocks of training stand: what each of some people is due to take, and by when."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from lanyard.engine.duties import api as duties
from lanyard.engine.policy.api import Course as Word
from lanyard.engine.policy.api import Profile
from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.access.api import RoleHolding, may
from lanyard.people.api import Membership, Person, spans
from lanyard.rooms.training import shipped
from lanyard.rooms.training.clocks import Asked, Taken, Taker, due_on, only
from lanyard.rooms.training.models import Completion, Course, TrainingRule

SEE_ALL = "training.see-all"
#: The kind of duty that a rule becomes, and what its record is called.
DUTY = "training.take"
RULE = "training-rule"
#: What counts: verified where that is asked, and not set aside.
COUNTS = Q(set_aside_on__isnull=True) & (
    Q(needs_verifying=False) | Q(verified_on__isnull=False)
)  # fmt: skip


def counting() -> QuerySet[Completion]:
    """Return the completions that count."""
    return Completion.objects.filter(COUNTS)


def rules_in_force() -> QuerySet[TrainingRule]:
    """Return the rules that still ask something."""
    return TrainingRule.objects.filter(ended_on__isnull=True)


def taught_by(person: Person, *, on: datetime.date) -> QuerySet[Person]:
    """Return the learners whose tutor or course manager somebody is on a day."""
    mine = Membership.objects.filter(spans(on), person=person, part__in=("tutor", "course-manager"))
    learners = Membership.objects.filter(spans(on), part="learner", group__in=mine.values("group"))
    return Person.objects.filter(pk__in=learners.values("person"))


def visible_to(person: Person, *, on: datetime.date) -> QuerySet[Completion]:
    """Return the completions that somebody may see: their own, their team's, or all."""
    if may(person.pk, SEE_ALL):
        return Completion.objects.all()
    team = duties.reports_of(person, on=on).values("pk")
    taught = taught_by(person, on=on).values("pk")
    return Completion.objects.filter(Q(person=person) | Q(person__in=team) | Q(person__in=taught))


def asked_of(rule: TrainingRule, profile: Profile) -> Asked:
    """Return what a rule asks, as its clocks need it; one query where editions count."""
    content = shipped.shipped(profile.slug)
    editions: list[tuple[str, str, datetime.date]] = []
    if rule.by_edition:
        rows = Course.objects.filter(slug__in=rule.course_slugs, edition_since__isnull=False)
        editions = [
            (slug, edition, since)
            for slug, edition, since in rows.values_list("slug", "edition", "edition_since")
            if since is not None
        ]
    return Asked(
        courses=tuple(rule.course_slugs), since=rule.since, decides=rule.decides, days=rule.days,
        months=rule.months, editions=tuple(editions), new_starter_days=content.new_starter_days,
        profile=only(profile, rule.decides) if rule.decides else None,
    )  # fmt: skip


def taken_by(people: Collection[UUID], courses: Iterable[str]) -> dict[UUID, list[Taken]]:
    """Return the completions that count of some people: of some courses, and of inductions."""
    rows = counting().filter(
        Q(course__slug__in=list(courses)) | Q(course__counts_as=Word.INDUCTION),
        person_id__in=list(people),
    )  # fmt: skip
    found: dict[UUID, list[Taken]] = defaultdict(list)
    for person, course, on, method, edition, expires_on, word in rows.values_list(
        "person_id", "course__slug", "on", "method", "edition", "expires_on", "course__counts_as"
    ):
        found[person].append(Taken(course, on, method, edition, expires_on, word))
    return found


def key_staff(profile: Profile, on: datetime.date) -> set[UUID]:
    """Return whose duties are safeguarding: the lead, and the posts that the content names."""
    roles = {profile.posts.safeguarding_lead, *shipped.shipped(profile.slug).key_staff}
    held = RoleHolding.objects.filter(spans(on), role__in=roles)
    return set(held.values_list("person_id", flat=True))


def _in_post(
    rule: TrainingRule, since: Mapping[UUID, datetime.date], today: datetime.date
) -> dict[UUID, datetime.date]:
    """Return since when each is asked: what is asked of a post alone counts from taking it over.

    Somebody with years of service who is made lead today is not late today; whoever took it once
    and let it lapse is.
    """
    roles = rule.audience_data.get("roles", [])
    if not roles or rule.audience_data.get("kinds"):
        return dict(since)
    held = RoleHolding.objects.filter(spans(today), role__in=roles, person_id__in=list(since))
    taken_over: dict[UUID, datetime.date] = {}
    for person, day in held.values_list("person_id", "since"):
        taken_over[person] = min(day, taken_over.get(person, day))
    return {person: max(day, taken_over.get(person, day)) for person, day in since.items()}


def days_of(
    rule: TrainingRule,
    since: Mapping[UUID, datetime.date],
    today: datetime.date,
    *,
    from_post: bool = True,
) -> dict[UUID, datetime.date | None]:
    """Return the day on which each of some people is due; few queries, however many people.

    Without ``from_post`` the days count from joining, whenever somebody came into a post.
    """
    profile = profile_in_force().profile
    asked = asked_of(rule, profile)
    taken = taken_by(list(since), rule.course_slugs)
    if from_post:
        own = set(rule.course_slugs)
        new = {
            person: day for person, day in since.items()
            if own.isdisjoint(one.course for one in taken.get(person, ()))
        }  # fmt: skip
        since = {**since, **_in_post(rule, new, today)}
    keys = key_staff(profile, today) if rule.decides else set()
    return {
        person: due_on(asked, Taker(joined, person in keys), taken.get(person, ()))
        for person, joined in since.items()
    }


def owing(
    rule_id: str, since: Mapping[UUID, datetime.date], today: datetime.date
) -> dict[UUID, duties.Due | None]:
    """Return what each of some people owes under a rule: the schedule of training.

    A period is the how-manieth time it is: a record set aside asks anew, whatever the day.
    """
    rule = TrainingRule.objects.get(pk=rule_id)
    times = _times_done(rule, list(since))
    return {
        person: None if day is None else duties.Due(str(times.get(person, 0) + 1), day)
        for person, day in days_of(rule, since, today).items()
    }


def _times_done(rule: TrainingRule, people: list[UUID]) -> dict[UUID, int]:
    done = duties.Occurrence.objects.filter(
        definition__kind=DUTY, definition__subject_id=str(rule.pk), definition__ended_on=None,
        person_id__in=people, done_on__isnull=False,
    )  # fmt: skip
    return dict(done.values("person_id").order_by().values_list("person_id", Count("pk")))
