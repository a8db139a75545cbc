"""Take in what other systems know: Moodle's completions, xAPI statements, SCORM packages."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.people.api import Login, Person
from lanyard.rooms.training import moodle, scorm, xapi
from lanyard.rooms.training.actions.completing import Facts, record
from lanyard.rooms.training.models import (
    Completion,
    CompletionImport,
    Course,
    ScormFile,
    ScormPackage,
    ScormRun,
    XapiStatement,
)

_KEPT_ROWS = 1_000


class Conflict(ValueError):
    """A statement of the same id says something else."""


@transaction.atomic
def name_elsewhere(course: Course, names: Iterable[str], *, by: Person) -> None:
    """Say what other systems call a course; raises ValueError for a name of another course."""
    wanted = list(dict.fromkeys(name.strip() for name in names if name.strip()))
    known = courses_by_name(course)
    for name in wanted:
        if name.casefold() in known:
            raise ValueError(name)
    course.names_elsewhere = wanted
    course.save(update_fields=["names_elsewhere"])
    audit.record("training.named", by=by, subject=course.title, kind="course", subject_id=course.pk)


def courses_by_name(but: Course | None = None) -> dict[str, Course]:
    """Return each course in use by every name it goes by, folded."""
    found: dict[str, Course] = {}
    for one in Course.objects.filter(archived_on__isnull=True):
        if but is None or one.pk != but.pk:
            for name in (one.slug, one.title, *one.names_elsewhere):
                found.setdefault(name.casefold(), one)
    return found


@dataclass
class _Taken:
    """What became of the rows of a file so far."""

    recorded: int = 0
    known: int = 0
    unfinished: int = 0
    left_out: list[dict[str, Any]] = field(default_factory=list)


@transaction.atomic
def take_in(
    file_name: str, content: bytes, *, by: Person, course: Course | None = None
) -> CompletionImport:
    """Record the completions of a Moodle export; rows that cannot be used are listed.

    ``course`` is what the file is about where it names none. Raises moodle.Unreadable where it is
    no export of completions; then nothing is recorded.
    """
    lines = list(moodle.read(content))
    people, courses = _people(lines), courses_by_name()
    taken = _Taken()
    for line in lines:
        _take(line, people, courses, course, taken, by)
    made = CompletionImport.objects.create(
        file_name=file_name[:255], by_name=str(by), recorded=taken.recorded, known=taken.known,
        unfinished=taken.unfinished, left_out=taken.left_out[:_KEPT_ROWS],
    )  # fmt: skip
    audit.record(
        "training.taken-in", by=by, subject=made.file_name, kind="completion-import",
        subject_id=made.pk, recorded=taken.recorded, left_out=len(taken.left_out),
    )  # fmt: skip
    return made


def _people(lines: Iterable[moodle.Line]) -> dict[str, Person]:
    """Return the people of a file by address and by sign-in, in two queries."""
    known = list(lines)
    wanted = {line.email.casefold() for line in known} - {""}
    logins = {line.login.casefold() for line in known} - {""}
    found = {
        one.email.casefold(): one
        for one in Person.objects.exclude(email="")
        if one.email.casefold() in wanted | logins
    }
    if logins:
        for login in Login.objects.filter(person__isnull=False).select_related("person"):
            if login.person is not None and login.user_name.casefold() in logins:
                found.setdefault(login.user_name.casefold(), login.person)
    return found


def _take(
    line: moodle.Line,
    people: Mapping[str, Person],
    courses: Mapping[str, Course],
    chosen: Course | None,
    taken: _Taken,
    by: Person,
) -> None:
    if line.unfinished:
        taken.unfinished += 1
        return
    person = people.get(line.email.casefold()) or people.get(line.login.casefold())
    course = courses.get(line.course.casefold()) if line.course else chosen
    why = _fault(line, person, course)
    if why or person is None or course is None or line.on is None:
        taken.left_out.append({"line": line.number, "who": line.who[:120], "why": why})
        return
    source = f"{course.slug}/{person.pk}/{line.on.isoformat()}"
    if Completion.objects.filter(how=Completion.How.MOODLE, source_id=source).exists():
        taken.known += 1
        return
    facts = Facts(
        how=Completion.How.MOODLE, score=line.score, edition=course.edition, source_id=source
    )
    record(course, person, facts, by=by, on=line.on)
    taken.recorded += 1


def _fault(line: moodle.Line, person: Person | None, course: Course | None) -> str:
    """Say why a row cannot be used, "" if it can."""
    if line.fault:
        return line.fault
    if person is None:
        return "Nobody here has this address or user name."
    if course is None:
        named = f"No course is called “{line.course[:80]}”." if line.course else ""
        return named or "The row names no course. Choose one for the file."
    if line.on is not None and line.on > timezone.localdate():
        return "The day is still to come."
    return ""


@transaction.atomic
def store(data: Mapping[str, Any], *, token: str, id_given: UUID | None = None) -> UUID:
    """Store a statement, and record the completion that it says; return its id.

    The same statement again changes nothing. Raises xapi.Malformed, and Conflict where the id
    already says something else. To be called as the system.
    """
    whole = dict(data)
    if id_given is not None and str(whole.setdefault("id", str(id_given))) != str(id_given):
        raise xapi.Malformed("id: differs from statementId")
    said = xapi.said_by(whole, now=timezone.now())
    whole["id"] = str(said.id)
    known = XapiStatement.objects.filter(statement_id=said.id).first()
    if known is not None:
        if _same(known.data, whole):
            return said.id
        raise Conflict(str(said.id))
    outcome = _outcome(said)
    whole.setdefault("timestamp", said.at.isoformat())
    XapiStatement.objects.create(
        statement_id=said.id, data=whole, outcome=outcome, token_name=token
    )
    return said.id


def _same(before: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Say whether two statements say the same, apart from what storing adds."""
    added = {"timestamp", "stored", "version", "authority"}
    plain = [{k: v for k, v in one.items() if k not in added} for one in (before, now)]
    return json.dumps(plain[0], sort_keys=True) == json.dumps(plain[1], sort_keys=True)


