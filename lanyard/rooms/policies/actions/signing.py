"""Ask for signatures, and take them: signed in, by a link, on paper."""

from __future__ import annotations

import datetime
import io
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from lanyard.engine.duties import api as duties
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.files import api as files
from lanyard.foundation.jobs import api as jobs
from lanyard.foundation.ui import times
from lanyard.people.api import Person, spans
from lanyard.rooms.policies import words
from lanyard.rooms.policies.models import (
    Attachment,
    CheckAttempt,
    Document,
    FormOpening,
    Invitation,
    Opening,
    Requirement,
    Signature,
    Version,
)
from lanyard.rooms.policies.queries.signing import (
    companions_to_open,
    signed_before,
    version_in_force,
)

DUTY = "policies.sign"
LINK_DAYS = 30


class CannotSign(ValueError):
    """Something stands before the signature; the text names it for the page."""


@dataclass(frozen=True)
class Asked:
    """What is asked of an audience beside the signature itself."""

    name: str
    audience: duties.Audience
    grace_days: int = 14
    statements: Sequence[str] = ()
    questions: Sequence[Mapping[str, Any]] = ()
    with_companions: bool = False
    bundle: Sequence[str] = ()
    consequence: str = Requirement.Consequence.MANAGER
    collected_by: str = ""
    clauses: Sequence[str] = field(default=())


@transaction.atomic
def require(document: Document, asked: Asked, *, by: audit.Actor | None) -> Requirement:
    """Ask an audience to sign a document from now on; raises ValueError for unusable questions."""
    for question in asked.questions:
        if not 0 <= int(question["right"]) < len(question["choices"]):
            raise ValueError(f"The right answer of {question['ask']!r} is none of its choices.")
    requirement = Requirement.objects.create(
        document=document, name=asked.name, audience_data=asked.audience.as_data(),
        grace_days=asked.grace_days, statements=list(asked.statements),
        questions=[dict(one) for one in asked.questions], with_companions=asked.with_companions,
        bundle=list(asked.bundle), consequence=asked.consequence, collected_by=asked.collected_by,
        clauses=list(asked.clauses),
    )  # fmt: skip
    audit.record(
        "policies.required", by=by, subject=str(requirement), kind="requirement",
        subject_id=requirement.pk,
    )  # fmt: skip
    _define(requirement, by=by)
    return requirement


def _define(requirement: Requirement, *, by: audit.Actor | None) -> None:
    words = duties.Asked(
        f"Sign: {requirement.document.title}", f"/policies/sign/{requirement.pk}/",
        owner_role=requirement.collected_by, clauses=requirement.clauses,
        managers_every=0 if requirement.consequence == Requirement.Consequence.NOTHING else 1,
    )  # fmt: skip
    duties.define(
        DUTY, words, by=by, audience=duties.audience_from(requirement.audience_data),
        rule=duties.Rule(anchor=duties.BY_ROOM), subject=("requirement", requirement.pk),
    )  # fmt: skip


def ask_anew(document: Document) -> None:
    """Bring who has to sign into step at once: after a material version, exactly its signers."""
    asked = Requirement.objects.filter(document=document, ended_on__isnull=True)
    duties.recompute_subjects(DUTY, asked.values_list("pk", flat=True))


@transaction.atomic
def end_requirement(requirement: Requirement, *, by: Person, because: str) -> None:
    """Stop asking; signatures stay. Raises ValueError without a reason."""
    duties.end(DUTY, ("requirement", requirement.pk), by=by, because=because)
    requirement.ended_on = timezone.localdate()
    requirement.save(update_fields=["ended_on"])


@transaction.atomic
def open_version(version: Version, *, by: Person) -> None:
    """Note that a person opened a version; the first time counts."""
    Opening.objects.get_or_create(version=version, person=by)


@transaction.atomic
def open_form(attachment: Attachment, *, by: Person) -> None:
    """Note that a person opened another form, such as a summary: its read receipt."""
    FormOpening.objects.get_or_create(attachment=attachment, person=by)


