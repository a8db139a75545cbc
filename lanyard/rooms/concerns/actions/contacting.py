"""What is told of private contact elsewhere in the house: a report, or a low-level concern."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _

from lanyard.people.models import Person
from lanyard.rooms.concerns.actions.low_level import record_low_level
from lanyard.rooms.concerns.actions.open import open_concern
from lanyard.rooms.concerns.matters import WORKS_HERE, Named, Report
from lanyard.rooms.concerns.reasons import About, Category, Part, ReporterKind, RiskArea


def contact_repeats(*, person: Person, what: str, on: datetime.date, by: Person) -> None:
    """Note a low-level concern of what a member of staff told of themselves."""
    record_low_level(about=person, what=what, happened_on=on, by=by)


def learner_told(*, by: Person, staff: Person | None, who: str, place: str, words: str) -> None:
    """Receive a learner's word that staff reached them privately as a report (POR-EM-02)."""
    said = _("Somebody who works here reached me from a private number, address or account.")
    named = Named(
        name=who, part=Part.ALLEGED, person_id=staff.pk if staff else None, relation=WORKS_HERE
    )
    report = Report(
        reporter_kind=ReporterKind.LEARNER, category=Category.POLICY_BREACH,
        risk_area=RiskArea.CONTACT, prevent="no", about=About.STAFF, people=(named,),
        happened="\n".join(filter(None, (said, place, words))),
    )  # fmt: skip
    open_concern(report, by=by)
