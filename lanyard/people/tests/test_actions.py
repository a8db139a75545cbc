"""Joining, leaving, posts, cover, visitors, guardians and flags, as verbs."""

from __future__ import annotations

import datetime

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from lanyard.foundation.access import api as access
from lanyard.foundation.audit.models import Entry
from lanyard.foundation.database.identity import acting_as, acting_as_system
from lanyard.foundation.identity.api import Account, account_for
from lanyard.foundation.organisations.models import Organisation
from lanyard.foundation.registry import api as registry
from lanyard.foundation.registry.controls import Figure, State
from lanyard.people import acknowledgement, actions, api, posts, reconciliation
from lanyard.people.actions import sponsorship
from lanyard.people.actions.vulnerability import circle_of_flags
from lanyard.people.jobs import forget_uploads
from lanyard.people.models import (
    Device,
    GuardianLink,
    ImportRun,
    Login,
    Person,
    Sponsorship,
    Vulnerability,
)
from lanyard.people.posts import posts_on, provide_routes
from lanyard.people.queries import may_have_a_sign_in, visible_to

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)


def person(name: str, *roles: str) -> Person:
    made = actions.join(by=None, given_name=name, family_name="Reed", email=f"{name}@here.test")
    for role in roles:
        access.hold_role(role, made.pk, since=TODAY)
    return made


