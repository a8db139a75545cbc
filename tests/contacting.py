"""Contact with everything that can hang on it, for the sweep and for looking at every page."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from lanyard.people.api import Membership, Person, spans
from lanyard.rooms.contact.actions import devices, hours, ledger, listing, places, recruiting
from lanyard.rooms.contact.models import ListedChannel, RegisteredDevice
from lanyard.rooms.contact.queries import groups_taught, listed


def stand_contact(shown: Mapping[str, Person]) -> dict[str, Any]:
    """Approve a channel, agree hours with the tutor, say where their group works."""
    tutor, head, today = shown["tutor"], shown["head"], timezone.localdate()
    group = groups_taught(tutor, today).first() or _a_group(tutor, shown["learner"])
    said = places.Somewhere(elsewhere="The learning environment", because="It was there first.")
    places.declare_places(group, {"content": said}, by=tutor)
    hours.agree_hours(
        tutor, by=shown["manager"], days=[2], opens=datetime.time(10), closes=datetime.time(20),
        because="Evening class",
    )  # fmt: skip
    channel = _a_channel(head)
    event = ledger.tell(ledger.Told(kind="messaged", on=today, place="Instagram"), by=tutor)
    device = _a_device(shown["it"])
    return {
        "contact:end-device.device_id": device.pk,
        **_recruiting(tutor, shown["hr"], head),
        **{f"contact:{name}.channel_id": channel.pk for name in ("change", "end")},
        **{f"contact:{name}.person_id": tutor.pk for name in ("agree", "unagree")},
        **{f"contact:{name}.event_id": event.pk for name in ("event", "done")},
        "contact:places.group_id": group.pk,
    }


def _recruiting(tutor: Person, hr: Person, head: Person) -> dict[str, Any]:
    """Return a screening with a finding, where the policy provides any; else what is nowhere."""
    found = [uuid.uuid4(), uuid.uuid4()]
    if recruiting.provided():
        recruiting.allow("LinkedIn", "linkedin.com", by=hr)
        one = recruiting.open_screening(
            "Sam Jones", "Lecturer", criteria=["Has led a team"], screener=tutor, panel=[head],
            by=hr,
        )  # fmt: skip
        look = recruiting.Look(
            url="https://linkedin.com/in/sam", criterion="Has led a team", found="Led six."
        )
        found = [one.pk, recruiting.record_look(one, look, by=tutor).pk]
    return {
        **{f"contact:{name}.screening_id": found[0]
           for name in ("screening", "look", "close-screening")},
        "contact:check-finding.finding_id": found[1],
    }  # fmt: skip


def _a_device(it: Person) -> RegisteredDevice:
    known = RegisteredDevice.objects.filter(tag="STANDING", ended_on=None).first()
    work = devices.Work(tag="STANDING", kind="phone", uses=["messages"])
    return known or devices.register(work, by=it)


def _a_channel(head: Person) -> ListedChannel:
    known = next((one for one in listed() if one.name == "Letters"), None)
    if known is not None:
        return known
    said = listing.Listing(name="Letters", guidance="On headed paper.", owner="dsl", uses=["write"])
    return listing.approve(said, by=head)


def _a_group(tutor: Person, learner: Person) -> Any:
    mine = Membership.objects.filter(spans(timezone.localdate()), person=tutor)
    membership = mine.exclude(part="learner").select_related("group")[0]
    Membership.objects.get_or_create(
        group=membership.group, person=learner, part="learner",
        defaults={"since": timezone.localdate()},
    )  # fmt: skip
    return membership.group
