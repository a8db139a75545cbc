"""What the room knows of a message: approved channels, the time, and the hours agreed."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from lanyard.engine.policy.api import Hours
from lanyard.people.api import Person
from lanyard.rooms.contact.models import ListedChannel, Use
from lanyard.rooms.contact.queries import college_hours, hours_of, listed


def supply(asker: Person, said: Mapping[str, Any], on: datetime.date) -> dict[str, Any]:
    """Return what is known of a message. Nobody's own word approves a channel (OAK-4.6-03).

    The time matters, and is looked at, where the policy has hours.
    """
    rows = listed(Use.WRITE)
    facts: dict[str, Any] = {"approved_channels": sorted({one.sends for one in rows if one.sends})}
    college = college_hours()
    if college is None:
        return facts
    if "at" not in said:
        facts["at"] = _now().replace(tzinfo=None, second=0, microsecond=0).isoformat()
    if "hours" not in said:
        at = datetime.datetime.fromisoformat(str(said.get("at") or facts["at"]))
        channel = next((one for one in rows if one.sends == said.get("channel")), None)
        hours = _agreed(asker, channel, at, college)
        if hours is not None:
            facts["hours"] = {"from": f"{hours[0]:%H:%M}", "to": f"{hours[1]:%H:%M}"}
    return facts


def _now() -> datetime.datetime:
    return timezone.localtime()


def _agreed(
    asker: Person, channel: ListedChannel | None, at: datetime.datetime, college: Hours
) -> tuple[datetime.time, datetime.time] | None:
    """Return the hours agreed with the asker for that day, else the channel's, else None."""
    own = hours_of(asker)
    if own is not None and at.isoweekday() in own.days:
        return own.opens, own.closes
    if at.isoweekday() in college.days and channel is not None and channel.opens and channel.closes:
        return channel.opens, channel.closes
    return None