@transaction.atomic
def answer_check(
    requirement: Requirement, answers: Sequence[int], *, by: Person | None
) -> CheckAttempt:
    """Mark a comprehension check and keep the try; all answers must be right to pass."""
    version = version_in_force(requirement.document)
    if version is None:
        raise CannotSign("nothing")
    right = sum(
        given == int(question["right"])
        for given, question in zip(answers, requirement.questions, strict=True)
    )
    return CheckAttempt.objects.create(
        requirement=requirement, version=version, person=by, answers=list(answers), right=right,
        passed=right == len(requirement.questions),
    )  # fmt: skip


def passed(requirement: Requirement, version: Version, person: Person) -> bool:
    """Say whether a person passed the check on this version, or needs none."""
    return (
        not requirement.questions
        or CheckAttempt.objects.filter(
            requirement=requirement, version=version, person=person, passed=True
        ).exists()
    )


@transaction.atomic
def sign(requirement: Requirement, *, by: Person, sha256: str, ticked: Sequence[str]) -> Signature:
    """Take a person's signature under the exact words that they were shown.

    Raises CannotSign("changed") where the words are no longer those in force, "statements" where
    one is not ticked, "companions" where one was not opened, "check" where it was not passed. A
    second press of the button gives the first signature.
    """
    version = _words_shown(requirement, sha256)
    if set(ticked) != set(requirement.statements):
        raise CannotSign("statements")
    if requirement.with_companions and companions_to_open(requirement.document, by):
        raise CannotSign("companions")
    if not passed(requirement, version, by):
        raise CannotSign("check")
    return _keep(
        requirement, version, person=by, name=str(by), how=Signature.How.ACCOUNT, by=by,
        statements=list(ticked),
    )  # fmt: skip


def _words_shown(requirement: Requirement, sha256: str) -> Version:
    version = version_in_force(requirement.document)
    if version is None or not secrets.compare_digest(version.sha256, sha256):
        raise CannotSign("changed")
    return version


def _keep(
    requirement: Requirement, version: Version, *, person: Person | None, name: str, how: str,
    by: audit.Actor | None, on: datetime.date | None = None, **more: Any,
) -> Signature:  # fmt: skip
    if person is not None:
        known = Signature.objects.filter(
            version=version, requirement=requirement, person=person
        ).first()
        if known is not None:
            return known
    day = on or timezone.localdate()
    with system_duty("keep a signature"):
        signature = Signature(
            version=version, requirement=requirement, person=person, name=name, how=how,
            sha256=version.sha256, signed_on=day, job_title=_job_of(person), **more,
        )  # fmt: skip
        signature.companions = _companions(requirement.document)
        signature.changes = changes_for(requirement, version, person) if person else []
        try:
            with transaction.atomic():
                signature.save()
        except IntegrityError:
            # The other of two presses was faster; both meant the same words.
            return Signature.objects.get(version=version, requirement=requirement, person=person)
    audit.record(
        "policies.signed", by=by, subject=str(version), kind="policy-version",
        subject_id=version.pk, signature=str(signature.pk), how=how, sha256=version.sha256,
    )  # fmt: skip
    if person is not None:
        duties.complete(
            DUTY, ("requirement", requirement.pk), person.pk, by=by,
            evidence=f"Signed {version} on {times.day(day)}", record=("signature", signature.pk),
        )  # fmt: skip
    return signature


def changes_for(requirement: Requirement, version: Version, person: Person) -> list[dict[str, str]]:
    """Return the paragraphs that changed since a person last signed; none for a first signature."""
    before = signed_before(requirement, version, person)
    if before is None:
        return []
    pieces = words.compared(before.version.text, version.text)
    return [{"change": one.change, "text": one.text} for one in pieces if one.change != "kept"]


def _job_of(person: Person | None) -> str:
    if person is None:
        return ""
    job = person.employments.filter(spans(timezone.localdate())).order_by("-since").first()
    return job.job_title if job else ""


def _companions(document: Document) -> list[dict[str, str]]:
    found = []
    for companion in document.companions.select_related("linked"):
        version = version_in_force(companion.linked) if companion.linked else None
        if version is not None:
            found.append(
                {"title": companion.name, "label": version.label, "sha256": version.sha256}
            )
    return found


