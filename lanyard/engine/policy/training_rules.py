"""Which training falls due, for whom, and how often (D10)."""

from __future__ import annotations

from dataclasses import dataclass

from lanyard.engine.policy.sources import Sourced
from lanyard.engine.policy.vocabulary import Course, RoleFlag


@dataclass(frozen=True, kw_only=True)
class TrainingCourse(Sourced):
    """A course that somebody owes: once, or again after ``interval`` or ``months``.

    ``only`` is for those with that flag; ``methods`` asks for so many different ones within the
    interval. The clock of a course never taken starts at induction, else on the first day.
    """

    slug: str
    course: Course
    only: RoleFlag | None = None
    interval: str = ""
    months: int | None = None
    methods: int = 1

    @property
    def once(self) -> bool:
        """Whether it is taken once and for all."""
        return not self.interval and self.months is None


@dataclass(frozen=True, kw_only=True)
class Training:
    """The courses in the order in which they are listed on the same day."""

    courses: tuple[TrainingCourse, ...]
