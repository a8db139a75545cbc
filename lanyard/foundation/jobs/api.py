"""The door to jobs: declare a task or a schedule, queue a job, run a worker."""

from __future__ import annotations

from lanyard.foundation.jobs.handlers import Task, schedule, task
from lanyard.foundation.jobs.queries import Load, load, seconds_since_heartbeat
from lanyard.foundation.jobs.queue import defer, run_waiting
from lanyard.foundation.jobs.room import SYSTEM_ROLES
from lanyard.foundation.jobs.rows import each

__all__ = [
    "SYSTEM_ROLES", "Load", "Task", "defer", "each", "load", "run_waiting", "schedule",
    "seconds_since_heartbeat", "task",
]  # fmt: skip
