"""Surveys without names: asked each year, counted by team, and what a team does about it."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from lanyard.engine.duties import api as duties
from lanyard.engine.profiles.api import NoProfile, profile_in_force
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.registry.controls import Evidence, Figure, judged
from lanyard.people.api import Group, Membership, Person, spans
from lanyard.rooms.training import shipped
from lanyard.rooms.training.evidence import noon
from lanyard.rooms.training.models import (
    SurveyAction,
    SurveyReplied,
    SurveyReply,
    SurveyRound,
)

CULTURE = "culture"
#: The errand of whoever is asked.
ANSWER = "training.answer-survey"
#: A round stays open for three weeks and is asked again after a year (Lanyard's defaults).
_OPEN = datetime.timedelta(days=21)
_YEAR = datetime.timedelta(days=365)
#: Days after a round closes within which teams log what they do about it.
_ANSWER = datetime.timedelta(days=42)
#: Fewer answers than this are not shown, so that nobody can be worked out.
SMALL = 5
#: From this mark on a sentence holds.
HOLDS = 4


class NotOpen(ValueError):
    """A survey that is closed, not asked of the person, or answered already."""


def surveys_here() -> tuple[shipped.ShippedSurvey, ...]:
    """Return the surveys of the profile in force; none without one."""
    try:
        return shipped.shipped(profile_in_force().profile.slug).surveys
    except NoProfile:
        return ()


def survey_called(slug: str) -> shipped.ShippedSurvey:
    """Return a survey; raises NotOpen where there is none."""
    for one in surveys_here():
        if one.slug == slug:
            return one
    raise NotOpen(slug)


@transaction.atomic
def open_round(slug: str, *, by: Person) -> SurveyRound:
    """Ask a survey from today. Raises NotOpen while it is asked already."""
    survey_called(slug)
    today = timezone.localdate()
    if SurveyRound.objects.filter(survey=slug, closes_on__gte=today).exists():
        raise NotOpen(slug)
    made = SurveyRound.objects.create(
        survey=slug, opens_on=today, closes_on=today + _OPEN, opened_by_name=str(by)
    )
    audit.record(
        "training.survey-opened", by=by, subject=survey_called(slug).title, kind="survey",
        subject_id=made.pk,
    )  # fmt: skip
    duties.keep_errands(ANSWER)
    return made


def asked_of(person: Person, *, on: datetime.date) -> list[tuple[SurveyRound, str]]:
    """Return the rounds open on a day that somebody may still answer, with their titles."""
    done = SurveyReplied.objects.filter(person=person).values("round")
    open_now = SurveyRound.objects.filter(opens_on__lte=on, closes_on__gte=on)
    rounds = list(open_now.exclude(pk__in=done))
    if not rounds:
        return []
    kinds = {kind for traits in duties.traits_of(on, [person.pk]) for kind in traits.since}
    surveys = {one.slug: one for one in surveys_here()}
    return [
        (one, surveys[one.survey].title) for one in rounds
        if one.survey in surveys and kinds.intersection(surveys[one.survey].who)
    ]  # fmt: skip


@transaction.atomic
def reply(round_: SurveyRound, marks: list[int], *, by: Person) -> None:
    """Answer a survey, once. Who answered and what was answered are never joined.

    No audit entry is written, no row holds a moment, and the errand is no longer asked rather than
    done. Raises NotOpen.
    """
    today, survey = timezone.localdate(), survey_called(round_.survey)
    if round_.pk not in {one.pk for one, _title in asked_of(by, on=today)}:
        raise NotOpen(round_.survey)
    if len(marks) != len(survey.sentences) or not all(1 <= mark <= 5 for mark in marks):
        raise ValueError("Each sentence has a mark from 1 to 5.")
    try:
        with transaction.atomic():
            SurveyReplied.objects.create(round=round_, person=by)
    except IntegrityError:
        raise NotOpen(round_.survey) from None
    with system_duty("take a nameless answer"):
        SurveyReply.objects.create(round=round_, group=_group_of(by, survey, today), marks=marks)
    duties.keep_errands(ANSWER, about=[duties.about_each(round_.pk, by.pk)])


def _group_of(person: Person, survey: shipped.ShippedSurvey, on: datetime.date) -> Group | None:
    kind = Group.Kind.TUTOR_GROUP if "learner" in survey.who else Group.Kind.TEAM
    mine = Membership.objects.filter(spans(on), person=person, group__kind=kind)
    found = mine.order_by("group__name").select_related("group").first()
    return found.group if found else None


@dataclass(frozen=True)
class Result:
    """How a round stands for one group, or for all: none of it where too few answered."""

    name: str
    answered: int
    #: Of a hundred who answered, how many say that each sentence holds.
    holds: list[int] | None


def results(round_: SurveyRound) -> list[Result]:
    """Return the figures of a round: of all first, then by group; small ones are held back."""
    rows: dict[str, list[list[int]]] = defaultdict(list)
    with system_duty("count nameless answers"):
        for group, marks in (
            SurveyReply.objects.filter(round=round_)
            .order_by("id")
            .values_list("group__name", "marks")
        ):
            rows[group or ""].append(marks)
    everybody = [marks for found in rows.values() for marks in found]
    named = [(name, found) for name, found in sorted(rows.items()) if name]
    return [_result("", everybody), *(_result(name, found) for name, found in named)]


def _result(name: str, found: list[list[int]]) -> Result:
    if len(found) < SMALL:
        return Result(name, len(found), None)
    columns = zip(*found, strict=True)
    holds = [100 * sum(mark >= HOLDS for mark in one) // len(one) for one in columns]
    return Result(name, len(found), holds)


def teams_of(person: Person, *, on: datetime.date) -> QuerySet[Group]:
    """Return the teams that somebody is in."""
    mine = Membership.objects.filter(spans(on), person=person)
    return Group.objects.filter(pk__in=mine.values("group"), kind=Group.Kind.TEAM).order_by("name")


@transaction.atomic
def act(round_: SurveyRound, group: Group, words: str, *, by: Person) -> SurveyAction:
    """Log what a team does in response (COM-SV-03); raises ValueError without words."""
    if not words.strip():
        raise ValueError("Say what the team does.")
    made = SurveyAction.objects.create(
        round=round_, group=group, words=words.strip(), on=timezone.localdate(), by_name=str(by)
    )
    audit.record(
        "training.survey-action", by=by, subject=group.name, kind="survey", subject_id=round_.pk
    )
    return made


def evidence(_organisation: UUID, on: datetime.date) -> Evidence:
    """Judge the culture survey: asked within the year, and each team that answered did something.

    A team has six weeks after the round closes before it counts as silent.
    """
    link = reverse("training:surveys")
    last = SurveyRound.objects.filter(survey=CULTURE, opens_on__lte=on).first()
    if last is None:
        return judged(Figure(0, 0), None, on=on, link=link)
    asked = last.opens_on > on - _YEAR
    acted = set(last.actions.filter(on__lte=on).values_list("group_id", flat=True))
    answered = {
        group for group in SurveyReply.objects.filter(round=last).values_list("group", flat=True)
        if group is not None
    }  # fmt: skip
    silent = answered - acted if on > last.closes_on + _ANSWER else set()
    figure = Figure(asked + len(acted), 1 + len(acted | silent))
    return judged(figure, noon(last.opens_on), on=on, link=link)
