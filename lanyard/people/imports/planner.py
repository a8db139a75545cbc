"""Compare a batch with the database: the dry run."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from lanyard.foundation.database.fields import time_ordered_id
from lanyard.people.imports.batch import (
    Batch,
    EmploymentLine,
    EnrolmentLine,
    GuardianLine,
    MembershipLine,
    PersonLine,
)
from lanyard.people.imports.entities import (
    EMPLOYER,
    GROUP,
    PERSON,
    SITE,
    References,
    plan_entities,
)
from lanyard.people.imports.plan import Plan
from lanyard.people.imports.spans import Wanted, plan_spans
from lanyard.people.imports.standing import SPANS, Span, Standing, Values, standing
from lanyard.people.models import AgeBand
from lanyard.people.queries import kept_out_of_groups

Spans = dict[str, dict[tuple[Any, ...], list[Span]]]


def plan_import(batch: Batch, *, today: datetime.date, full: bool = False) -> Plan:
    """Say what applying a batch would do. ``full`` means: whoever is not in it has left."""
    plan = Plan(batch.system, today, full, batch.problems)
    stands = standing()
    refs = References(batch.system, stands)
    plan_entities(SITE, batch.sites, batch, plan, refs)
    plan_entities(EMPLOYER, batch.employers, batch, plan, refs)
    people = plan_entities(PERSON, batch.people, batch, plan, refs)
    plan_entities(GROUP, batch.groups, batch, plan, refs)
    _check_emails(people, stands, plan)
    born = _births(stands, plan)
    wanted = {
        "employment": list(_employments(batch.employments, plan, refs)),
        "enrolment": list(_enrolments(batch.enrolments, born, plan, refs)),
        "membership": list(_memberships(batch.memberships, plan, refs)),
    }
    after: Spans = {
        kind.slug: plan_spans(kind, wanted[kind.slug], stands.spans[kind.slug], plan)
        for kind in SPANS
    }
    guarding = _plan_guardians(batch.guardians, stands, plan, refs)
    _plan_vulnerabilities(batch, plan, refs)
    _settle(set(people), after, guarding, stands, plan)
    return plan


def _check_emails(people: dict[UUID, PersonLine], stands: Standing, plan: Plan) -> None:
    owner: dict[str, UUID] = {
        row["email"].lower(): pk for pk, row in stands.entities["person"].items() if row["email"]
    }
    for row in plan.changed.get("person", []):
        before = stands.entities["person"][row["id"]]["email"].lower()
        if before != row["email"].lower() and owner.get(before) == row["id"]:
            del owner[before]
    for row in (*plan.changed.get("person", []), *plan.new.get("person", [])):
        if not row["email"] or owner.setdefault(row["email"].lower(), row["id"]) == row["id"]:
            continue
        line = people[row["id"]]
        if line.email_is_contact:
            row["email"] = stands.entities["person"].get(row["id"], {"email": ""})["email"]
            plan.problems.warn(
                line.where, "The e-mail address is somebody else's; it was left out."
            )
        else:
            plan.problems.error(line.where, "The e-mail address is already somebody else's.")


def _births(stands: Standing, plan: Plan) -> dict[UUID, datetime.date | None]:
    born = {pk: row["born"] for pk, row in stands.entities["person"].items()}
    for row in (*plan.new.get("person", []), *plan.changed.get("person", [])):
        born[row["id"]] = row["born"]
    return born


def _employments(lines: Iterable[EmploymentLine], plan: Plan, refs: References) -> Iterator[Wanted]:
    for line in lines:
        person = refs.need("person", line.person_ref, line.where, plan)
        manager = refs.need("person", line.line_manager_ref, line.where, plan)
        site = refs.need("site", line.site_ref, line.where, plan)
        if person is not None:
            yield Wanted(
                line.where,
                (person,),
                line.job_title,
                (manager, site),
                (None, None),
                line.since,
                line.until,
            )


def _enrolments(
    lines: Iterable[EnrolmentLine],
    born: dict[UUID, datetime.date | None],
    plan: Plan,
    refs: References,
) -> Iterator[Wanted]:
    for line in lines:
        person = refs.need("person", line.person_ref, line.where, plan)
        employer = refs.need("employer", line.employer_ref, line.where, plan)
        site = refs.need("site", line.site_ref, line.where, plan)
        if person is not None:
            band = band_on(born.get(person), line.since or plan.today)
            values = (line.band, line.apprentice, employer, site)
            yield Wanted(
                line.where,
                (person,),
                line.programme,
                values,
                (band, False, None, None),
                line.since,
                line.until,
            )


def band_on(born: datetime.date | None, day: datetime.date) -> AgeBand:
    """Return the provision that an age on 31 August before the year of study puts a learner in.

    Somebody whose birth date is not known is taken to be under 18: the product's own default.
    """
    if born is None:
        return AgeBand.YOUNG
    start = day.year if day.month >= 9 else day.year - 1
    age = start - born.year - (1 if born.month > 8 else 0)
    if age < 16:
        return AgeBand.SCHOOL_AGE
    return AgeBand.YOUNG if age < 19 else AgeBand.ADULT


def _memberships(lines: Iterable[MembershipLine], plan: Plan, refs: References) -> Iterator[Wanted]:
    kept_out = kept_out_of_groups(on=plan.today)
    for line in lines:
        group = refs.need("group", line.group_ref, line.where, plan)
        person = refs.need("person", line.person_ref, line.where, plan)
        if person in kept_out:
            plan.problems.warn(line.where, "This volunteer has not signed: left out of the group.")
        elif group is not None and person is not None:
            yield Wanted(line.where, (group, person, line.part), "", (), (), line.since, line.until)


def _plan_guardians(
    lines: Iterable[GuardianLine], stands: Standing, plan: Plan, refs: References
) -> set[UUID]:
    """Plan the links; return everybody who is the guardian or the learner of one that stands."""
    seen: set[tuple[UUID, UUID, str]] = set()
    for line in lines:
        guardian = refs.need("person", line.guardian_ref, line.where, plan)
        learner = refs.need("person", line.learner_ref, line.where, plan)
        if guardian is None or learner is None:
            continue
        key = (guardian, learner, line.relation)
        if guardian == learner:
            plan.problems.error(line.where, "Nobody is their own guardian.")
        elif key not in seen:
            seen.add(key)
            _plan_guardian(key, line, stands.guardians.get(key), plan)
    for key, row in stands.guardians.items():
        if plan.full and row["source"] == plan.system and not row["ended_on"] and key not in seen:
            plan.count("guardian").end += 1
            plan.changed_guardians.append({**row, "ended_on": plan.today})
    ended = {row["id"] for row in plan.changed_guardians if row["ended_on"]}
    standing_keys = {
        k for k, row in stands.guardians.items() if not row["ended_on"] and row["id"] not in ended
    }
    return {pk for key in standing_keys | seen for pk in key[:1]}


def _plan_guardian(
    key: tuple[UUID, UUID, str], line: GuardianLine, row: Values | None, plan: Plan
) -> None:
    counts = plan.count("guardian")
    if row is None:
        counts.add += 1
        guardian, learner, relation = key
        plan.new_guardians.append(
            {"id": time_ordered_id(), "guardian_id": guardian, "learner_id": learner,
             "relation": relation, "source": plan.system,
             "may_contact": True if line.may_contact is None else line.may_contact}
        )  # fmt: skip
        return
    after = dict(row)
    if line.may_contact is not None:
        after["may_contact"] = line.may_contact
    if row["ended_on"]:
        after |= {"ended_on": None, "verified_on": None, "verified_by": None, "verified_how": ""}
    if after == row:
        counts.same += 1
    else:
        counts.change += 1
        plan.changed_guardians.append(after)


def _plan_vulnerabilities(batch: Batch, plan: Plan, refs: References) -> None:
    """Count the flags as sent, each once; a comparison would tell the importer who has one."""
    seen: set[tuple[UUID, str]] = set()
    for line in sorted(batch.vulnerabilities, key=lambda one: one.since or plan.today):
        person = refs.need("person", line.person_ref, line.where, plan)
        if person is None or (person, line.kind) in seen:
            continue
        seen.add((person, line.kind))
        plan.count("vulnerability").sent += 1
        plan.sent_vulnerabilities.append((person, line.kind, line.since or plan.today, line.note))


def _settle(
    listed: set[UUID], after: Spans, guarding: set[UUID], stands: Standing, plan: Plan
) -> None:
    """Find who has left and who is back, from what they would then belong to."""
    belongs, last = _belonging(after, stands, plan.today)
    belongs |= guarding
    belongs |= {pk for pk, until in stands.sponsored_until.items() if until >= plan.today}
    new = {row["id"]: row for row in plan.new.get("person", [])}
    changed = {row["id"]: row for row in plan.changed.get("person", [])}
    for pk in listed:
        if pk in new:
            new[pk]["left_on"] = None if pk in belongs else last.get(pk)
        elif pk not in belongs and pk in last:
            _leaves(pk, last[pk], stands, plan)
        elif stands.entities["person"][pk]["left_on"]:
            _returns(pk, changed, stands, plan)
    known = {
        pk
        for (system, kind, _), pk in stands.external.items()
        if (system, kind) == (plan.system, "person")
    }
    people = stands.entities["person"]
    plan.present = sum(1 for pk in known if pk in people and not people[pk]["left_on"])
    for pk in known - listed if plan.full else ():
        if pk in people and pk not in belongs:
            _leaves(pk, last.get(pk, plan.today), stands, plan)
    plan.leaver_names.sort()


def _belonging(
    after: Spans, stands: Standing, today: datetime.date
) -> tuple[set[UUID], dict[UUID, datetime.date]]:
    """Return who would belong today or later, and the last day of everybody's ended spans."""
    belongs: set[UUID] = set()
    last: dict[UUID, datetime.date] = defaultdict(lambda: datetime.date.min)
    for kind in SPANS:
        place = kind.key.index("person_id")
        for key, spans in {**stands.spans[kind.slug], **after[kind.slug]}.items():
            for span in spans:
                if span.is_open(today):
                    belongs.add(key[place])
                elif span.until is not None:
                    last[key[place]] = max(last[key[place]], span.until)
    return belongs, dict(last)


def _leaves(pk: UUID, day: datetime.date, stands: Standing, plan: Plan) -> None:
    row = stands.entities["person"][pk]
    if not row["left_on"]:
        plan.leavers[pk] = day
        plan.leaver_names.append(PERSON.label(row))


def _returns(pk: UUID, changed: dict[UUID, Values], stands: Standing, plan: Plan) -> None:
    row = changed.get(pk)
    if row is None:
        row = {**stands.entities["person"][pk]}
        plan.changed.setdefault("person", []).append(row)
        plan.count("person").change += 1
        plan.count("person").same -= 1
    row["left_on"] = None
    plan.show("person", PERSON.label(row), "is back")
