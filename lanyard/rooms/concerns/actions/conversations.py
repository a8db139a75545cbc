"""A manager's conversation about personal use, and the purposes of figures from logs."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.foundation.access import api as access
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.people import api as directory
from lanyard.people.models import Person
from lanyard.rooms.concerns.actions.open import open_concern
from lanyard.rooms.concerns.matters import Named, Report
from lanyard.rooms.concerns.models import Conversation, PurposeCode, Receipt
from lanyard.rooms.concerns.reasons import About, Category, Part, ReporterKind

APPROVERS = "hr-director"


def codes_in_force() -> list[PurposeCode]:
    """Return the purposes for which figures from logs may be used today."""
    return list(PurposeCode.objects.filter(until__gte=timezone.localdate()))


@transaction.atomic
def approve_code(*, by: Person, code: str, purpose: str, until: datetime.date) -> PurposeCode:
    """Approve a purpose code until a day; raises ValueError for one in use, or a day gone by."""
    if until < timezone.localdate():
        raise ValueError(_("Give a day from today on."))
    if PurposeCode.objects.filter(code=code).exists():
        raise ValueError(_("This code is in use. Choose another."))
    made = PurposeCode.objects.create(code=code, purpose=purpose, until=until, approved_by=by)
    audit.record("concerns.purpose-approved", by=by, subject=code, because=purpose)
    return made


@transaction.atomic
def record_conversation(
    *, by: Person, about: Person, held_on: datetime.date, what: str, agreed: str,
    figures: str = "", purpose: PurposeCode | None = None,
) -> Conversation:  # fmt: skip
    """Record a conversation with somebody whom one manages (OAK-8.1-04).

    Raises ValueError for somebody one does not manage, and for figures from logs without a purpose
    that is approved today.
    """
    manager = directory.line_manager_of(about)
    if manager is None or manager.pk != by.pk:
        raise ValueError(_("Only their line manager records this conversation."))
    if bool(figures.strip()) != (purpose is not None):
        raise ValueError(_("Figures from logs and an approved purpose code go together."))
    if purpose is not None and purpose.until < timezone.localdate():
        raise ValueError(_("The approval of this purpose code is over."))
    circle = access.circle_of([APPROVERS])
    made = Conversation.objects.create(
        manager=by, about=about, held_on=held_on, what=what, agreed=agreed,
        figures=figures.strip(), purpose=purpose, circle=circle,
    )  # fmt: skip
    audit.record(
        "concerns.conversation-recorded", by=by, kind="conversation", subject_id=made.pk,
        circle=circle.pk, purpose=purpose.code if purpose else "",
    )  # fmt: skip
    return made


@transaction.atomic
def open_conduct(conversation: Conversation, *, by: Person) -> Conversation:
    """Take a conversation further: a report about the member of staff, on its own route.

    Raises ValueError where that was done.
    """
    if conversation.concern_id is not None:
        raise ValueError(_("It was taken further already."))
    about = conversation.about
    with system_duty("look at what was said before"):
        words = "\n".join(filter(None, [
            conversation.what, conversation.agreed, conversation.figures,
            f"({conversation.purpose.code})" if conversation.purpose else "",
        ]))  # fmt: skip
    report = Report(
        reporter_kind=ReporterKind.STAFF, category=Category.POLICY_BREACH, risk_area="conduct",
        prevent="no", about=About.STAFF, happened=words,
        action_taken=_("Spoken to on %(day)s.") % {"day": f"{conversation.held_on:%d %B %Y}"},
        people=(Named(name=str(about), part=Part.ALLEGED, person_id=about.pk),),
    )  # fmt: skip
    opened = open_concern(report, by=by)
    with system_duty("tie a conversation to its report"):
        conversation.concern = Receipt.objects.get(pk=opened.receipt_id).concern
        conversation.save(update_fields=["concern"])
    return conversation
