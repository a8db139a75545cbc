"""What somebody wants taken down: theirs alone until they ask for help, and looked at again."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest
from django.utils import timezone

from lanyard.engine.duties.tests.scene import browse, staff
from lanyard.engine.profiles.api import adopt
from lanyard.foundation.database.identity import acting_as
from lanyard.foundation.notices.models import Notification
from lanyard.foundation.organisations.models import Organisation
from lanyard.foundation.registry import api as registry
from lanyard.people.api import Person
from lanyard.rooms.guidance.actions import removals
from lanyard.rooms.guidance.actions.removals import NotTheirs, ask_help
from lanyard.rooms.guidance.due import due
from lanyard.rooms.guidance.models import RemovalRequest
from lanyard.rooms.guidance.tests.scene import EARLY
from lanyard.rooms.guidance.views.removals import HELP

PATH = "/guidance/removals/"
TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)


@pytest.fixture
def tutor(college: Organisation) -> Person:
    adopt("oaklands", by=None, effective_from=EARLY, reason="Set up")
    return staff("Tia")


def noted(who: Person, on: datetime.date = TODAY) -> int:
    form = {"what": "A party picture", "platform": "Facebook", "asked_on_day": on.day,
            "asked_on_month": on.month, "asked_on_year": on.year}  # fmt: skip
    return browse(who).post(PATH, form).status_code


def seen_by(who: Person, college: Organisation) -> list[RemovalRequest]:
    with acting_as(college.pk, who.pk):
        return list(RemovalRequest.objects.all())


def test_it_is_theirs_alone_until_they_ask_for_help(tutor: Person, college: Organisation) -> None:
    marketing, other = staff("Mel", "director-marketing"), staff("Stan")
    assert noted(tutor, TODAY + DAY) == 422
    assert noted(tutor) == 302
    (one,) = seen_by(tutor, college)
    assert one.follow_up_on == TODAY + 7 * DAY
    assert RemovalRequest.objects.count() == 0, "not even the system reads it"
    assert [seen_by(who, college) for who in (marketing, other)] == [[], []]
    for step in ("gone", "stands", "help"):
        assert browse(other).post(f"{PATH}{one.pk}/{step}/").status_code == 404
    assert browse(tutor).post(f"{PATH}{one.pk}/other/").status_code == 404
    assert browse(tutor).post(f"{PATH}{one.pk}/help/").status_code == 302
    with acting_as(college.pk, other.pk), pytest.raises(NotTheirs):
        ask_help(one, by=other)
    with acting_as(college.pk, tutor.pk):
        asked = RemovalRequest.objects.get()
        before = asked.help_asked_at
        ask_help(asked, by=tutor)
        assert RemovalRequest.objects.get().help_asked_at == before
    told = Notification.objects.filter(occasion__kind="guidance.removal-help")
    assert [row.person_id for row in told] == [marketing.pk]
    assert [seen_by(who, college) for who in (marketing, other)] == [[one], []]
    with acting_as(college.pk, marketing.pk):
        assert RemovalRequest.objects.update(what="Something else") == 0
    assert "A party picture" in browse(marketing).get(PATH).content.decode()
    assert "A party picture" not in browse(other).get(PATH).content.decode()


def test_it_comes_up_again_until_it_is_gone(tutor: Person, college: Organisation) -> None:
    assert noted(tutor, TODAY - 7 * DAY) == 302
    (one,) = seen_by(tutor, college)
    with acting_as(college.pk, tutor.pk):
        assert [item.url for item in due(tutor)] == [PATH]
    assert browse(tutor).post(f"{PATH}{one.pk}/stands/").status_code == 302
    (one,) = seen_by(tutor, college)
    assert one.follow_up_on == TODAY + 7 * DAY
    with acting_as(college.pk, tutor.pk):
        assert list(due(tutor)) == []
    assert browse(tutor).post(f"{PATH}{one.pk}/gone/").status_code == 302
    (one,) = seen_by(tutor, college)
    assert one.gone_on == TODAY


def test_the_database_and_the_manifest_name_the_same_helpers() -> None:
    words = (Path(removals.__file__).parents[1] / "sql" / "removals.sql").read_text("utf-8")
    named = re.search(r"&& ARRAY\[([^]]+)\]", words)
    assert named is not None
    assert set(re.findall(r"'([a-z-]+)'", named[1])) == set(registry.permission(HELP).held_by)
