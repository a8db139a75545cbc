"""Tables of training."""

from lanyard.rooms.training.models.courses import Course, CourseText, TrainingRule
from lanyard.rooms.training.models.outside import (
    CompletionImport,
    ScormFile,
    ScormPackage,
    ScormRun,
    XapiStatement,
)
from lanyard.rooms.training.models.sessions import Booking, TrainingSession
from lanyard.rooms.training.models.taking import CalendarKey, Completion, ModuleAttempt
from lanyard.rooms.training.models.teaching import TaughtOnce

__all__ = [
    "Booking",
    "CalendarKey",
    "Completion",
    "CompletionImport",
    "Course",
    "CourseText",
    "ModuleAttempt",
    "ScormFile",
    "ScormPackage",
    "ScormRun",
    "TaughtOnce",
    "TrainingRule",
    "TrainingSession",
    "XapiStatement",
]  # fmt: skip
