"""Duties against a real database: asked, kept in step, done, waived, chased."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from lanyard.engine.duties import queries
from lanyard.engine.duties.actions.chase import chase
from lanyard.engine.duties.actions.complete import (
    NotByHand,
    complete,
    complete_by_hand,
    end_waiver,
    waive,
)
from lanyard.engine.duties.actions.define import Asked, define, end
from lanyard.engine.duties.actions.terms import TermsOverlap, set_nation, set_term
from lanyard.engine.duties.api import (
    Audience,
    Rule,
    recompute_all,
    recompute_definition,
    recompute_people,
)
from lanyard.engine.duties.calendars import nation_here
from lanyard.engine.duties.models import Definition, Occurrence, OfNation, Reminder
from lanyard.engine.duties.rules import Due
from lanyard.engine.duties.schedules import provide_schedule
from lanyard.engine.duties.tests.scene import DAY, STAFF, TODAY, a_duty, learner, staff
from lanyard.foundation.access import api as access
from lanyard.foundation.audit.models import Entry
from lanyard.foundation.database.identity import NOBODY, acting, acting_as, acting_as_system
from lanyard.foundation.jobs import api as jobs
from lanyard.foundation.notices.models import Notification
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.actions import enrol, join, leave, take_logins
from lanyard.people.actions.guardians import end_guardian, link_guardian, verify_guardian
from lanyard.people.actions.reconciliation import SeenLogin
from lanyard.people.api import Person


def standing() -> dict[str, tuple[str, datetime.date]]:
    """Return what stands open: name to period and day."""
    return {
        one.person.given_name: (one.period, one.due)
        for one in queries.open_on(TODAY).select_related("person")
    }


def told(kind: str) -> set[str]:
    rows = Notification.objects.filter(occasion__kind=kind)
    return {str(person) for person in rows.values_list("person_id", flat=True)}


def test_it_is_asked_of_its_audience_and_of_nobody_else(college: Organisation) -> None:
    staff("Ann"), staff("Ben"), learner("Lou")
    a_duty()
    assert standing() == {"Ann": ("1", TODAY + 10 * DAY), "Ben": ("1", TODAY + 10 * DAY)}
    recompute_all()
    assert standing() == {"Ann": ("1", TODAY + 10 * DAY), "Ben": ("1", TODAY + 10 * DAY)}
    assert recompute_all() == 0


def test_who_joins_is_asked_and_who_leaves_no_longer(college: Organisation) -> None:
    ann = staff("Ann")
    a_duty()
    leave(ann, by=None, on=TODAY - DAY)
    assert standing() == {}
    ben = staff("Ben", since=TODAY)
    assert standing() == {"Ben": ("1", TODAY + 10 * DAY)}
    assert recompute_people([ben.pk]) == 0


def test_who_comes_back_owes_the_same_again(college: Organisation) -> None:
    lou = learner("Lou")
    a_duty(audience=Audience(kinds=("learner",)))
    leave(lou, by=None, on=TODAY - DAY)
    recompute_people([lou.pk])
    assert standing() == {}
    enrol(lou, by=None, programme="Art", band="16-18", since=TODAY)
    recompute_people([lou.pk])
    assert standing() == {"Lou": ("1", TODAY + 10 * DAY)}
    assert Occurrence.objects.count() == 1


def test_an_eighteenth_birthday_moves_somebody_between_audiences(college: Organisation) -> None:
    born = TODAY.replace(year=TODAY.year - 18)
    lou = learner("Lou", born=born)
    a_duty("Ask the parent", audience=Audience(kinds=("learner",), age_below=18))
    a_duty("Ask the adult", audience=Audience(kinds=("learner",), age_from=18))

    def asked(day: datetime.date) -> list[str]:
        recompute_people([lou.pk], today=day)
        return [one.definition.title for one in queries.owed_by(lou)]

    assert asked(TODAY - DAY) == ["Ask the parent"]
    assert asked(TODAY) == ["Ask the adult"]


def test_what_comes_again_opens_when_the_last_is_done(college: Organisation) -> None:
    ann = staff("Ann")
    a_duty(rule=Rule(anchor="joined", every=12))
    subject = ("test", "Check the group's channels")
    assert complete("duties.by-hand", subject, ann.pk, by=ann, evidence="Course 7", on=TODAY) == 1
    done = Occurrence.objects.get(done_on__isnull=False)
    assert (done.period, done.evidence, done.done_by_name) == ("1", "Course 7", "Ann Example")
    again = Occurrence.objects.get(done_on=None)
    assert (again.period, again.due.year) == ("2", TODAY.year + 1)
    assert complete("duties.by-hand", ("test", "other"), ann.pk, by=ann, evidence="x") == 0


def test_a_changed_rule_moves_what_is_open(college: Organisation) -> None:
    staff("Ann")
    a_duty()
    a_duty(rule=Rule(anchor="day", day=TODAY, days=3))
    assert standing() == {"Ann": ("1", TODAY + 3 * DAY)}
    assert Definition.objects.count() == 1
    verbs = Entry.objects.filter(verb__startswith="duties.").values_list("verb", flat=True)
    assert sorted(verbs) == ["duties.changed", "duties.defined"]


def test_an_ended_duty_is_withdrawn_and_may_be_asked_anew(college: Organisation) -> None:
    ann = staff("Ann")
    a_duty()
    subject = ("test", "Check the group's channels")
    with pytest.raises(ValueError, match="reason"):
        end("duties.by-hand", subject, by=ann, because=" ")
    assert end("duties.by-hand", subject, by=ann, because="Superseded") == 1
    assert standing() == {}
    assert recompute_all() == 0
    a_duty()
    assert standing() == {"Ann": ("1", TODAY + 10 * DAY)}


def test_only_kinds_that_somebody_declares(college: Organisation) -> None:
    words = Asked("x", "/")
    with pytest.raises(LookupError):
        define("no.such", words, by=None, audience=STAFF, rule=Rule(anchor="day", day=TODAY))
    with pytest.raises(LookupError):
        define("duties.by-hand", words, by=None, audience=STAFF, rule=Rule(anchor="room"))


def test_a_room_may_compute_the_days_itself(
    college: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lanyard.engine.duties.schedules._schedules", {})
    ann, ben = staff("Ann"), staff("Ben")
    days = {ann.pk: Due("kcsie-1", TODAY + 5 * DAY), ben.pk: None}
    provide_schedule("duties.by-hand", lambda subject, people, today: {p: days[p] for p in people})
    a_duty(rule=Rule(anchor="room"))
    assert standing() == {"Ann": ("kcsie-1", TODAY + 5 * DAY)}


def test_ones_own_word_is_enough_only_where_it_may_be(college: Organisation) -> None:
    ann = staff("Ann")
    a_duty(), a_duty("Sign", by_hand=False)
    by_hand, sign = queries.owed_by(ann).order_by("definition__title")
    with pytest.raises(NotByHand):
        complete_by_hand(sign, by=ann, evidence="Signed")
    with pytest.raises(ValueError, match="said"):
        complete_by_hand(by_hand, by=ann, evidence="  ")
    complete_by_hand(by_hand, by=ann, evidence="Looked at all three")
    assert [one.definition.title for one in queries.owed_by(ann)] == ["Sign"]


def test_a_waiver_sets_aside_for_a_while(college: Organisation) -> None:
    ann, boss = staff("Ann"), staff("Bo")
    a_duty(rule=Rule(anchor="day", day=TODAY - 30 * DAY), audience=Audience(people=(str(ann.pk),)))
    one = Occurrence.objects.get()
    assert queries.overdue_count() == 1
    with pytest.raises(ValueError, match="reason"):
        waive(one, by=boss, because="", until=TODAY + DAY)
    with pytest.raises(ValueError, match="to come"):
        waive(one, by=boss, because="Ill", until=TODAY)
    with pytest.raises(ValueError, match="within a year"):
        waive(one, by=boss, because="Ill", until=TODAY + 400 * DAY)
    waive(one, by=boss, because="Ill", until=TODAY + 5 * DAY)
    assert queries.overdue_count() == 0
    assert queries.overdue_count(on=TODAY + 6 * DAY) == 1
    assert Entry.objects.get(verb="duties.waived").because == "Ill"


def test_evidence_and_reasons_are_the_databases_law(college: Organisation) -> None:
    staff("Ann")
    a_duty()
    for change in ({"done_on": TODAY}, {"waived_until": TODAY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Occurrence.objects.update(**change)


def test_each_step_is_told_once_and_lateness_climbs(college: Organisation) -> None:
    boss = staff("Bo", "hr-director")
    ann = staff("Ann", manager=boss)
    a_duty(
        rule=Rule(anchor="day", day=TODAY, days=2), owner_role="hr-director",
        audience=Audience(people=(str(ann.pk),)),
    )  # fmt: skip
    a_duty("Second", rule=Rule(anchor="day", day=TODAY, days=2),
           audience=Audience(people=(str(ann.pk),)))  # fmt: skip
    days = [chase(today=TODAY + n * DAY) for n in range(10)]
    # The start, a day before, the day, and a week late: one notice for both duties each time.
    assert days == [1, 1, 1, 0, 0, 0, 0, 0, 0, 1]
    assert Reminder.objects.count() == 8
    assert Notification.objects.filter(occasion__kind="duties.reminder").count() == 4
    assert told("duties.reminder") == {str(ann.pk)}
    assert told("duties.team-overdue") == {str(boss.pk)}
    assert told("duties.owner-overdue") == {str(boss.pk)}
    before = Notification.objects.count()
    chase(today=TODAY + 9 * DAY)
    assert Notification.objects.count() == before


def test_an_owner_is_told_once_a_week_even_where_a_monday_was_missed(college: Organisation) -> None:
    owner = staff("Bo", "hr-director")
    ann = staff("Ann")
    a_duty(rule=Rule(anchor="day", day=TODAY), owner_role="hr-director",
           audience=Audience(people=(str(ann.pk),)))  # fmt: skip
    monday = TODAY + (8 - TODAY.isoweekday()) * DAY
    for day in (monday + DAY, monday + 2 * DAY, monday + 6 * DAY, monday + 8 * DAY):
        chase(today=day)
    notices = Notification.objects.filter(occasion__kind="duties.owner-overdue")
    assert [one.person_id for one in notices] == [owner.pk, owner.pk]


def test_a_managers_week_is_made_up_after_a_missed_night_and_told_once(
    college: Organisation,
) -> None:
    boss = staff("Bo")
    ann = staff("Ann", manager=boss)
    weekly = Asked("Sign", "/duties/", managers_every=7)
    define(
        "duties.by-hand", weekly, by=None, subject=("test", "weekly"),
        audience=Audience(people=(str(ann.pk),)), rule=Rule(anchor="day", day=TODAY),
    )  # fmt: skip

    def heard(*late: int) -> int:
        for days in late:
            chase(today=TODAY + days * DAY)
        return Notification.objects.filter(occasion__kind="duties.team-overdue").count()

    assert heard(1, 6) == 0
    # The seventh day was missed: the eighth makes it up, and nothing comes before the next week.
    assert heard(8) == 1
    assert heard(8, 9, 13) == 1
    assert heard(14) == 2
    assert heard(14, 15, 20) == 2
    assert told("duties.team-overdue") == {str(boss.pk)}


def test_a_waiver_ended_early_makes_it_due_again(college: Organisation) -> None:
    ann, boss = staff("Ann"), staff("Bo")
    a_duty(rule=Rule(anchor="day", day=TODAY - 30 * DAY), audience=Audience(people=(str(ann.pk),)))
    one = Occurrence.objects.get()
    with pytest.raises(ValueError, match="not set aside"):
        end_waiver(one, by=boss, because="Back")
    waive(one, by=boss, because="Ill", until=TODAY + 50 * DAY)
    with pytest.raises(ValueError, match="reason"):
        end_waiver(one, by=boss, because=" ")
    assert queries.overdue_count() == 0
    end_waiver(one, by=boss, because="Back from Monday")
    assert queries.overdue_count() == 1
    one.refresh_from_db()
    assert (one.state_on(TODAY), one.waiver_reason, one.waiver_ended_because) == (
        "overdue", "Ill", "Back from Monday"
    )  # fmt: skip
    assert Entry.objects.get(verb="duties.waiver-ended").because == "Back from Monday"
    waive(one, by=boss, because="Ill again", until=TODAY + 5 * DAY)
    one.refresh_from_db()
    assert (one.state_on(TODAY), one.waiver_ended_on) == ("waived", None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Occurrence.objects.update(waiver_ended_on=TODAY)


def test_a_sign_in_gained_or_lost_changes_what_is_asked_at_once(
    college: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, ben = staff("Ann"), staff("Ben")
    duty = a_duty(audience=Audience(kinds=("account",)))

    def asked() -> set[Any]:
        return set(queries.owing(duty).values_list("person_id", flat=True))

    def export(*people: Person, **more: bool) -> None:
        seen = [SeenLogin(one.given_name, one.email, **more) for one in people]
        take_logins("moodle", seen, by=None, on=TODAY)

    export(ann)
    assert asked() == {ann.pk}
    export(ben)
    assert asked() == {ben.pk}
    export(ben, enabled=False)
    assert asked() == set()
    # Of many people the nightly computation is brought forward.
    monkeypatch.setattr("lanyard.engine.duties.listening._MOST_AT_ONCE", 1)
    export(ann, ben)
    assert asked() == set()
    jobs.run_waiting()
    assert asked() == {ann.pk, ben.pk}


def test_a_duty_of_posts_and_names_reaches_the_same_people_at_once_as_overnight(
    college: Organisation,
) -> None:
    lead, named, out = staff("Lea", "dsl"), staff("Ann"), staff("Bo", "dsl")
    staff("Cy", "tutor")
    audience = Audience(
        roles=("dsl",), people=(str(named.pk),), except_people=(str(out.pk),)
    )  # fmt: skip
    duty = a_duty(audience=audience)

    def asked() -> set[Any]:
        return set(queries.owing(duty).values_list("person_id", flat=True))

    assert asked() == {lead.pk, named.pk}
    assert recompute_all() == 0
    access.RoleHolding.objects.filter(person_id=lead.pk).update(until=TODAY)
    recompute_definition(duty, today=TODAY + DAY)
    assert asked() == {named.pk}


def test_only_a_verified_guardian_is_asked(college: Organisation) -> None:
    checker, child = staff("Cy"), learner("Lou")
    mother, other = (join(by=None, given_name=name, family_name="X") for name in ("Ma", "Mo"))
    link, _ = (link_guardian(who, child, by=checker, relation="parent") for who in (mother, other))
    duty = a_duty(audience=Audience(kinds=("guardian",)))
    assert queries.owing(duty).count() == 0
    verify_guardian(link, by=checker, on=TODAY, how="Passport seen")
    assert [one.person for one in queries.owing(duty)] == [mother]
    end_guardian(link, by=checker, on=TODAY, because="Moved")
    assert queries.owing(duty).count() == 0


def test_what_is_not_overdue_tells_no_manager(college: Organisation) -> None:
    boss = staff("Bo")
    staff("Ann", manager=boss)
    a_duty(audience=STAFF)
    chase()
    assert told("duties.team-overdue") == set()


def test_terms_do_not_overlap(college: Organisation) -> None:
    head = staff("Head")
    set_term("Autumn", by=head, since=TODAY, until=TODAY + 60 * DAY)
    set_term("Autumn term", by=head, since=TODAY, until=TODAY + 50 * DAY)
    with pytest.raises(TermsOverlap):
        set_term("Winter", by=head, since=TODAY + 50 * DAY, until=TODAY + 90 * DAY)
    with pytest.raises(ValueError, match="after"):
        set_term("Never", by=head, since=TODAY + 99 * DAY, until=TODAY + 98 * DAY)


def test_the_nation_moves_what_is_due_by_working_days(
    college: Organisation, elsewhere: Organisation
) -> None:
    ann = staff("Ann", since=datetime.date(2020, 1, 1))
    a_duty(rule=Rule(anchor="day", day=datetime.date(2026, 11, 27), working_days=1))
    assert standing() == {"Ann": ("1", datetime.date(2026, 11, 30))}
    with pytest.raises(ValueError, match="no nation"):
        set_nation("wales", by=ann)
    for _again in range(2):
        set_nation("scotland", by=ann)
        jobs.run_waiting()
    assert standing() == {"Ann": ("1", datetime.date(2026, 12, 1))}
    assert (OfNation.objects.count(), nation_here()) == (1, "scotland")
    assert Entry.objects.filter(verb="duties.nation-set", subject="Scotland").count() == 2
    with acting_as_system(elsewhere.pk, "look over the wall"):
        assert nation_here() == "england-and-wales"


def test_organisations_are_apart(college: Organisation, elsewhere: Organisation) -> None:
    ann = staff("Ann")
    a_duty()
    with acting(NOBODY):
        assert Occurrence.objects.count() == 0
    with acting_as_system(elsewhere.pk, "look over the wall"):
        assert (Occurrence.objects.count(), Definition.objects.count()) == (0, 0)
        assert recompute_all() == 0
        assert chase() == 0
    with acting_as(college.pk, ann.pk):
        assert Occurrence.objects.count() == 1


def test_who_may_see_whose(college: Organisation) -> None:
    boss = staff("Bo")
    ann, ben = staff("Ann", manager=boss), staff("Ben")
    hr = staff("Hal", "hr-director")
    a_duty()

    def sees(person: Person) -> set[str]:
        rows = queries.visible_to(person).select_related("person")
        return {one.person.given_name for one in rows}

    assert sees(ann) == {"Ann"}
    assert sees(ben) == {"Ben"}
    assert sees(boss) == {"Bo", "Ann"}
    assert sees(hr) == {"Ann", "Ben", "Bo", "Hal"}
