"""Take somebody through their induction: note what was gone through, confirm it, sign it off."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from lanyard.engine.duties import api as duties
from lanyard.foundation.audit import api as audit
from lanyard.people.api import Person
from lanyard.rooms.training import induction
from lanyard.rooms.training.models import InductionSignedOff, InductionStep


class NotYet(ValueError):
    """An induction lacks something; the text names what."""


def _line(person: Person, item: str) -> induction.Line:
    found = induction.of_person(person, on=timezone.localdate())
    for line in found.lines if found else ():
        if line.item.slug == item:
            return line
    raise NotYet(item)


@transaction.atomic
def go_through(person: Person, item: str, *, by: Person) -> InductionStep:
    """Note that an item was gone through with somebody today; they confirm it themselves.

    Raises NotYet for an item that is not theirs, for a receipt, which is the person's own, and for
    one's own induction (COM-SAF-03: both people say it).
    """
    line = _line(person, item)
    if line.item.receipt or person.pk == by.pk:
        raise NotYet(line.item.title)
    if line.step is not None:
        return line.step
    step = InductionStep.objects.create(person=person, item=item, on=timezone.localdate(), by=by)
    _note("training.induction-step", person, line, by)
    return step


@transaction.atomic
def confirm(item: str, *, by: Person) -> InductionStep:
    """Let somebody say that an item was gone through with them, or give their own receipt.

    Raises NotYet where nobody has gone through it, or it is no item of theirs.
    """
    line, today = _line(by, item), timezone.localdate()
    step = line.step
    if step is not None and step.confirmed_on is not None:
        return step
    if step is not None:
        step.confirmed_on = today
        step.save(update_fields=["confirmed_on"])
    elif line.item.receipt:
        step = InductionStep.objects.create(person=by, item=item, on=today, confirmed_on=today)
    else:
        raise NotYet(line.item.title)
    _note("training.induction-confirmed", by, line, by)
    return step


@transaction.atomic
def sign_off(person: Person, *, by: Person) -> InductionSignedOff:
    """Say that an induction is complete.

    Raises NotYet naming what is missing: an item that one of the two has not said, the policy
    among them (COM-CMS-06), or a module of a learner's induction (COM-LRN-04); and for one's own.
    """
    found = induction.of_person(person, on=timezone.localdate())
    if found is None or person.pk == by.pk:
        raise NotYet(str(person))
    if found.missing:
        raise NotYet(", ".join(found.missing))
    signed, new = InductionSignedOff.objects.get_or_create(
        person=person, defaults={"on": timezone.localdate(), "by_name": str(by)}
    )
    if new:
        audit.record(
            "training.induction-signed-off", by=by, subject=str(person), kind="induction",
            subject_id=signed.pk, person=str(person.pk),
        )  # fmt: skip
        who = induction.inductors([person.pk], on=timezone.localdate())
        duties.recompute_people(who.get(person.pk, ()))
    return signed


def _note(verb: str, person: Person, line: induction.Line, by: Person) -> None:
    audit.record(
        verb, by=by, subject=line.item.title, kind="induction", subject_id=person.pk,
        person=str(person.pk),
    )  # fmt: skip