@transaction.atomic
def sign_on_paper(
    requirement: Requirement, person: Person, *, by: Person, on: datetime.date,
    scan: tuple[str, bytes],
) -> Signature:  # fmt: skip
    """Enter a signature given on paper under the version in force, with its scan.

    Raises CannotSign("own") for one's own, "nothing" where no version is in force, "day" for a
    day before that version or one to come; files.Refused for a scan that is not taken.
    """
    version = version_in_force(requirement.document)
    if by.pk == person.pk:
        raise CannotSign("own")
    if version is None or version.effective_from is None:
        raise CannotSign("nothing")
    if on > timezone.localdate() or on < version.effective_from:
        raise CannotSign("day")
    stored = files.seal(
        scan[0], io.BytesIO(scan[1]), record_kind="paper-signature", record_id=version.pk,
        circle=None, by=by,
    )  # fmt: skip
    return _keep(
        requirement, version, person=person, name=str(person), how=Signature.How.PAPER, by=by,
        on=on, entered_by_name=str(by), paper_id=stored.pk, statements=requirement.statements,
    )  # fmt: skip


@transaction.atomic
def invite_anew(version: Version) -> int:
    """Send those who signed by a link a new one: what they signed has changed. Return how many.

    Each address once for what it was asked, and only where no link waits for it already.
    """
    given = Invitation.objects.filter(
        requirement__document=version.document, requirement__ended_on__isnull=True,
        signature__version__number__lt=version.number, withdrawn_on__isnull=True,
    ).select_related("requirement", "person").order_by("sent_at")  # fmt: skip
    latest = {(one.requirement_id, one.email.casefold()): one for one in given}
    today, sent = timezone.localdate(), 0
    for one in latest.values():
        waits = Invitation.objects.filter(
            requirement=one.requirement, email__iexact=one.email, withdrawn_on__isnull=True,
            expires_on__gte=today,
        ).filter(Q(signature=None) | Q(signature__version=version))  # fmt: skip
        if (one.person is None or one.person.left_on is None) and not waits.exists():
            invite(one.requirement, by=None, name=one.name, email=one.email, person=one.person)
            sent += 1
    return sent


@transaction.atomic
def invite(
    requirement: Requirement, *, by: audit.Actor | None, name: str, email: str,
    person: Person | None = None,
) -> Invitation:  # fmt: skip
    """Send somebody without an account a link by which they sign; it works once, for a month."""
    invitation = Invitation.objects.create(
        requirement=requirement, name=name, email=email, person=person,
        expires_on=timezone.localdate() + datetime.timedelta(days=LINK_DAYS),
    )  # fmt: skip
    audit.record(
        "policies.invited", by=by, subject=str(requirement), kind="requirement",
        subject_id=requirement.pk, invitation=str(invitation.pk),
    )  # fmt: skip
    jobs.defer("policies.send-link", invitation_id=invitation.pk)
    return invitation


@transaction.atomic
def sign_by_link(
    invitation_id: UUID, *, name: str, sha256: str, ticked: Sequence[str],
    answers: Sequence[int] = (),
) -> Signature:  # fmt: skip
    """Take the signature of somebody who came by a link; it can be used once.

    Raises CannotSign("link") for one that is used, withdrawn or over, "check" where an answer to
    the requirement's questions is wrong; and as ``sign`` does.
    """
    with system_duty("take a signature by a link"):
        invitation = Invitation.objects.select_for_update().get(pk=invitation_id)
        over = invitation.expires_on < timezone.localdate() or invitation.withdrawn_on
        if invitation.signature_id or over:
            raise CannotSign("link")
        requirement = invitation.requirement
        version = _words_shown(requirement, sha256)
        if set(ticked) != set(requirement.statements):
            raise CannotSign("statements")
        if list(answers) != [int(question["right"]) for question in requirement.questions]:
            raise CannotSign("check")
        signature = _keep(
            requirement, version, person=invitation.person, name=name, how=Signature.How.LINK,
            by=None, statements=list(ticked),
        )  # fmt: skip
        invitation.signature = signature
        invitation.save(update_fields=["signature"])
    return signature