def test_leaving_ends_everything_and_is_announced(
    college: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[dict[str, object]] = []
    monkeypatch.setattr(registry, "announce", lambda event, **facts: heard.append({event: facts}))
    ann, head = person("ann"), person("head")
    actions.employ(ann, by=None, job_title="Lead", since=TODAY - 9 * DAY)
    post = actions.open_post(by=None, title="Lead", role="dsl")
    actions.give_post(post, ann, by=None, since=TODAY - 9 * DAY)
    later = actions.open_post(by=None, title="Head", role="principal")
    actions.give_post(later, ann, by=None, since=TODAY + 9 * DAY)
    account_for(ann.pk, email=ann.email)
    actions.leave(ann, by=head, on=TODAY - DAY, because="Retired")
    assert ann.left_on == TODAY - DAY
    assert access.roles_of(ann.pk) == frozenset()
    assert set(ann.posts_held.values_list("until", flat=True)) == {TODAY - DAY}
    assert not api.is_staff(ann)
    assert not Account.objects.get(person_id=ann.pk).is_active
    left = [event for event in heard if "people.left" in event]
    assert left == [{"people.left": {"person_id": ann.pk, "on": TODAY - DAY, "by": head}}]
    assert Entry.objects.get(verb="people.left").because == "Retired"


def test_leaving_later_happens_by_itself(college: Organisation) -> None:
    ann = person("ann")
    actions.employ(ann, by=None, job_title="Tutor", since=TODAY - 9 * DAY)
    actions.leave(ann, by=None, on=TODAY + DAY)
    assert ann.left_on is None
    assert api.is_staff(ann)
    assert sponsorship.close_ended_sponsorships(today=TODAY + DAY) == 0
    assert sponsorship.close_ended_sponsorships(today=TODAY + 2 * DAY) == 1
    ann.refresh_from_db()
    assert ann.left_on == TODAY + DAY
    assert sponsorship.close_ended_sponsorships(today=TODAY + 2 * DAY) == 0


def test_visitors_need_a_sponsor_a_last_day_and_an_acceptance(college: Organisation) -> None:
    host, visitor = person("host"), person("visitor")
    account_for(visitor.pk, email=visitor.email)
    with pytest.raises(ValueError, match="sponsors themselves"):
        actions.sponsor(
            visitor, by=None, sponsored_by=visitor, reason="x", since=TODAY, until=TODAY
        )
    visit = actions.sponsor(
        visitor, by=host, sponsored_by=host, reason="Talk", since=TODAY - DAY, until=TODAY
    )
    assert not may_have_a_sign_in(visitor, on=TODAY)
    sponsorship.accept_policy(visit, by=host, on=TODAY)
    assert may_have_a_sign_in(visitor, on=TODAY)
    assert sponsorship.close_ended_sponsorships(today=TODAY) == 0
    assert sponsorship.close_ended_sponsorships(today=TODAY + DAY) == 1
    assert not Account.objects.get(person_id=visitor.pk).is_active


def test_cover_stands_in_for_the_days_away_only(college: Organisation) -> None:
    ann, bo = person("ann"), person("bo")
    post = actions.open_post(by=None, title="Lead", role="dsl")
    actions.give_post(post, ann, by=None, since=TODAY - 9 * DAY)
    away = actions.record_absence(ann, by=None, since=TODAY, until=TODAY + DAY, cover=bo)
    assert access.holders_of("dsl") == [bo.pk]
    assert access.holders_of("dsl", on=TODAY + 2 * DAY) == [ann.pk]
    actions.end_absence(away, by=None, until=TODAY - DAY)
    assert access.holders_of("dsl") == [ann.pk]


def test_vacant_posts_name_the_routes_that_lead_to_them(
    college: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = actions.open_post(
        by=None, title="Online safety coordinator", role="online-safety-coordinator"
    )
    monkeypatch.setattr(posts, "_provided", [])
    provide_routes(lambda: {"online-safety-coordinator": ["Concerns about staff"]})
    (held,) = posts_on(TODAY, away=set())
    assert (held.vacant, held.routes) == (True, ["Concerns about staff"])
    actions.give_post(post, person("ann"), by=None, since=TODAY)
    (held,) = posts_on(TODAY, away=set())
    assert (held.vacant, held.routes) == (False, [])


def test_every_member_of_staff_carries_learner_safety(college: Organisation) -> None:
    staff, learner = person("staff"), person("learner")
    actions.employ(staff, by=None, job_title="Cook", since=TODAY)
    actions.enrol(learner, by=None, programme="Art", band="adult", since=TODAY)
    assert api.duties_of(staff) == ("learner-safety",)
    assert api.duties_of(learner) == ()


def test_guardians_are_used_once_verified(college: Organisation) -> None:
    mother, child, checker = person("mother"), person("child"), person("checker")
    link = actions.link_guardian(mother, child, by=checker, relation="parent")
    with pytest.raises(ValueError, match="how"):
        actions.verify_guardian(link, by=checker, on=TODAY, how=" ")
    actions.verify_guardian(link, by=checker, on=TODAY, how="Passport seen")
    kept = GuardianLink.objects.get()
    assert (kept.verified_on, kept.verified_by) == (TODAY, checker.pk)


def test_flags_are_set_and_seen_by_their_circle_only(
    college: Organisation, elsewhere: Organisation
) -> None:
    lead, tutor, child = person("lead", "dsl"), person("tutor", "tutor"), person("child")
    circle_of_flags()
    with acting_as(college.pk, lead.pk):
        actions.set_vulnerability(child, by=lead, kind="prevent", since=TODAY, note="x")
        assert len(actions.read_vulnerabilities(child, by=lead)) == 1
    with acting_as(college.pk, tutor.pk):
        assert actions.read_vulnerabilities(child, by=tutor) == []
        assert Vulnerability.objects.count() == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            actions.set_vulnerability(child, by=tutor, kind="prevent", since=TODAY)
    with acting_as_system(elsewhere.pk, "look"):
        assert Vulnerability.objects.count() == 0
    assert Entry.objects.filter(verb="people.vulnerability-read").count() == 1


def test_who_is_visible_to_whom(college: Organisation) -> None:
    lead, boss, tutor = (
        person("lead", "dsl"),
        person("boss", "line-manager"),
        person("tutor", "tutor"),
    )
    actions.employ(tutor, by=None, job_title="Tutor", since=TODAY, line_manager=boss)
    seen = {one: set(visible_to(one)) for one in (lead, boss, tutor)}
    assert seen == {lead: {lead, boss, tutor}, boss: {boss, tutor}, tutor: {tutor}}
    assert set(visible_to(None)) == set()


def test_unacknowledged_remote_sign_ins(
    college: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, bo = person("ann"), person("bo")
    for who, remote in ((ann, True), (bo, True)):
        Login.objects.create(
            system="vpn", user_name=who.email, person=who, remote=remote, exported_on=TODAY
        )
    monkeypatch.setattr(acknowledgement, "_provided", [])
    assert reconciliation.unacknowledged(TODAY) is None
    acknowledgement.provide(lambda day: {ann.pk})
    found = reconciliation.unacknowledged(TODAY, remote=True)
    assert [login.person for login in found or []] == [bo]
    actions.sponsor(bo, by=None, sponsored_by=ann, reason="Talk", since=TODAY, until=TODAY + DAY)
    Sponsorship.objects.update(acknowledged_on=TODAY)
    assert reconciliation.unacknowledged(TODAY) == []


def test_only_staff_sign_in_from_outside_where_a_policy_says_so(college: Organisation) -> None:
    control = registry.controls()["remote-access-staff-only"]
    assert control.evidence(college.pk, TODAY).state is State.NOT_SET_UP
    ann, mia, gil = person("ann"), person("mia"), person("gil")
    actions.employ(ann, by=None, job_title="Tutor", since=TODAY - DAY)
    actions.employ(gil, by=None, job_title="Tutor", since=TODAY - 9 * DAY, until=TODAY - DAY)
    actions.enrol(mia, by=None, programme="Art", band="16-18", since=TODAY - DAY)
    for who, remote in ((ann, True), (mia, False)):
        Login.objects.create(
            system="vpn", user_name=who.email, person=who, remote=remote, exported_on=TODAY
        )
    asked = control.evidence(college.pk, TODAY)
    assert (asked.state, asked.figure) == (State.IN_FORCE, Figure(1, 1))
    assert list(reconciliation.remote_logins_of_others(TODAY)) == []
    for other in (mia, gil, None):
        Login.objects.create(
            system="out",
            user_name=f"{other or 'ghost'}",
            person=other,
            remote=True,
            exported_on=TODAY,
        )
    asked = control.evidence(college.pk, TODAY)
    assert (asked.state, asked.figure) == (State.NOT_IN_FORCE, Figure(1, 4))
    others = reconciliation.remote_logins_of_others(TODAY)
    assert {login.person for login in others} == {mia, gil, None}
    assert control.evidence(college.pk, TODAY + 40 * DAY).state is not State.IN_FORCE


def test_uploads_are_forgotten_after_a_day(college: Organisation) -> None:
    run = ImportRun.objects.create(kind="csv", content=b"x", uploaded_by=person("ann").pk)
    forget_uploads(college.pk)
    assert bytes(ImportRun.objects.get().content) == b"x"
    ImportRun.objects.filter(pk=run.pk).update(uploaded_at=timezone.now() - 2 * DAY)
    forget_uploads(college.pk)
    assert bytes(ImportRun.objects.get().content) == b""


def test_devices_may_be_consoles_and_ones_own(college: Organisation) -> None:
    ann = person("ann")
    actions.record_device(
        by=None,
        identifier="aa",
        kind=Device.Kind.CONSOLE,
        ownership=Device.Ownership.OWN,
        person=ann,
    )
    assert {(d.kind, d.ownership, d.person) for d in Device.objects.all()} == {
        ("console", "own", ann)
    }


def test_a_visitor_gets_a_sign_in_only_after_accepting_the_policy(college: Organisation) -> None:
    ann, visitor = person("ann"), person("vic")
    actions.employ(ann, by=None, job_title="Lead", since=TODAY)
    visit = actions.sponsor(
        visitor, by=None, sponsored_by=ann, reason="Governor", since=TODAY, until=TODAY + DAY
    )
    assert (api.open_sign_ins(by=None), set(opened())) == (1, {ann.pk})
    sponsorship.accept_policy(visit, by=None, on=TODAY)
    assert (api.open_sign_ins(by=None), set(opened())) == (1, {ann.pk, visitor.pk})


def opened() -> list[object]:
    """Return whose accounts there are."""
    return list(Account.objects.values_list("person_id", flat=True))


def test_the_end_of_one_holding_leaves_others_of_the_same_post(college: Organisation) -> None:
    ann, bo = person("ann"), person("bo")
    post = actions.open_post(by=None, title="Lead", role="dsl")
    actions.give_post(post, ann, by=None, since=TODAY - DAY)
    actions.give_post(post, bo, by=None, since=TODAY - DAY, standing=access.Standing.DEPUTY)
    away = actions.record_absence(ann, by=None, since=TODAY, until=TODAY + DAY, cover=bo)
    actions.end_absence(away, by=None, until=TODAY)
    held = {(h.standing, h.until) for h in bo.posts_held.all()}
    assert held == {("deputy", None), ("stand-in", TODAY)}
    roles = access.RoleHolding.objects.filter(person_id=bo.pk, role="dsl")
    assert set(roles.values_list("standing", "until")) == held
