"""Send a report another way: when more people are named in it, or nobody is left who reads it."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.access import api as access
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.notices import api as notices
from lanyard.people.models import Person
from lanyard.rooms.concerns import sentences, trail
from lanyard.rooms.concerns.actions import triage
from lanyard.rooms.concerns.actions.chronology import Kind, add_line
from lanyard.rooms.concerns.actions.open import RECEIVES, apply_route, tell_chosen_adult
from lanyard.rooms.concerns.addresses import of_concern
from lanyard.rooms.concerns.matters import Named, matter_of_concern
from lanyard.rooms.concerns.models import Case, Concern, Involved, Receipt
from lanyard.rooms.concerns.readers import audit_circle, exclusions_of
from lanyard.rooms.concerns.routing import Routed, chain_for, route


@transaction.atomic
def name_more(receipt: Receipt, people: Iterable[Named], *, by: Person) -> None:
    """Add people to a report that its reporter sent before; whoever is a subject is kept out.

    Raises PermissionError where the report is somebody else's.
    """
    if receipt.reporter_id != by.pk:
        raise PermissionError("This report is somebody else's.")
    with system_duty("add people to a report"):
        concern = Concern.objects.select_related("circle").get(pk=receipt.concern_id)
    _name(concern, people)
    _send_on(concern, by=by)


@transaction.atomic
def name_in_report(concern: Concern, people: Iterable[Named], *, by: Person) -> Routed:
    """Add people to a report that one reads; whoever is a subject is kept out, and it may move.

    Raises Concern.DoesNotExist for somebody who may not read it.
    """
    Concern.objects.get(pk=concern.pk)
    named = list(people)
    _name(concern, named)
    trail.on_report("people-named", concern, by=by, count=len(named))
    return _send_on(concern, by=by)


def _name(concern: Concern, people: Iterable[Named]) -> None:
    with system_duty("add people to a report"):
        for named in people:
            Involved.objects.create(
                concern=concern, person_id=named.person_id, name=named.name[:200],
                part=named.part, relation=named.relation, conflict=named.conflict,
            )  # fmt: skip


def _send_on(concern: Concern, *, by: Person) -> Routed:
    routed = reroute(concern, by=by)
    if concern.case_id is not None:
        _bring_into_case(concern, concern.case_id)
    return routed


def _bring_into_case(concern: Concern, case_id: UUID) -> None:
    """Let the case know who was named besides; its holder looks at it again."""
    with system_duty("bring people into a case"):
        case = Case.objects.get(pk=case_id)
        triage.bring_people(concern, case)
        holder = [case.holder_id] if case.holder_id else []
    add_line(
        case, kind=Kind.PEOPLE, by=None, source=("concern", concern.pk),
        text=_("Somebody more was named in report %(reference)s.")
        % {"reference": concern.reference},
    )  # fmt: skip
    notices.notify(
        "concerns.case", holder, event=f"named-more:{concern.pk}:{concern.involved.count()}",
        url=reverse("concerns:case", args=[case.pk]), subject_kind="case", subject_id=case.pk,
    )  # fmt: skip


@transaction.atomic
def keep_out_of_report(concern: Concern, person: Person, *, because: str, by: Person) -> None:
    """Keep somebody out of a report and its case; where it goes is worked out anew.

    What let them read it ends. Raises ValueError without a reason.
    """
    if not because.strip():
        raise ValueError(_("Say what the conflict of interest is."))
    with system_duty("keep somebody out of a report"):
        access.exclude("concern", concern.pk, person.pk, because=because)
        access.end_grant("concern", concern.pk, person.pk)
        if concern.case_id is not None:
            access.exclude("case", concern.case_id, person.pk, because=because)
            access.end_grant("case", concern.case_id, person.pk)
    trail.on_report("kept-out", concern, by=by, because=because, person=str(person))
    reroute(concern, by=by)


@transaction.atomic
def reroute(concern: Concern, *, by: Person | None) -> Routed:
    """Decide again who receives a report, as it now stands, and tell whoever is new.

    Those kept out before stay out. Its circle, its readers by name and all that belongs to it
    follow. A report that is in a case stays with the case; see ``_follow_case``.
    """
    with system_duty("send a report another way"):
        concern = Concern.objects.select_related("circle", "reporter").get(pk=concern.pk)
        version = profile_in_force()
        routed = route(matter_of_concern(concern), version, also_kept=exclusions_of(concern))
        if concern.case_id is None:
            _end_old_readers(concern, routed)
            concern.circle = access.circle_of(routed.roles)
            concern.save(update_fields=["circle"])
            apply_route(concern, routed)
            reached = list(routed.recipients)
        else:
            reached = _follow_case(concern.case_id, routed)
        told = sentences.titles(routed.told, version)
        Receipt.objects.filter(concern=concern).update(sent_to=told)
        audit.record(
            "concerns.routed", by=by, subject=concern.reference, kind="concern",
            subject_id=concern.pk, circle=audit_circle(concern), recipients=told,
        )  # fmt: skip
        notices.notify(
            "concerns.received", [p for p in reached if p != concern.chosen_adult_id],
            url=of_concern(concern),
            event=f"concern-received:{concern.pk}", subject_kind="concern",
            subject_id=concern.pk, due=concern.acknowledge_by,
            chain=chain_for(routed, version),
        )  # fmt: skip
        tell_chosen_adult(concern, reached)
    return routed


def _end_old_readers(concern: Concern, routed: Routed) -> None:
    for grant in access.readers_by_grant("concern", concern.pk):
        received = grant.because == RECEIVES and grant.person_id not in routed.people
        if received or grant.person_id in routed.kept_out:
            access.end_grant("concern", concern.pk, grant.person_id)


def _follow_case(case_id: UUID, routed: Routed) -> list[UUID]:
    """Keep people out of a case and of its reports; return whom to tell.

    A report that is in a case is read by whoever reads the case, and by nobody more: its own route
    is over (the case may be behind a wall by now). Only a case that this leaves without a single
    reader moves along the new route, with all of its reports.
    """
    case = Case.objects.select_related("circle").get(pk=case_id)
    reports = list(Concern.objects.filter(case=case))
    for person, because in routed.kept_out.items():
        access.exclude("case", case.pk, person, because=because)
        for report in reports:
            access.exclude("concern", report.pk, person, because=because)
    held = [p for role in case.circle.roles for p in access.holders_of(role)]
    named = [grant.person_id for grant in access.readers_by_grant("case", case.pk)]
    if not all(person in routed.kept_out for person in [*held, *named]):
        return []
    circle = access.circle_of(routed.roles)
    Case.objects.filter(pk=case.pk).update(circle=circle)
    Concern.objects.filter(case=case).update(circle=circle)
    for person in routed.people:
        access.grant("case", case.pk, person, because=RECEIVES)
        for report in reports:
            access.grant("concern", report.pk, person, because=RECEIVES)
    return list(routed.recipients)
