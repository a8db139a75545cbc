"""The word that staff give each term: approved ways only (LAN-DD-04, KMC-GSF-10)."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.engine.duties import api as duties
from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.people.api import Person, is_staff
from lanyard.rooms.contact.content import contact_of
from lanyard.rooms.contact.models import ContactAttestation
from lanyard.rooms.contact.terms import ATTEST, SUBJECT, term_of


class NotAsked(LookupError):
    """The policy asks no such word, or it was given for this term."""


def begin(*, by: audit.Actor | None = None, at_once: bool = True) -> None:
    """Ask all staff each term, where the policy asks it, with its clauses."""
    said = contact_of(profile_in_force().slug).attest
    if not said:
        return
    words = duties.Asked(
        _("Say how you keep in touch with learners"), "/contact/word/", steps=(-7, 0),
        clauses=tuple(dict.fromkeys(clause for one in said for clause in one.clauses)),
    )  # fmt: skip
    duties.define(
        ATTEST, words, by=by, audience=duties.Audience(kinds=("staff",)),
        rule=duties.Rule(anchor=duties.BY_ROOM), subject=SUBJECT, at_once=at_once,
    )  # fmt: skip


@transaction.atomic
def attest(statements: Sequence[str], *, by: Person) -> ContactAttestation:
    """Keep somebody's word for this term. Every sentence of the policy is said, or none.

    Raises NotAsked, PermissionError for anybody who does not work here, ValueError.
    """
    if not is_staff(by):
        raise PermissionError("Staff give this word.")
    wanted = [one.says for one in contact_of(profile_in_force().slug).attest]
    if not wanted:
        raise NotAsked("The policy asks no such word.")
    if sorted(statements) != sorted(wanted):
        raise ValueError("Each sentence is said, or what is not so is told.")
    today = timezone.localdate()
    with system_duty("keep the word of a term"):
        try:
            with transaction.atomic():
                made = ContactAttestation.objects.create(
                    person=by, term=term_of(today), said_on=today, statements=wanted
                )
        except IntegrityError:
            raise NotAsked("It was given for this term.") from None
    audit.record("contact.attested", by=by, kind="attestation", subject_id=made.pk)
    duties.complete(
        ATTEST, SUBJECT, by.pk, by=by, evidence=_("Said for the term"),
        record=("attestation", made.pk),
    )  # fmt: skip
    return made
