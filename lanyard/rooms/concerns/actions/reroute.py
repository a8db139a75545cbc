"""Send a report another way: when more people are named in it, or nobody is left who reads it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.access import api as access
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.notices import api as notices
from lanyard.people.models import Person
from lanyard.rooms.concerns import sentences
from lanyard.rooms.concerns.actions.open import RECEIVES, apply_route
from lanyard.rooms.concerns.addresses import of_concern
from lanyard.rooms.concerns.matters import Named, matter_of_concern
from lanyard.rooms.concerns.models import Case, Concern, Involved, Receipt
from lanyard.rooms.concerns.readers import audit_circle, exclusions_of, present_readers
from lanyard.rooms.concerns.routing import Routed, route


@transaction.atomic
def name_more(receipt: Receipt, people: Iterable[Named], *, by: Person) -> None:
    """Add people to a report that its reporter sent before; whoever is a subject is kept out.

    Raises PermissionError where the report is somebody else's.
    """
    if receipt.reporter_id != by.pk:
        raise PermissionError("This report is somebody else's.")
    with system_duty("add people to a report"):
        concern = Concern.objects.select_related("circle").get(pk=receipt.concern_id)
        for named in people:
            Involved.objects.create(
                concern=concern, person_id=named.person_id, name=named.name[:200],
                part=named.part, relation=named.relation, conflict=named.conflict,
            )  # fmt: skip
    reroute(concern, by=by)


@transaction.atomic
def keep_out_of_report(concern: Concern, person: Person, *, because: str, by: Person) -> None:
    """Keep somebody out of a report; where that leaves nobody to read it, it goes another way."""
    with system_duty("keep somebody out of a report"):
        access.exclude("concern", concern.pk, person.pk, because=because)
        left = present_readers(Concern.objects.select_related("circle").get(pk=concern.pk))
    if not left:
        reroute(concern, by=by)


@transaction.atomic
def reroute(concern: Concern, *, by: Person | None) -> Routed:
    """Decide again who receives a report, as it now stands, and tell whoever is new.

    Those kept out before stay out. Its circle, its readers by name and all that belongs to it
    follow; so does the case that it was joined to, as far as keeping people out goes.
    """
    with system_duty("send a report another way"):
        concern = Concern.objects.select_related("circle", "reporter").get(pk=concern.pk)
        version = profile_in_force()
        routed = route(matter_of_concern(concern), version, also_kept=exclusions_of(concern))
        _end_old_readers(concern, routed)
        concern.circle = access.circle_of(routed.roles)
        concern.save(update_fields=["circle"])
        apply_route(concern, routed)
        told = sentences.titles(routed.told, version)
        Receipt.objects.filter(concern=concern).update(sent_to=told)
        _keep_out_of_case(concern, routed)
        audit.record(
            "concerns.routed", by=by, subject=concern.reference, kind="concern",
            subject_id=concern.pk, circle=audit_circle(concern), recipients=told,
        )  # fmt: skip
        notices.notify(
            "concerns.received", routed.recipients, url=of_concern(concern),
            event=f"concern-received:{concern.pk}", subject_kind="concern",
            subject_id=concern.pk, due=concern.acknowledge_by,
        )  # fmt: skip
    return routed


def _end_old_readers(concern: Concern, routed: Routed) -> None:
    for grant in access.readers_by_grant("concern", concern.pk):
        received = grant.because == RECEIVES and grant.person_id not in routed.people
        if received or grant.person_id in routed.kept_out:
            access.end_grant("concern", concern.pk, grant.person_id)


def _keep_out_of_case(concern: Concern, routed: Routed) -> None:
    """Keep the same people out of the case; a case that nobody could read moves with the report."""
    if concern.case_id is None:
        return
    for person, because in routed.kept_out.items():
        access.exclude("case", concern.case_id, person, because=because)
    case = Case.objects.select_related("circle").get(pk=concern.case_id)
    held = [p for role in case.circle.roles for p in access.holders_of(role)]
    named = [grant.person_id for grant in access.readers_by_grant("case", case.pk)]
    if all(person in routed.kept_out for person in [*held, *named]):
        case.circle_id = concern.circle_id
        case.save(update_fields=["circle"])
        for person in routed.people:
            access.grant("case", case.pk, person, because=RECEIVES)
