"""What the shell keeps: the accessibility statement, version by version."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from lanyard.foundation.organisations.records import Record


class Statement(Record):
    """One version of the organisation's accessibility statement; never changed, only followed."""

    number = models.PositiveIntegerField()
    #: A line for each thing that is not yet good enough.
    problems = models.TextField(blank=True)
    tested = models.TextField()
    contact = models.TextField()
    answer_days = models.PositiveSmallIntegerField()
    because = models.CharField(max_length=300)
    made_by = models.UUIDField()
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="statement_once")
        ]
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"Version {self.number}"

    @property
    def problem_lines(self) -> list[str]:
        """The things that are not yet good enough."""
        return [line.strip() for line in self.problems.splitlines() if line.strip()]
