"""The tasks that can be run later: what declares them, and how one of their jobs is carried out."""

from __future__ import annotations

import datetime
import functools
import inspect
import traceback
import types
import typing
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import procrastinate
from croniter import croniter
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.jobs.models import Failure

Function = Callable[..., None]
#: Seconds to wait after each failed try; a job that fails after the last becomes a dead letter.
WAITS = (2, 10, 60, 300, 1800, 7200, 21600)
ATTEMPTS = len(WAITS) + 1
_PLAIN = (UUID, int, bool, str, datetime.date, datetime.datetime, types.NoneType)


@dataclass(frozen=True)
class Task:
    """A function that runs later, as the system of one organisation. Calling it runs it now."""

    name: str
    function: Function
    #: The handler commits its own steps instead of running in one transaction.
    own_transactions: bool = False

    def __call__(self, organisation: UUID, **ids: Any) -> None:
        """Run the function with its ids turned back from text into what its signature says."""
        hints = typing.get_type_hints(self.function)
        read = {key: _read(hints.get(key, str), value) for key, value in ids.items()}
        with acting_as_system(organisation, f"job {self.name}"):
            if self.own_transactions:
                self.function(organisation=organisation, **read)
                return
            with transaction.atomic():
                self.function(organisation=organisation, **read)


@dataclass(frozen=True)
class Schedule:
    """A task that falls due by a cron line, read in each organisation's own time zone."""

    cron: str
    task: Task


tasks: dict[str, Task] = {}
schedules: dict[str, Schedule] = {}


class Backoff(procrastinate.BaseRetryStrategy):
    """Waits longer after each failure, then leaves the job as a dead letter."""

    def get_retry_decision(
        self, *, exception: BaseException, job: procrastinate.jobs.Job
    ) -> procrastinate.RetryDecision | None:
        """Say when to try again, or None after the last try."""
        if job.attempts >= len(WAITS):
            return None
        return procrastinate.RetryDecision(retry_in={"seconds": WAITS[job.attempts]})


def task(name: str, *, own_transactions: bool = False) -> Callable[[Function], Task]:
    """Declare a function ``(organisation: UUID, **ids)`` as a task called ``room.verb``.

    It runs at least once for each job, so it must be idempotent. Its arguments are ids, numbers
    and dates: a function whose signature asks for anything else is refused with TypeError.
    """

    def declare(function: Function) -> Task:
        _refuse_content(name, function)
        declared = Task(name, function, own_transactions)
        if name in tasks:
            raise ValueError(f"Two tasks are called {name}.")
        tasks[name] = declared
        run = functools.partial(carry_out, declared)
        app.task(name=name, retry=Backoff(), pass_context=True)(run)
        return declared

    return declare


def schedule(cron: str, name: str, *, own_transactions: bool = False) -> Callable[[Function], Task]:
    """Declare a function ``(organisation: UUID)`` to run for each organisation by a cron line."""

    def declare(function: Function) -> Task:
        if not croniter.is_valid(cron):
            raise ValueError(f"{cron} is not a cron line.")
        declared = task(name, own_transactions=own_transactions)(function)
        schedules[name] = Schedule(cron, declared)
        return declared

    return declare


def carry_out(
    declared: Task, context: procrastinate.JobContext, organisation: str, **ids: Any
) -> None:
    """Carry out one job; a failure is noted by its class before it is raised again."""
    organisation_id = UUID(organisation)
    job = context.job
    try:
        declared(organisation_id, **ids)
    except Exception as error:
        note_failure(organisation_id, job, error=_where(error))
        raise
    if job.attempts:
        with acting_as_system(organisation_id, "note a recovery"), transaction.atomic():
            Failure.objects.filter(job_id=job.id or 0).update(
                state=Failure.State.RECOVERED, at=timezone.now()
            )


def note_failure(organisation: UUID, job: procrastinate.jobs.Job, *, error: str) -> None:
    """Record that a job failed and whether it will be tried again."""
    number = job.id or 0
    dead = job.attempts + 1 >= ATTEMPTS
    ids = {key: value for key, value in job.task_kwargs.items() if key != "organisation"}
    state = Failure.State.DEAD if dead else Failure.State.RETRYING
    with acting_as_system(organisation, "note a failure"), transaction.atomic():
        Failure.objects.update_or_create(
            organisation_id=organisation, job_id=number,
            defaults={"state": state, "error": error[:200], "attempts": job.attempts + 1,
                      "at": timezone.now()},
            create_defaults={"task": job.task_name, "ids": ids, "error": error[:200],
                             "attempts": job.attempts + 1, "state": state},
        )  # fmt: skip


def _where(error: BaseException) -> str:
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "lanyard" in f.filename]
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"


def _refuse_content(name: str, function: Function) -> None:
    hints = typing.get_type_hints(function)
    for parameter in inspect.signature(function).parameters.values():
        if not _kinds(hints.get(parameter.name, str)) <= {*_PLAIN, Any, object}:
            raise TypeError(f"Task {name}: {parameter.name} must be an id, a number or a date.")


def _kinds(hint: Any) -> set[Any]:
    return set(typing.get_args(hint)) if isinstance(hint, types.UnionType) else {hint}


def _read(hint: Any, value: Any) -> Any:
    wanted = _kinds(hint)
    if value is None or not isinstance(value, str) or str in wanted:
        return value
    if UUID in wanted:
        return UUID(value)
    if datetime.datetime in wanted:
        return datetime.datetime.fromisoformat(value)
    return datetime.date.fromisoformat(value) if datetime.date in wanted else value
