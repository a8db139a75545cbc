"""Write a plan in bulk, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.organisations.api import current_organisation_id
from lanyard.foundation.registry import api as registry
from lanyard.people.actions.belonging import leave_many
from lanyard.people.actions.vulnerability import circle_of_flags
from lanyard.people.imports.plan import Plan
from lanyard.people.imports.standing import ENTITIES, SPANS, Span, SpanKind
from lanyard.people.models import ExternalId, GuardianLink, Person, Vulnerability

#: Called with a step's name and how many rows it writes.
Progress = Callable[[str, int], None]
_AT_ONCE = 2_000


class NotApplied(Exception):
    """The plan may not be applied; the message says why. Nothing was written."""


def hold_imports() -> None:
    """Let one import of the organisation plan and apply at a time, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext('lanyard.people.import'), hashtext(%s))",
            [str(current_organisation_id())],
        )


@transaction.atomic
def apply_plan(
    plan: Plan,
    *,
    by: Person | None,
    files: Mapping[str, str],
    confirm_leavers: bool = False,
    progress: Progress | None = None,
) -> None:
    """Write a plan, all of it or none, and record it. ``files`` is each file's name and SHA-256.

    Raises NotApplied where the set has errors, or where more than a fifth would leave and that was
    not confirmed.
    """
    if not plan.can_apply:
        raise NotApplied(f"The set has {plan.problems.errors} errors. Nothing was changed.")
    if plan.too_many_leavers and not confirm_leavers:
        raise NotApplied(
            f"{len(plan.leavers)} of {plan.present} people would leave. That is more than a fifth: "
            "check that the set is whole, then confirm. Nothing was changed."
        )
    _write(plan, progress or _silently)
    leave_many(plan.leavers, by=by)
    audit.record(
        "people.imported", by=by, subject=plan.system, kind="import", full=plan.full,
        files=dict(files), **plan.summary(),
    )  # fmt: skip
    registry.announce("people.imported", by=by)


def _silently(step: str, rows: int) -> None:
    """Report no progress."""


def _write(plan: Plan, progress: Progress) -> None:
    _free_emails(plan)
    for slug, model in ENTITIES.items():
        progress(
            slug, _add(model, plan.new.get(slug, ())) + _change(model, plan.changed.get(slug, ()))
        )
    progress("external id", _add_external(plan))
    for kind in SPANS:
        new = (_span_row(kind, span) for span in plan.new_spans.get(kind.slug, ()))
        changed = (_span_row(kind, span) for span in plan.changed_spans.get(kind.slug, ()))
        progress(kind.slug, _add(kind.model, new) + _change(kind.model, changed))
    progress(
        "guardian",
        _add(GuardianLink, plan.new_guardians) + _change(GuardianLink, plan.changed_guardians),
    )
    progress("vulnerability", len(plan.sent_vulnerabilities))
    _add_vulnerabilities(plan)


def _free_emails(plan: Plan) -> None:
    """Blank the e-mails that change, so that two people may swap theirs in one go."""
    changed = [row["id"] for row in plan.changed.get("person", ())]
    if changed:
        Person.objects.filter(pk__in=changed).exclude(email="").update(email="")


def _add(model: type[models.Model], rows: Iterable[Mapping[str, Any]]) -> int:
    made = model._default_manager.bulk_create((model(**row) for row in rows), batch_size=_AT_ONCE)
    return len(made)


def _change(model: type[models.Model], rows: Iterable[Mapping[str, Any]]) -> int:
    fields = [
        field.name for field in model._meta.concrete_fields
        if not field.primary_key and field.name != "organisation"
    ]  # fmt: skip
    made = model._default_manager.bulk_create(
        (model(**row) for row in rows), batch_size=_AT_ONCE,
        update_conflicts=True, unique_fields=["id"], update_fields=fields,
    )  # fmt: skip
    return len(made)


def _add_external(plan: Plan) -> int:
    return _add(
        ExternalId,
        (
            {"system": system, "kind": kind, "value": value, "target_id": target}
            for system, kind, value, target in plan.external
        ),
    )


def _span_row(kind: SpanKind, span: Span) -> dict[str, Any]:
    row = {
        "id": span.pk, "since": span.since, "until": span.until, "source": span.source,
        **dict(zip(kind.key, span.key, strict=True)),
        **dict(zip(kind.values, span.values, strict=True)),
    }  # fmt: skip
    return {**row, kind.named: span.name} if kind.named else row


def _add_vulnerabilities(plan: Plan) -> None:
    """Add the flags that do not stand yet, and tell nobody but their circle how many those were."""
    if not plan.sent_vulnerabilities:
        return
    # The importer need not be of the circle that reads the flags.
    with system_duty("import vulnerability flags"):
        circle = circle_of_flags()
        stands = set(
            Vulnerability.objects.filter(until__isnull=True).values_list("person_id", "kind")
        )
        made = Vulnerability.objects.bulk_create(
            (
                Vulnerability(
                    person_id=person, kind=kind, since=since, note=note, source=plan.system,
                    circle_id=circle,
                )
                for person, kind, since, note in plan.sent_vulnerabilities
                if (person, kind) not in stands
            ),
            batch_size=_AT_ONCE,
        )  # fmt: skip
    if made:
        _record_flags(plan, len(made))


def _record_flags(plan: Plan, flags: int) -> None:
    audit.record(
        "people.vulnerability-imported", by=None, subject=plan.system, circle=circle_of_flags(),
        flags=flags, on=timezone.localdate().isoformat(),
    )  # fmt: skip
