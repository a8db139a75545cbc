"""Answer one of the sets of questions that a case must hold."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from lanyard.people.api import Person
from lanyard.rooms.concerns import in_force, particulars, trail
from lanyard.rooms.concerns.actions.chronology import Kind, add_line
from lanyard.rooms.concerns.actions.consequences import set_in_motion
from lanyard.rooms.concerns.actions.progress import refresh_due
from lanyard.rooms.concerns.models import Case, Particular


@transaction.atomic
def answer(
    case: Case, *, by: Person, slug: str, answers: dict[str, str], key: str = ""
) -> Particular:
    """Keep the answers to a set; what stood before stays in the record, the newest counts.

    Raises ValueError where a question that has to be answered is not.
    """
    asked = particulars.questions_of(slug, key, in_force.profile())
    for question in asked.questions:
        if question.required and not answers.get(question.slug, "").strip():
            raise ValueError(_("Answer: %(question)s") % {"question": question.label})
    kept = Particular.objects.create(case=case, slug=slug, key=key, answers=answers, by=by)
    lines = [f"{q.label} {_shown(q, answers.get(q.slug, ''))}" for q in asked.questions]
    add_line(
        case, kind=Kind.NOTE if asked.many else Kind.STATE, by=by,
        text="\n".join([str(asked.title), *lines]), source=("particular", kept.pk),
    )  # fmt: skip
    set_in_motion(case, by=by)
    refresh_due(case)
    trail.on_case("case-changed", case, by=by, answered=slug, key=key)
    return kept


def _shown(question: particulars.Question, answer: str) -> str:
    return str(dict(question.choices).get(answer, answer))
