"""Reads about whether reporting works. Small numbers of families are kept back."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from lanyard.foundation.database.identity import system_duty
from lanyard.people.models import Employment, Enrolment, Person, spans
from lanyard.rooms.concerns import checklist, in_force
from lanyard.rooms.concerns.casefile import CaseFile
from lanyard.rooms.concerns.drills import PATHS
from lanyard.rooms.concerns.figures import SMALL, rounded
from lanyard.rooms.concerns.forms.oversight import QUESTIONS, SCALE
from lanyard.rooms.concerns.models import Drill, Procedure, ReadMark, Survey, SurveyAnswer
from lanyard.rooms.concerns.queries.marks import marked_at, readers_of_thing


def procedure_in_force() -> Procedure | None:
    """Return the newest version of how to report, None where none was published."""
    return Procedure.objects.order_by("-version").first()


@dataclass(frozen=True)
class Readership:
    """How many of a group have read a version."""

    read: int
    all: int


def readership(procedure: Procedure) -> dict[str, Readership]:
    """Return how many of the staff and of the learners have read a version (OAK-4.7-01)."""
    marks = readers_of_thing(ReadMark.What.PROCEDURE, procedure.pk)
    here = spans(timezone.localdate())
    groups = {
        "staff": set(Employment.objects.filter(here).values_list("person", flat=True)),
        "learners": set(Enrolment.objects.filter(here).values_list("person", flat=True)),
    }
    return {name: Readership(len(people & marks), len(people)) for name, people in groups.items()}


def still_to_read(person: Person) -> Procedure | None:
    """Return the version that somebody has not read, None where they have."""
    newest = procedure_in_force()
    if newest is None or marked_at(ReadMark.What.PROCEDURE, newest.pk, person.pk):
        return None
    return newest


def drills_newest_first() -> list[Drill]:
    """Return the newest rounds of tests, the day they are due latest first."""
    return list(Drill.objects.select_related("sent_by", "done_by")[:60])


def drills_to_do() -> int:
    """Return how many tests wait to be sent or recorded."""
    return Drill.objects.filter(done_at__isnull=True).count()


def checklist_of(path: str) -> list[Any]:
    """Return the steps of a case on the path of a dry run: its own checklist; [] for a route."""
    kind = PATHS[path].case_kind
    if kind is None:
        return []
    file = CaseFile(kind=kind, category=str(PATHS[path].category), severity=3, prevent="no")
    return [step.label for step in checklist.steps(file, in_force.profile())]


@dataclass(frozen=True)
class Answered:
    """One question of the survey: how many gave each answer; None stands for fewer than five."""

    sentence: Any
    counts: list[tuple[Any, int | None]]


@dataclass(frozen=True)
class Feedback:
    """What families answered in one window. Nothing but their number where they are few."""

    survey: Survey
    answers: int | None
    questions: list[Answered]
    comments: list[str]


def feedback_of(survey: Survey) -> Feedback:
    """Return the figures of a survey for those who may see them, rounded like all figures."""
    with system_duty("count the answers of families"):
        rows = list(SurveyAnswer.objects.filter(survey=survey).values_list("scores", "comment"))
    if len(rows) < SMALL:
        return Feedback(survey, None, [], [])
    questions = []
    for slug, sentence in QUESTIONS:
        found = Counter(scores[slug] for scores, _comment in rows if slug in scores)
        counts = [(label, _shown(found[int(score)])) for score, label in SCALE if score != "0"]
        questions.append(Answered(sentence, counts))
    comments = sorted(comment for _scores, comment in rows if comment)
    shown = comments if len(comments) >= SMALL else []
    return Feedback(survey, rounded(len(rows), exact=False), questions, shown)


def _shown(number: int) -> int | None:
    return None if 0 < number < SMALL else rounded(number, exact=False)
