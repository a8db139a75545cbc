"""Ask parents and carers once a year, without knowing who answers (COM-RCG-04)."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from lanyard.foundation.access import api as access
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.notices import api as notices
from lanyard.people.models import Person
from lanyard.rooms.concerns import in_force
from lanyard.rooms.concerns.models import Survey, SurveyAnswer

#: Where the profile says nothing of how long the window stands open: the product's default.
_WINDOW_DAYS = 28


def survey_open_now() -> Survey | None:
    """Return the survey whose window stands open today, or None."""
    today = timezone.localdate()
    return Survey.objects.filter(opens_on__lte=today, closes_on__gte=today).first()


@transaction.atomic
def open_due_survey() -> bool:
    """Open this year's window where the profile asks for one and it is time; act as the system."""
    days = in_force.days_of("feedback-survey")
    newest = Survey.objects.order_by("-opens_on").first()
    today = timezone.localdate()
    if days is None or (newest and newest.opens_on + datetime.timedelta(days=days) > today):
        return False
    open_survey(by=None)
    return True


@transaction.atomic
def open_survey(*, by: Person | None) -> Survey:
    """Open a window from today on, and tell the safeguarding lead; one that is open stays."""
    standing = survey_open_now()
    if standing is not None:
        return standing
    today = timezone.localdate()
    window = in_force.days_of("feedback-window") or _WINDOW_DAYS
    made = Survey.objects.create(
        opens_on=today, closes_on=today + datetime.timedelta(days=window - 1)
    )
    lead = in_force.profile().posts.safeguarding_lead
    with system_duty("say that families may answer"):
        notices.notify(
            "concerns.survey", access.holders_of(lead), url=reverse("concerns:feedback-figures"),
            event=f"survey:{made.pk}",
        )  # fmt: skip
    audit.record("concerns.survey-opened", by=by, subject=f"{made.opens_on:%Y}")
    return made


@transaction.atomic
def answer(survey: Survey, *, scores: dict[str, int], comment: str) -> None:
    """Keep an answer, and nothing of who gave it. The trail holds no line of it."""
    with system_duty("keep an answer of a family"):
        SurveyAnswer.objects.create(survey=survey, scores=scores, comment=comment.strip())
