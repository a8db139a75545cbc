"""The pathway of nude and semi-nude images: the guided review, and viewings by the lead only."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.foundation.access import api as access
from lanyard.foundation.database.identity import system_duty
from lanyard.people.api import Person
from lanyard.rooms.concerns import image_questions, in_force, trail
from lanyard.rooms.concerns.actions.chronology import Kind, add_line
from lanyard.rooms.concerns.actions.consequences import set_in_motion
from lanyard.rooms.concerns.actions.decisions import record
from lanyard.rooms.concerns.actions.progress import refresh_due
from lanyard.rooms.concerns.models import Case, Decision, ImageReview, ImageViewing
from lanyard.rooms.concerns.queries.casefile import case_file


@transaction.atomic
def review(case: Case, *, by: Person, answers: dict[str, str], next_steps: str) -> ImageReview:
    """Record the guided review (COM-NUD-05). Ages are computed, and may be said to be adult too.

    An adult party makes the case child sexual abuse (COM-NUD-02); any "yes" to an immediate
    question makes a referral compulsory and takes the internal outcomes away. Raises ValueError
    for anybody but the lead, or where a question is not answered.
    """
    _lead_only(by)
    missing = [q.label for q in image_questions.QUESTIONS if not answers.get(q.slug)]
    if missing or not next_steps.strip():
        raise ValueError(_("Answer every question, and write down the next steps."))
    profile = in_force.profile()
    file = case_file(case, profile)
    mixed = file.adult_party and any(not one.adult for one in file.concerned)
    adult = mixed or answers["adult"] == "yes"
    at_once = adult or any(answers[q.slug] == "yes" for q in image_questions.AT_ONCE)
    made = ImageReview.objects.create(
        case=case, answers=answers, adult_party=adult, refer_at_once=at_once,
        next_steps=next_steps, by=by,
    )  # fmt: skip
    if adult and not case.child_sexual_abuse:
        with system_duty("call it what it is"):
            case.child_sexual_abuse = True
            case.save(update_fields=["child_sexual_abuse"])
    answer = _("Refer at once") if at_once else _("No immediate referral")
    record(case, by=by, kind=Decision.Kind.IMAGES, answer=answer, reasons=next_steps)
    if adult:
        add_line(
            case, kind=Kind.STATE, by=by,
            text=_("An adult is involved: this is child sexual abuse, not image sharing."),
        )  # fmt: skip
    set_in_motion(case, by=by)
    refresh_due(case)
    trail.on_case("decided", case, by=by, decision="images", refer_at_once=at_once, adult=adult)
    return made


@transaction.atomic
def log_viewing(
    case: Case, *, by: Person, because: str, witness: Person, at: datetime.datetime
) -> ImageViewing:
    """Log that the lead looked at an image: why, in whose presence, when. No image is kept.

    Raises ValueError for anybody but the lead, without a reason or another person as witness.
    """
    _lead_only(by)
    if witness.pk == by.pk:
        raise ValueError(_("The witness has to be somebody else."))
    if not because.strip():
        raise ValueError(_("Say why it had to be looked at."))
    if at > timezone.now() + datetime.timedelta(minutes=1):
        raise ValueError(_("This is in the future."))
    viewing = ImageViewing.objects.create(case=case, by=by, because=because, witness=witness, at=at)
    add_line(
        case, kind=Kind.ACTION, by=by, at=at, source=("viewing", viewing.pk),
        text=_("%(who)s viewed an image, with %(witness)s present: %(because)s")
        % {"who": by, "witness": witness, "because": because},
    )  # fmt: skip
    trail.on_case("case-changed", case, by=by, image_viewed=True, witness=str(witness))
    return viewing


def _lead_only(person: Person) -> None:
    lead = in_force.profile().posts.safeguarding_lead
    if access.roles_of(person.pk).isdisjoint({lead, "dsl"}):
        raise ValueError(_("Only the safeguarding lead works the images pathway."))
