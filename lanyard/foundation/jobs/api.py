"""The door to jobs: declare a task or a schedule, queue a job, run a worker."""

from __future__ import annotations

from lanyard.foundation.jobs.handlers import Task, schedule, task
from lanyard.foundation.jobs.queue import defer, run_waiting
from lanyard.foundation.jobs.room import SYSTEM_ROLES

__all__ = ["SYSTEM_ROLES", "Task", "defer", "run_waiting", "schedule", "task"]
