"""What the home page shows of a person's duties."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from lanyard.engine.duties.queries import overdue_count, owed_by, reports_of, shown_to
from lanyard.foundation.access.api import may
from lanyard.foundation.registry.manifest import DueItem
from lanyard.people.api import Person

#: A duty shows on the home page from so many days before it is due.
_AHEAD = datetime.timedelta(days=30)


def due(person: Person) -> Iterator[DueItem]:
    """Give what is due from a person soon, or overdue, and how much of their team's is overdue."""
    today = timezone.localdate()
    for one in shown_to(person, owed_by(person).filter(due__lte=today + _AHEAD)):
        if one.state_on(today) != "waived":
            yield DueItem(one.title, one.url or reverse("duties:mine"), due=one.due)
    yield from of_team(person)


def of_team(person: Person) -> Iterator[DueItem]:
    """Give a line manager how much of their team's is overdue."""
    today = timezone.localdate()
    if may(person.pk, "duties.team"):
        late = overdue_count(on=today, people=reports_of(person).values_list("pk", flat=True))
        if late:
            words = ngettext(
                "%(late)s thing is overdue in your team",
                "%(late)s things are overdue in your team",
                late,
            )
            yield DueItem(words % {"late": late}, reverse("duties:team"))
