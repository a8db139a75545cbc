"""What waits for somebody's act on a record: kept in step, chased, closed, and told to few."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lanyard.engine.duties import errands, queries
from lanyard.engine.duties.actions.chase import chase
from lanyard.engine.duties.api import (
    Errand,
    Only,
    Waiting,
    complete,
    errand_done,
    keep_errands,
    needs_of,
    provide_errand,
    recompute_all,
    waive,
)
from lanyard.engine.duties.listening import people_changed
from lanyard.engine.duties.models import Definition, Occurrence, Reminder
from lanyard.engine.duties.running import keep_errands_of
from lanyard.engine.duties.tests.scene import DAY, TODAY, browse, staff
from lanyard.engine.duties.tests.test_duties import told
from lanyard.engine.duties.tests.test_pages import day, text
from lanyard.engine.profiles.api import adopt
from lanyard.foundation.access.api import hold_role
from lanyard.foundation.audit.models import Entry
from lanyard.foundation.database.identity import NOBODY, acting, acting_as
from lanyard.foundation.notices.models import Notification
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.actions import leave
from lanyard.people.api import Person

KIND = "duties.by-hand"
SECRET = "The letter about Lou"


@dataclass
class Letters:
    """Records of a made-up room: what waits, for whom, and whom it is hidden from."""

    waiting: dict[str, list[Person]] = field(default_factory=dict)
    stages: dict[str, str] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    looked_at: list[Only] = field(default_factory=list)
    since: datetime.date = TODAY
    due: datetime.date | None = TODAY + 5 * DAY

    def waits(self, on: datetime.date, only: Only) -> Iterator[Waiting]:
        self.looked_at.append(only)
        for about, people in self.waiting.items():
            if only is not None and about not in only:
                continue
            stage = self.stages.get(about, "1")
            yield Waiting(about, {one.pk for one in people}, self.since, self.due, stage)

    def touched(self, person_id: UUID, roles: Collection[str]) -> Iterator[str]:
        for about, people in self.waiting.items():
            if person_id in {one.pk for one in people} or "hr-director" in roles:
                yield about

    def tell(self, person: Person, about: Collection[str]) -> Mapping[str, tuple[str, str]]:
        return {one: (f"{SECRET} {one}", f"/letters/{one}/") for one in set(about) - self.hidden}


@pytest.fixture
def letters(college: Organisation, monkeypatch: pytest.MonkeyPatch) -> Letters:
    monkeypatch.setattr(errands, "_errands", {})
    room = Letters()
    provide_errand(
        Errand(
            kind=KIND,
            title="Answer a letter",
            waiting=room.waits,
            touched=room.touched,
            tell=room.tell,
            told=True,
            owner="hr-director",
        )
    )
    return room


def alter(**facts: Any) -> None:
    errands._errands[KIND] = replace(errands._errands[KIND], **facts)


def standing() -> set[tuple[str, str, str]]:
    """Return who owes which record at which stage."""
    rows = Occurrence.objects.filter(done_on=None, withdrawn_on=None).select_related("person")
    return {(one.person.given_name, one.about, one.period) for one in rows}


def test_it_opens_for_whoever_may_and_closes_for_all_when_one_did(letters: Letters) -> None:
    ann, ben = staff("Ann"), staff("Ben")
    letters.waiting = {"a": [ann, ben], "b": [ann]}
    assert keep_errands(KIND) == 3
    assert standing() == {("Ann", "a", "1"), ("Ben", "a", "1"), ("Ann", "b", "1")}
    assert keep_errands(KIND) == 0
    assert Definition.objects.count() == 1
    del letters.waiting["a"]
    errand_done(KIND, "a", by=ben, evidence="Answered", record=("letter", "a"))
    assert standing() == {("Ann", "b", "1")}
    done = Occurrence.objects.get(done_on=TODAY)
    assert (done.person, done.evidence, done.evidence_id, done.done_by_name) == (
        ben, "Answered", "a", "Ben Example"
    )  # fmt: skip
    # The act has its own entry in the trail; a second one would tell more people of it.
    assert not Entry.objects.filter(verb="duties.done").exists()


def test_a_deputy_who_acted_is_the_one_on_record(letters: Letters) -> None:
    ann, dee = staff("Ann"), staff("Dee")
    letters.waiting = {"a": [ann]}
    keep_errands(KIND)
    letters.waiting = {}
    errand_done(KIND, "a", by=dee, evidence="Answered")
    assert [one.person for one in Occurrence.objects.filter(done_on=TODAY)] == [dee]
    assert standing() == set()
    errand_done(KIND, "a", by=ann, evidence="Too late")
    assert Occurrence.objects.filter(done_on=TODAY).count() == 1


def test_it_follows_the_record_its_stages_its_day_and_its_people(letters: Letters) -> None:
    ann, ben = staff("Ann"), staff("Ben")
    letters.waiting = {"a": [ann]}
    keep_errands(KIND)
    letters.waiting, letters.due = {"a": [ben]}, TODAY + 9 * DAY
    assert recompute_all() == 2
    assert standing() == {("Ben", "a", "1")}
    letters.waiting["a"] = [ann, ben]
    keep_errands(KIND)
    assert Occurrence.objects.count() == 2
    assert {one.due for one in Occurrence.objects.all()} == {TODAY + 9 * DAY}
    letters.stages["a"] = "2"
    keep_errands(KIND)
    assert standing() == {("Ann", "a", "2"), ("Ben", "a", "2")}
    leave(ben, by=None, on=TODAY - DAY)
    assert standing() == {("Ann", "a", "2")}


def test_a_change_of_one_person_looks_at_what_concerns_them_alone(letters: Letters) -> None:
    ann, ben, hal = staff("Ann"), staff("Ben"), staff("Hal")
    letters.waiting = {"a": [ann, ben], "b": [ben], "c": [hal]}
    keep_errands(KIND)
    letters.looked_at.clear()
    people_changed(person_id=staff("Cy").pk)
    assert letters.looked_at == []
    people_changed(person_id=ann.pk)
    assert letters.looked_at == [{"a"}]
    # What waits for them no more is looked at as well, and what waits for their post.
    letters.waiting["a"].remove(ann)
    letters.looked_at.clear()
    people_changed(person_id=ann.pk)
    assert letters.looked_at == [{"a"}]
    assert standing() == {("Ben", "a", "1"), ("Ben", "b", "1"), ("Hal", "c", "1")}
    letters.looked_at.clear()
    hold_role("hr-director", ann.pk, since=TODAY)
    people_changed(person_id=ann.pk)
    assert letters.looked_at == [{"a", "b", "c"}]


def test_what_waits_for_a_vacant_post_is_asked_of_its_next_holder(letters: Letters) -> None:
    letters.waiting = {"a": []}
    keep_errands(KIND)
    assert standing() == set()
    ann = staff("Ann")
    letters.waiting = {"a": [ann]}
    people_changed(person_id=ann.pk)
    assert standing() == {("Ann", "a", "1")}


def test_where_nothing_ever_waited_a_change_of_a_person_asks_little(letters: Letters) -> None:
    ann = staff("Ann")
    with CaptureQueriesContext(connection) as caught:
        keep_errands_of(ann.pk)
    assert len(caught) <= 5
    assert letters.looked_at == []


def test_a_record_kept_in_step_leaves_the_others(letters: Letters) -> None:
    ann = staff("Ann")
    letters.waiting = {"a": [ann], "b": [ann], "c": [ann]}
    keep_errands(KIND)
    letters.waiting = {"d": [ann]}
    letters.looked_at.clear()
    assert keep_errands(KIND, about=["b", "d"]) == 2
    assert standing() == {("Ann", "a", "1"), ("Ann", "c", "1"), ("Ann", "d", "1")}
    errand_done(KIND, "c", by=ann, evidence="Answered")
    assert letters.looked_at == [{"b", "d"}, {"c"}]
    assert standing() == {("Ann", "a", "1"), ("Ann", "d", "1")}


def test_days_are_counted_in_working_days_where_the_record_names_none(letters: Letters) -> None:
    alter(working_days=5)
    letters.waiting, letters.due = {"a": [staff("Ann")]}, None
    letters.since = datetime.date(2026, 12, 21)
    keep_errands(KIND)
    assert Occurrence.objects.get().due == datetime.date(2026, 12, 30)


def test_the_inbox_speaks_the_rooms_words_and_asks_once(letters: Letters) -> None:
    ann = staff("Ann")
    letters.waiting = {"a": [ann]}
    keep_errands(KIND)
    client = browse(ann)

    def asks() -> int:
        text(client, "/duties/")
        with CaptureQueriesContext(connection) as caught:
            page = text(client, "/duties/")
        assert all(f"/letters/{one}/" in page for one in letters.waiting)
        return len(caught)

    one = asks()
    letters.waiting = {about: [ann] for about in "abc"}
    keep_errands(KIND)
    assert asks() == one
    assert {need.url for need in needs_of(ann)} == {"/letters/a/", "/letters/b/", "/letters/c/"}
    # What the room no longer tells them is not there at all.
    letters.hidden = {"b"}
    assert "/letters/b/" not in text(client, "/duties/")
    assert {need.url for need in needs_of(ann)} == {"/letters/a/", "/letters/c/"}


def test_a_record_is_known_to_its_person_and_to_the_system_alone(
    letters: Letters, college: Organisation
) -> None:
    boss, hr = staff("Bo", "line-manager"), staff("Hal", "hr-director")
    ann = staff("Ann", manager=boss)
    letters.waiting, letters.due = {"a": [ann]}, TODAY - DAY
    keep_errands(KIND)
    for who, rows in ((ann, 1), (boss, 0), (hr, 0), (staff("Cy"), 0)):
        with acting_as(college.pk, who.pk):
            assert (who, Occurrence.objects.count()) == (who, rows)
    with acting(NOBODY):
        assert Occurrence.objects.count() == 0
    manager, owner = browse(boss), browse(hr)
    duty = Definition.objects.get()
    pages = [
        text(manager, "/duties/team/"), text(manager, f"/duties/team/{ann.pk}/"),
        text(owner, "/duties/all/"), text(owner, f"/duties/all/{duty.pk}/"),
        text(owner, f"/duties/all/{duty.pk}/csv/"),
    ]  # fmt: skip
    assert not any(SECRET in page or "/letters/" in page for page in pages)
    assert "1 thing is overdue in your team" in pages[0]
    assert "Answer a letter" in pages[1]
    assert "1 thing is overdue in the whole organisation" in pages[2]
    assert "Ann Example" in pages[3]
    assert "default" in pages[3]
    assert "Ann Example" in pages[4]


def test_what_is_ones_own_alone_is_a_number_to_others(letters: Letters) -> None:
    alter(private=True, managers_every=0, owner="")
    boss, hr = staff("Bo", "line-manager"), staff("Hal", "hr-director")
    ann = staff("Ann", manager=boss)
    letters.waiting, letters.due = {"a": [ann]}, TODAY - 20 * DAY
    keep_errands(KIND)
    chase()
    assert told("duties.reminder") == {str(ann.pk)}
    assert told("duties.team-overdue") == told("duties.owner-overdue") == set()
    manager, owner = browse(boss), browse(hr)
    duty = Definition.objects.get()
    assert "overdue in your team" not in text(manager, "/duties/team/")
    assert "Answer a letter" not in text(manager, f"/duties/team/{ann.pk}/")
    assert "1 thing is overdue in the whole organisation" in text(owner, "/duties/all/")
    assert "Ann" not in text(owner, f"/duties/all/{duty.pk}/")
    assert "Ann" not in text(owner, f"/duties/all/{duty.pk}/csv/")
    form = {**day("until", TODAY + 9 * DAY), "because": "Ill"}
    path = f"/duties/{Occurrence.objects.get().pk}/waive/"
    assert owner.post(path, form).status_code == 404
    assert "Answer a letter" not in [str(need.sentence) for need in needs_of(boss)]


def test_it_is_reminded_of_and_climbs_as_its_definition_says(letters: Letters) -> None:
    boss, hr = staff("Bo", "line-manager"), staff("Hal", "hr-director")
    ann = staff("Ann", manager=boss)
    letters.waiting = {"a": [ann]}
    keep_errands(KIND)
    # The room told them as it opened: the first reminder is that of the day before.
    assert [chase(today=TODAY + n * DAY) for n in range(7)] == [0, 0, 0, 0, 1, 1, 0]
    assert told("duties.team-overdue") == set()
    assert told("duties.owner-overdue") == {str(hr.pk)}
    chase(today=TODAY + 13 * DAY)
    assert told("duties.team-overdue") == {str(boss.pk)}
    assert Notification.objects.filter(occasion__kind="duties.reminder").count() == 3
    assert Reminder.objects.count() == 3


def test_it_is_set_aside_by_a_manager_without_its_record(letters: Letters) -> None:
    boss = staff("Bo", "line-manager")
    ann = staff("Ann", manager=boss)
    letters.waiting, letters.due = {"a": [ann]}, TODAY - DAY
    keep_errands(KIND)
    one = Occurrence.objects.get()
    client, form = browse(boss), {**day("until", TODAY + 9 * DAY), "because": "On leave"}
    path = f"/duties/{one.pk}/waive/"
    assert "Answer a letter" in text(client, path)
    assert SECRET not in text(client, path)
    assert client.post(path, form).status_code == 302
    assert queries.overdue_count() == 0
    assert keep_errands(KIND) == 0
    assert needs_of(ann) == []


def test_nothing_is_asked_until_something_waits(letters: Letters) -> None:
    staff("Ann")
    assert recompute_all() == 0
    assert not Definition.objects.exists()


def test_the_head_owns_what_names_no_other(letters: Letters) -> None:
    alter(owner="@head")
    adopt("oaklands", by=None, effective_from=TODAY - DAY, reason="Set up")
    letters.waiting = {"a": [staff("Ann")]}
    keep_errands(KIND)
    assert Definition.objects.get().owner_role == "principal"
    with pytest.raises(ValueError, match="Two errands"):
        provide_errand(replace(errands._errands[KIND], owner=""))
    with pytest.raises(LookupError):
        keep_errands("no.such")


def test_an_audience_is_left_alone_by_errands_and_they_by_it(letters: Letters) -> None:
    ann = staff("Ann")
    letters.waiting = {"a": [ann]}
    keep_errands(KIND)
    assert complete(KIND, ("test", "x"), ann.pk, by=ann, evidence="x") == 0
    assert recompute_all() == 0
    assert standing() == {("Ann", "a", "1")}
    waive(Occurrence.objects.get(), by=ann, because="x", until=timezone.localdate() + DAY)
    assert needs_of(ann) == []
