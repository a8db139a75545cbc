"""Go through a module: begin or carry on, read, answer, and pass or try again."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from lanyard.foundation.audit import api as audit
from lanyard.people.api import Person
from lanyard.rooms.training.actions.completing import Facts, record
from lanyard.rooms.training.models import Completion, Course, CourseText, ModuleAttempt
from lanyard.rooms.training.modules import marked, module_of


class NotNow(ValueError):
    """What was sent does not fit where the attempt stands."""


def words_in_force(course: Course) -> CourseText | None:
    """Return the words of a module in force, None where it has none."""
    return course.texts.first()


@transaction.atomic
def start(course: Course, *, by: Person) -> ModuleAttempt:
    """Carry on where the person left off, or begin anew under the words in force.

    An attempt under words that are no longer in force is left unfinished. Raises NotNow where the
    course has no words.
    """
    text = words_in_force(course)
    if text is None or course.archived_on is not None:
        raise NotNow("There is nothing to read here.")
    attempt, new = ModuleAttempt.objects.get_or_create(
        text=text, person=by, finished_at__isnull=True
    )
    if new:
        audit.record(
            "training.started", by=by, subject=course.title, kind="course", subject_id=course.pk
        )
    return attempt


def _locked(attempt_id: UUID, person: Person) -> ModuleAttempt:
    return ModuleAttempt.objects.select_for_update().get(pk=attempt_id, person=person)


@transaction.atomic
def read_page(attempt: ModuleAttempt, number: int, *, by: Person) -> None:
    """Note that a page was read; earlier pages may be read again. Raises NotNow for one too far."""
    locked = _locked(attempt.pk, by)
    if number > locked.page + 1:
        raise NotNow("Read the pages in their order.")
    if number > locked.page and locked.finished_at is None:
        locked.page = number
        locked.save(update_fields=["page"])


@transaction.atomic
def answer(attempt: ModuleAttempt, number: int, choice: int, *, by: Person) -> ModuleAttempt:
    """Keep the answer to a question; the first one given stands. The last one ends the attempt.

    Raises NotNow where pages are unread, or a question before it is unanswered.
    """
    locked = _locked(attempt.pk, by)
    module = module_of(locked.text.text)
    if locked.page < len(module.pages) or number > len(locked.answers) + 1:
        raise NotNow("Read the pages, then answer in order.")
    if number <= len(locked.answers) or locked.finished_at is not None:
        return locked
    if not 0 <= choice < len(module.questions[number - 1].choices):
        raise NotNow("This is none of the answers.")
    locked.answers = [*locked.answers, choice]
    locked.save(update_fields=["answers"])
    if len(locked.answers) == len(module.questions):
        finish(locked, by=by)
    return locked


@transaction.atomic
def finish(attempt: ModuleAttempt, *, by: Person) -> Completion | None:
    """Mark an attempt; one that reaches the pass mark is a completion of today.

    Raises NotNow while something is unread or unanswered.
    """
    module, course = module_of(attempt.text.text), attempt.text.course
    if attempt.page < len(module.pages) or len(attempt.answers) < len(module.questions):
        raise NotNow("Something is left to do.")
    if attempt.finished_at is None:
        attempt.score = marked(module, attempt.answers)
        attempt.passed = attempt.score >= course.pass_percent
        attempt.finished_at = timezone.now()
        attempt.save(update_fields=["score", "passed", "finished_at"])
    if not attempt.passed:
        return None
    facts = Facts(
        how=Completion.How.MODULE, score=attempt.score, edition=course.edition,
        source_id=str(attempt.pk), own=True,
    )  # fmt: skip
    return record(course, by, facts, by=by, on=timezone.localdate())
