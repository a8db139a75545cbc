"""The worker process: runs jobs, keeps a heartbeat, takes up the jobs of workers that died."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import procrastinate
from asgiref.sync import sync_to_async
from django.db import connections
from django.utils import timezone
from procrastinate import jobs
from procrastinate.contrib.django import app as django_app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import ConnectorException
from procrastinate.manager import JobManager

from lanyard.foundation.jobs.handlers import Backoff, note_failure, tasks
from lanyard.foundation.jobs.schedules import queue_what_is_due

_log = logging.getLogger(__name__)
#: Seconds between tries to write down how a job ended.
_PAUSES = (0.1, 0.5, 2.0, 5.0, 10.0)


@dataclass(frozen=True)
class Pace:
    """How often a worker does its rounds, in seconds."""

    heartbeat: float = 5.0
    #: A worker not heard of for so long is taken for dead and its jobs are taken up.
    stalled: float = 20.0
    poll: float = 5.0
    rounds: float = 10.0


class Persistent(JobManager):
    """Writes down how a job ended, more than once where the connection breaks just then.

    Else the job would be "doing" for as long as its worker lives: nobody takes it for stalled.
    """

    async def finish_job(self, job: jobs.Job, status: jobs.Status, delete_job: bool) -> None:
        """Set a job to its final state."""
        write = super().finish_job
        await _persist(lambda: write(job, status, delete_job))

    async def retry_job(self, job: jobs.Job, *args: Any, **options: Any) -> None:
        """Queue a job again."""
        write = super().retry_job
        await _persist(lambda: write(job, *args, **options))


async def _persist(write: Callable[[], Awaitable[None]]) -> None:
    for pause in _PAUSES:
        try:
            await write()
            return
        except ConnectorException:
            await asyncio.sleep(pause)
    await write()


class Died(Exception):
    """A worker ended in the middle of a job."""


def run(*, concurrency: int = 2, pace: Pace | None = None, wait: bool = True) -> None:
    """Run jobs until SIGTERM or SIGINT; the job in hand is finished first.

    A lost database connection is waited out. Without ``wait`` it ends once the queue is empty.
    """
    asyncio.run(_run_until_stopped(concurrency, pace or Pace(), wait))


async def _run_until_stopped(concurrency: int, pace: Pace, wait: bool) -> None:
    pause = 1.0
    while True:
        try:
            await _run_once(concurrency, pace, wait)
            return
        except ConnectorException:
            _log.warning("The database is away; trying again.")
            await asyncio.sleep(pause)
            pause = min(pause * 2, 30.0)


async def _run_once(concurrency: int, pace: Pace, wait: bool) -> None:
    connector = procrastinate.PsycopgConnector(
        kwargs=connector_params(), min_size=1, max_size=concurrency + 3
    )
    worker_app = procrastinate.App(connector=connector, worker_defaults=django_app.worker_defaults)
    worker_app.job_manager = Persistent(connector)
    worker_app.tasks = django_app.tasks
    async with worker_app.open_async():
        await _do_rounds(worker_app, pace)
        rounds = asyncio.create_task(_keep_doing_rounds(worker_app, pace))
        try:
            await worker_app.run_worker_async(
                concurrency=concurrency, wait=wait, delete_jobs="successful",
                fetch_job_polling_interval=pace.poll, abort_job_polling_interval=60.0,
                update_heartbeat_interval=pace.heartbeat, stalled_worker_timeout=pace.stalled,
            )  # fmt: skip
        finally:
            rounds.cancel()
            await asyncio.gather(rounds, return_exceptions=True)


async def _keep_doing_rounds(app: procrastinate.App, pace: Pace) -> None:
    while True:
        await asyncio.sleep(pace.rounds)
        try:
            await _do_rounds(app, pace)
        except Exception as error:
            _log.warning("A round failed: %s", type(error).__name__)


async def _do_rounds(app: procrastinate.App, pace: Pace) -> None:
    await take_up_stalled(app, seconds=pace.stalled)
    await app.job_manager.prune_stalled_workers(pace.stalled)
    await sync_to_async(_queue_schedules, thread_sensitive=False)()


def _queue_schedules() -> None:
    try:
        queue_what_is_due()
    finally:
        connections.close_all()


async def take_up_stalled(app: procrastinate.App, *, seconds: float) -> int:
    """Queue again the jobs of workers not heard of for so many seconds; return how many.

    A job that has ended its worker as often as a job may fail becomes a dead letter.
    """
    stalled = list(await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=seconds))
    for job in stalled:
        await sync_to_async(_note_death, thread_sensitive=False)(job)
        decision = Backoff().get_retry_decision(exception=Died(), job=job)
        if decision is None:
            await app.job_manager.finish_job(job, jobs.Status.FAILED, delete_job=False)
        else:
            # The first time at once: most often the machine was restarted and the job is sound.
            at = timezone.now() if job.attempts == 0 else decision.retry_at
            await app.job_manager.retry_job(job, retry_at=at)
    return len(stalled)


def _note_death(job: jobs.Job) -> None:
    try:
        if job.task_name in tasks and "organisation" in job.task_kwargs:
            note_failure(UUID(str(job.task_kwargs["organisation"])), job, error="WorkerDied")
    finally:
        connections.close_all()
