"""The accessibility statement: the version in force, what stands without one, a new version."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from lanyard.foundation.audit import api as audit
from lanyard.foundation.organisations.api import current_organisation_id
from lanyard.shell.models import Statement

#: Where the organisation has said nothing: the product's default.
ANSWER_DAYS = 5


def in_force() -> Statement | None:
    """Return the newest version; None where the product's own words still stand."""
    return Statement.objects.first()


def as_shipped() -> dict[str, Any]:
    """Return what the statement says before anybody has changed it."""
    return {
        "problems": "\n".join(
            [
                _("Much of the Welsh text is still in English."),
                _("Documents that people attach may not be accessible. Ask us for another form."),
            ]
        ),
        "tested": _(
            "Lanyard is made to meet the Web Content Accessibility Guidelines 2.2, level AA. Every"
            " page is checked by a machine for each release, and the ways to report are also"
            " walked by keyboard alone."
        ),
        "contact": _("Tell any member of staff, by phone, in writing or in person."),
        "answer_days": ANSWER_DAYS,
    }


@transaction.atomic
def publish(
    *, problems: str, tested: str, contact: str, answer_days: int, because: str, by: audit.Actor
) -> Statement:
    """Publish a new version of the statement; the ones before it stay as they were.

    Raises IntegrityError where two are published in the same moment.
    """
    before = in_force()
    made = Statement.objects.create(
        number=before.number + 1 if before else 1, problems=problems.strip(),
        tested=tested.strip(), contact=contact.strip(), answer_days=answer_days,
        because=because.strip(), made_by=by.pk, made_by_name=str(by),
    )  # fmt: skip
    audit.record(
        "shell.statement-published", by=by, subject=str(made), because=because,
        kind="organisation", subject_id=current_organisation_id(),
    )  # fmt: skip
    return made
