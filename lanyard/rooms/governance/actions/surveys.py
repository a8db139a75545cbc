"""The survey of confidence: opened by the lead, answered once by each, counted and not kept."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lanyard.engine.duties import api as duties
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.people.api import Person, is_learner, is_staff
from lanyard.rooms.governance.models import Confidence, ConfidenceDone, ConfidenceTally

#: The errand of whoever is asked.
ANSWER = "governance.answer-survey"
#: A survey stays open for three weeks: the product's default.
DAYS = 21
#: Fewer answers than this are not shown.
SMALL = 5
STATEMENTS = {
    "spot": gettext_lazy("I can tell when something online is a risk to me or to others."),
    "handle": gettext_lazy("I know what to do when something goes wrong online."),
    "tell": gettext_lazy("I know whom to tell here, and would tell them."),
    "settings": gettext_lazy("I keep my accounts, passwords and privacy settings safe."),
    "rules": gettext_lazy("I understand what is expected of me online here."),
}
ANSWERS = (
    (4, gettext_lazy("Yes")), (3, gettext_lazy("Mostly")), (2, gettext_lazy("Not really")),
    (1, gettext_lazy("No")),
)  # fmt: skip
#: From this answer on somebody counts as confident.
CONFIDENT = 3
AUDIENCES = {"learner": gettext_lazy("Learners"), "staff": gettext_lazy("Staff")}


@dataclass(frozen=True)
class Result:
    """How many of an audience are confident, in percent; None where too few answered."""

    audience: Any
    answered: int | None
    percents: Mapping[str, int]


def open_now() -> Confidence | None:
    """Return the survey that is open today."""
    today = timezone.localdate()
    return Confidence.objects.filter(opened_on__lte=today, closes_on__gte=today).first()


def audience_of(person: Person) -> str:
    """Return the audience that a person answers as, "" for neither staff nor learner."""
    if is_learner(person):
        return "learner"
    return "staff" if is_staff(person) else ""


@transaction.atomic
def open_survey(*, by: Person) -> Confidence:
    """Open a survey to all learners and staff. Raises ValidationError while one is open."""
    if open_now() is not None:
        raise ValidationError(_("A survey is open already."))
    today = timezone.localdate()
    made = Confidence.objects.create(
        opened_on=today, closes_on=today + datetime.timedelta(days=DAYS), opened_by_name=str(by)
    )
    audit.record("governance.survey-opened", by=by, kind="confidence", subject_id=made.pk)
    duties.keep_errands(ANSWER)
    return made


@transaction.atomic
def answer(survey: Confidence, given: Mapping[str, int], *, by: Person) -> None:
    """Count somebody's answers, once. Neither the row nor the trail joins them with the person.

    Raises ValidationError for a statement left out, once the survey is closed, or the second time.
    """
    audience = audience_of(by)
    if open_now() != survey or not audience:
        raise ValidationError(_("This survey is closed."))
    if given.keys() != STATEMENTS.keys() or not set(given.values()) <= {1, 2, 3, 4}:
        raise ValidationError(_("Answer each statement"))
    try:
        with transaction.atomic():
            ConfidenceDone.objects.create(survey=survey, person=by)
    except IntegrityError:
        raise ValidationError(_("You have answered already. Thank you.")) from None
    with system_duty("count answers"):
        for statement, one in given.items():
            tally, _new = ConfidenceTally.objects.get_or_create(
                survey=survey, audience=audience, statement=statement, answer=one
            )
            ConfidenceTally.objects.filter(pk=tally.pk).update(number=F("number") + 1)
    duties.keep_errands(ANSWER, about=[duties.about_each(survey.pk, by.pk)])


def has_answered(survey: Confidence, person: Person) -> bool:
    """Say whether somebody has answered."""
    return ConfidenceDone.objects.filter(survey=survey, person=person).exists()


def results(survey: Confidence) -> list[Result]:
    """Return what each audience said of a survey that is closed; of fewer than five nothing."""
    counted: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for row in survey.tallies.all():
        numbers = counted[row.audience][row.statement]
        numbers[0] += row.number if row.answer >= CONFIDENT else 0
        numbers[1] += row.number
    return [_result(label, counted[slug]) for slug, label in AUDIENCES.items()]


def _result(label: Any, counted: Mapping[str, list[int]]) -> Result:
    answered = max((numbers[1] for numbers in counted.values()), default=0)
    if answered < SMALL:
        return Result(label, None if answered else 0, {})
    percents = {
        one: round(100 * counted[one][0] / counted[one][1]) for one in STATEMENTS if one in counted
    }
    return Result(label, answered, percents)
