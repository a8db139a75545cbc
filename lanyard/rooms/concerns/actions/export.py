"""Give a case out on paper: who took it, why, for whom, is part of the record."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from lanyard.foundation.audit import api as audit
from lanyard.people.models import Person
from lanyard.rooms.concerns import trail
from lanyard.rooms.concerns.exports.document import gather
from lanyard.rooms.concerns.exports.paper import paper
from lanyard.rooms.concerns.exports.tables import chronology_table, register_table
from lanyard.rooms.concerns.models import Case

_FORMS = {"pdf": (paper, "application/pdf"), "csv": (chronology_table, "text/csv; charset=utf-8")}


class ExportRefused(ValueError):
    """An export that lacks its reason or its recipient; the message says which."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Exported:
    """A file to hand over, its type and the hash that the audit trail keeps."""

    name: str
    content_type: str
    content: bytes
    sha256: str


@transaction.atomic
def export_case(
    case: Case, *, by: Person, form: str, why: str, to_whom: str, mask: bool, keep: UUID | None
) -> Exported:
    """Make a case's PDF or CSV and record who took it, why and for whom (statutory duty 33).

    Raises ExportRefused where a reason or recipient is missing, or the form is unknown.
    """
    if not why.strip():
        raise ExportRefused("why", "Say why the case is given out.")
    if not to_whom.strip():
        raise ExportRefused("to_whom", "Say who it is for.")
    if form not in _FORMS:
        raise ExportRefused("form", "Choose PDF or CSV.")
    make, content_type = _FORMS[form]
    document = gather(case, made_by=str(by), why=why, to_whom=to_whom, keep=keep, mask=mask)
    content = make(document)
    digest = hashlib.sha256(content).hexdigest()
    audit.record(
        "concerns.exported", by=by, subject=case.reference, kind="case", subject_id=case.pk,
        because=why, circle=case.circle_id, to_whom=to_whom, form=form, masked=mask, sha256=digest,
    )  # fmt: skip
    return Exported(f"case-{case.reference}.{form}", content_type, content, digest)


@transaction.atomic
def export_register(*, by: Person, why: str, to_whom: str) -> Exported:
    """Make the register of the cases that the person may see, and record it (LAN-DSL-06)."""
    if not why.strip():
        raise ExportRefused("why", "Say why the register is given out.")
    if not to_whom.strip():
        raise ExportRefused("to_whom", "Say who it is for.")
    content = register_table(Case.objects.order_by("year", "number"))
    digest = hashlib.sha256(content).hexdigest()
    audit.record(
        "concerns.register-exported", by=by, subject="the register of cases", because=why,
        to_whom=to_whom, sha256=digest, circle=trail.answering_circle(),
    )  # fmt: skip
    return Exported("register.csv", "text/csv; charset=utf-8", content, digest)
