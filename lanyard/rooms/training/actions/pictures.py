"""Keep pictures of one's own for the pages of a module."""

from __future__ import annotations

from typing import IO

from django.db import transaction

from lanyard.foundation.audit import api as audit
from lanyard.foundation.files import api as files
from lanyard.people.api import Person
from lanyard.rooms.training.models import Course, CoursePicture

#: What files call the record that a picture hangs on.
PICTURE = "course-picture"


@transaction.atomic
def add_picture(
    course: Course, name: str, alt: str, sent: tuple[str, IO[bytes]], *, by: Person
) -> CoursePicture:
    """Keep a picture, painted anew without its metadata, for everybody here to see.

    Raises ValueError without words for what it shows or for a name that is taken, and
    files.Refused for a file that is not taken.
    """
    if not alt.strip():
        raise ValueError("Say what the picture shows.")
    if course.pictures.filter(name=name).exists():
        raise ValueError(f"A picture is called {name} already.")
    kept = files.seal(*sent, record_kind=PICTURE, record_id=course.pk, circle=None, by=by)
    made = CoursePicture.objects.create(
        course=course, name=name, alt=alt.strip(), file_id=kept.pk, added_by_name=str(by)
    )
    audit.record(
        "training.picture-added", by=by, subject=course.title, kind="course", subject_id=course.pk
    )
    return made