def _outcome(said: xapi.Said) -> str:
    outcomes = XapiStatement.Outcome
    if said.verb == xapi.VOIDED:
        return outcomes.VOIDED
    if not said.done:
        return outcomes.OTHER
    names = courses_by_name()
    course = next(
        (names[n.casefold()] for n in (said.activity, *said.names) if n.casefold() in names), None
    )
    if course is None:
        return outcomes.NO_COURSE
    person = None
    if said.email:
        person = Person.objects.filter(email__iexact=said.email, left_on__isnull=True).first()
    if person is None:
        return outcomes.NOBODY
    facts = Facts(
        how=Completion.How.XAPI, score=said.score, edition=course.edition, source_id=str(said.id)
    )
    record(course, person, facts, by=None, on=timezone.localdate(said.at))
    return outcomes.RECORDED


@transaction.atomic
def keep_package(course: Course, name: str, content: bytes, *, by: Person) -> ScormPackage:
    """Keep a package of a course, once it is proved to be one; raises scorm.NotAPackage."""
    found = scorm.read(content)
    made = ScormPackage.objects.create(
        course=course, edition=found.edition, title=found.title,
        parts=[vars(part) for part in found.parts], file_name=name[:255],
        sha256=hashlib.sha256(content).hexdigest(), uploaded_by_name=str(by),
    )  # fmt: skip
    ScormFile.objects.bulk_create(
        (
            ScormFile(package=made, path=path, media_type=scorm.media_type(path), content=data)
            for path, data in found.files.items()
        ),
        batch_size=50,
    )
    audit.record(
        "training.package-kept", by=by, subject=course.title, kind="course",
        subject_id=course.pk, sha256=made.sha256, edition=found.edition,
    )  # fmt: skip
    return made


@transaction.atomic
def open_package(package: ScormPackage, *, by: Person) -> ScormRun:
    """Carry on with a package, or begin it."""
    run, new = ScormRun.objects.get_or_create(package=package, person=by, finished_at__isnull=True)
    if new:
        audit.record(
            "training.started", by=by, subject=package.course.title, kind="course",
            subject_id=package.course_id,
        )  # fmt: skip
    return run


@transaction.atomic
def keep_values(run_id: UUID, part: str, values: Any) -> ScormRun:
    """Keep what a part of a package says; once all parts are done, it is a completion of today.

    Raises ValueError for a part that the package has not, and for what is no data model. A run that
    has ended stays as it is. To be called as the system.
    """
    run = (
        ScormRun.objects.select_for_update(of=("self",))
        .select_related("package__course")
        .get(pk=run_id)
    )
    if run.finished_at is not None:
        return run
    names = [one["id"] for one in run.package.parts]
    if part not in names:
        raise ValueError("part: is none of this package")
    run.values = {**run.values, part: scorm.kept(values)}
    stands = [scorm.standing(run.values.get(name, {})) for name in names]
    scores = [one.score for one in stands if one.score is not None]
    run.score = round(sum(scores) / len(scores)) if scores else None
    if all(one.done for one in stands):
        run.passed, run.finished_at = True, timezone.now()
    run.save(update_fields=["values", "score", "passed", "finished_at"])
    if run.passed:
        course = run.package.course
        facts = Facts(
            how=Completion.How.SCORM, score=run.score, edition=course.edition,
            source_id=str(run.pk), own=True,
        )  # fmt: skip
        with system_duty("record training"):
            record(course, run.person, facts, by=run.person, on=timezone.localdate())
    return run
