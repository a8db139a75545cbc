"""The door to training: set it up, record what was taken, know who is in date."""

from lanyard.rooms.training.actions.completing import Facts, record
from lanyard.rooms.training.actions.courses import Rules, require
from lanyard.rooms.training.actions.starting import begin
from lanyard.rooms.training.models import (
    Completion,
    Course,
    CourseText,
    ModuleAttempt,
    TaughtOnce,
    TrainingRule,
)
from lanyard.rooms.training.queries.standing import counting, rules_in_force, visible_to

__all__ = [
    "Completion",
    "Course",
    "CourseText",
    "Facts",
    "ModuleAttempt",
    "Rules",
    "TaughtOnce",
    "TrainingRule",
    "begin",
    "counting",
    "record",
    "require",
    "rules_in_force",
    "visible_to",
]  # fmt: skip
