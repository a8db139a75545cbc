"""Put a job in the queue within the caller's transaction; run what waits, here and now."""

from __future__ import annotations

import datetime
import json
import re
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from lanyard.foundation.jobs.handlers import Task, tasks
from lanyard.foundation.organisations.api import current_organisation_id

_ID = re.compile(r"[A-Za-z0-9._:+-]{0,64}")
_WAITING = """
SELECT id, task_name, args FROM procrastinate_jobs
WHERE status = 'todo' AND args ->> 'organisation' = %s
  AND (scheduled_at IS NULL OR scheduled_at <= %s)
ORDER BY priority DESC, id LIMIT 1 FOR UPDATE SKIP LOCKED
"""


def defer(
    task: Task | str,
    *,
    organisation: UUID | None = None,
    at: datetime.datetime | None = None,
    lock: str | None = None,
    **ids: Any,
) -> int:
    """Queue a job in the caller's transaction and return its number; rolled back, it never was.

    ``at`` is the earliest moment to run it; jobs of the same ``lock`` run one after another. Raises
    LookupError for an unknown task and ValueError where an argument is more than an id.
    """
    name = task.name if isinstance(task, Task) else task
    if name not in tasks:
        raise LookupError(f"No task is called {name}.")
    kept = {key: _written(name, key, value) for key, value in ids.items()}
    kept["organisation"] = str(organisation or current_organisation_id())
    return app.configure_task(name, schedule_at=at, lock=lock).defer(**kept)


def run_waiting(*, until: datetime.datetime | None = None, limit: int = 1000) -> int:
    """Run the waiting jobs of the organisation in force, in this process; return how many ran.

    For tests and for loading demonstration rows: the first failure is raised. ``until`` also runs
    what would fall due by then.
    """
    organisation = current_organisation_id()
    for ran in range(limit):
        with connection.cursor() as cursor:
            cursor.execute(_WAITING, [str(organisation), until or timezone.now()])
            found = cursor.fetchone()
            if found is None:
                return ran
            job_id, name, arguments = found
            cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE id = %s", [job_id])
        _run_here(job_id, name, arguments, organisation)
    return limit


def _run_here(job_id: int, name: str, arguments: Any, organisation: UUID) -> None:
    kept: dict[str, Any] = json.loads(arguments) if isinstance(arguments, str) else arguments
    ids = {key: value for key, value in kept.items() if key != "organisation"}
    with transaction.atomic():
        tasks[name](organisation, **ids)
    with connection.cursor() as cursor:
        cursor.execute("SELECT procrastinate_finish_job_v1(%s, 'succeeded', true)", [job_id])


def _written(task: str, key: str, value: Any) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, datetime.date):
        return value.isoformat()
    text = str(value) if isinstance(value, UUID | str) else None
    if text is None or _ID.fullmatch(text) is None:
        raise ValueError(f"Task {task}: {key} must be an id, a number or a date.")
    return text
