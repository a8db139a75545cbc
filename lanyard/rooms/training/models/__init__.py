"""Tables of training."""

from lanyard.rooms.training.models.courses import Course, CourseText, TrainingRule
from lanyard.rooms.training.models.sessions import Booking, TrainingSession
from lanyard.rooms.training.models.taking import CalendarKey, Completion, ModuleAttempt

__all__ = [
    "Booking", "CalendarKey", "Completion", "Course", "CourseText", "ModuleAttempt",
    "TrainingRule", "TrainingSession",
]  # fmt: skip
