"""Applications: what has to be there, who decides in which order, and how they end."""

from __future__ import annotations

import threading
from collections.abc import Mapping

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction

from lanyard.engine.approvals import api as approvals
from lanyard.foundation.access import api as access
from lanyard.foundation.database.identity import NOBODY, acting, acting_as, acting_as_system
from lanyard.foundation.organisations.models import HostName, Organisation
from lanyard.people.actions import leave
from lanyard.people.api import Person
from lanyard.rooms.channels import api as channels
from lanyard.rooms.channels.actions.applications import NobodyDecides, NotTheirs
from lanyard.rooms.channels.models import (
    SECTIONS,
    AccountApplication,
    ApplicationAdministrator,
    OfficialAccount,
)
from lanyard.rooms.channels.tests.scene import (
    DAY,
    TODAY,
    allowed,
    an_account,
    an_application,
    approve,
    cast,
    learner,
    staff,
    told,
)


def wrong(application: AccountApplication, people: Mapping[str, Person]) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refused:
        channels.send_application(application, by=people["Ann"])
    return refused.value.message_dict


def test_landaus_chain_one_after_the_other(college: Organisation) -> None:
    people = cast()
    allowed(by=people["Lee"])
    application = channels.send_application(an_application(people), by=people["Ann"])
    assert told("approvals.asked") == {people["Lee"].pk}
    approve(application, people["Lee"])
    assert told("approvals.asked") == {people["Lee"].pk, people["Mo"].pk}
    assert not OfficialAccount.objects.exists()
    approve(application, people["Mo"])
    account = OfficialAccount.objects.get()
    assert (account.state, account.application) == ("setting-up", application)
    assert told("channels.set-up") == {people["Ida"].pk}
    assert told("channels.confirm") == {people["Lee"].pk, people["Mo"].pk}


def test_a_rejection_ends_it_and_marketing_never_sees_it(college: Organisation) -> None:
    people = cast()
    allowed(by=people["Lee"])
    application = channels.send_application(an_application(people), by=people["Ann"])
    approve(application, people["Lee"], yes=False)
    application.refresh_from_db()
    assert application.state == "rejected"
    assert told("approvals.rejected") == {people["Ann"].pk}
    assert people["Mo"].pk not in told("approvals.asked")
    assert not OfficialAccount.objects.exists()


def test_oaklands_two_different_people_in_any_order(college: Organisation) -> None:
    people = cast("oaklands")
    access.hold_role("college-leadership-team", people["Mo"].pk, since=TODAY)
    allowed(by=people["Lee"])
    application = channels.send_application(
        an_application(people, handle="@oaklands", name="Oaklands"), by=people["Ann"]
    )
    approve(application, people["Mo"])
    asked = approvals.of_subject(channels.APPLICATION, application.pk)[0]
    assert approvals.step_for(asked, people["Mo"]) is None
    approve(application, people["Cleo"])
    assert OfficialAccount.objects.count() == 1


def test_every_section_is_there_before_it_is_sent(college: Organisation) -> None:
    people = cast()
    allowed(by=people["Lee"])
    empty = an_application(people, sections=dict.fromkeys(SECTIONS, " "), admins=())
    assert set(wrong(empty, people)) == {*SECTIONS, "administrators"}
    with pytest.raises(IntegrityError), transaction.atomic():
        AccountApplication.objects.filter(pk=empty.pk).update(state="waiting")


def test_a_platform_that_nobody_assessed_opens_no_account(college: Organisation) -> None:
    people = cast()
    application = an_application(people)
    assert set(wrong(application, people)) == {"platform"}
    platform = application.platform
    refused = channels.Looked("Bad.", "None.", False, TODAY + DAY)
    channels.assess(platform, refused, by=people["Lee"])
    assert set(wrong(application, people)) == {"platform"}
    allowed(by=people["Lee"])
    assert channels.send_application(application, by=people["Ann"]).state == "waiting"


def test_whoever_has_not_signed_the_policy_is_on_no_account(college: Organisation) -> None:
    people = cast()
    allowed(by=people["Lee"])
    people["Cal"] = staff("Cal")
    application = an_application(people, admins=("Lee", "Mo", "Cal"))
    assert "Cal Example" in wrong(application, people)["__all__"][0]


def test_a_leaver_and_a_learner_run_nothing(college: Organisation) -> None:
    people = cast()
    allowed(by=people["Lee"])
    application = an_application(people, admins=("Lee", "Mo", "Ben"))
    leave(people["Ben"], by=None, on=TODAY - DAY)
    assert "Ben Example" in wrong(application, people)["administrators"][0]
    people["Sam"] = learner("Sam")
    other = an_application(people, handle="@other", name="Other", admins=("Lee", "Sam"))
    assert "Sam Example" in wrong(other, people)["administrators"][0]


def test_a_name_that_is_anothers_is_refused(college: Organisation) -> None:
    people = cast()
    an_account(people, live=False)
    for handle in ("@landau", "@1andau", "@l\u0430ndau", "Ben Example"):
        twin = an_application(people, handle=handle, name="Another")
        assert set(wrong(twin, people)) == {"handle"}, handle
    near = an_application(people, handle="@landauu", name="Another")
    assert channels.send_application(near, by=people["Ann"]).state == "waiting"
    elsewhere = channels.ChannelPlatform.objects.get(name="Facebook")
    allowed("Facebook", by=people["Lee"])
    same = an_application(people, platform=elsewhere)
    assert channels.send_application(same, by=people["Ann"]).state == "waiting"


def test_under_oaklands_even_a_near_name_is_refused(college: Organisation) -> None:
    people = cast("oaklands")
    an_account(people, live=False, handle="@oaklands", name="Oaklands")
    near = an_application(people, handle="@oaklandss", name="Another")
    assert set(wrong(near, people)) == {"handle"}


def test_nobody_approves_their_own_and_a_vacant_post_is_named(college: Organisation) -> None:
    people = cast()
    allowed(by=people["Lee"])
    access.hold_role("dsl", people["Ann"].pk, since=TODAY)
    application = channels.send_application(an_application(people), by=people["Ann"])
    asked = approvals.of_subject(channels.APPLICATION, application.pk)[0]
    assert approvals.step_for(asked, people["Ann"]) is None
    access.end_holdings(people["Mo"].pk, until=TODAY - DAY)
    other = an_application(people, handle="@other", name="Other", admins=("Lee", "Ben"))
    with pytest.raises(NobodyDecides):
        channels.send_application(other, by=people["Ann"])
    other.refresh_from_db()
    assert other.state == "draft"


def test_only_its_applicant_writes_and_only_before_it_is_sent(college: Organisation) -> None:
    people = cast()
    allowed(by=people["Lee"])
    application = an_application(people)
    for who in ("Ben", "Lee"):
        with pytest.raises(NotTheirs):
            channels.send_application(application, by=people[who])
    channels.send_application(application, by=people["Ann"])
    with pytest.raises(NotTheirs):
        channels.send_application(application, by=people["Ann"])


def test_it_is_read_by_those_named_and_those_who_decide(
    college: Organisation, elsewhere: Organisation
) -> None:
    people = cast()
    application = an_application(people, admins=("Lee", "Ben"))
    readers = {}
    for name, person in people.items():
        with acting_as(college.pk, person.pk):
            readers[name] = AccountApplication.objects.filter(pk=application.pk).exists()
            assert ApplicationAdministrator.objects.count() == (2 if readers[name] else 0)
    assert readers == {
        "Ann": True, "Ben": True, "Lee": True, "Mo": True, "Ida": False,
    }  # fmt: skip
    with acting(NOBODY):
        assert AccountApplication.objects.count() == 0
    with acting_as_system(elsewhere.pk, "look over the wall"):
        assert AccountApplication.objects.count() == 0


def test_assessments_stay_as_they_were_written(college: Organisation) -> None:
    people = cast()
    platform = allowed(by=people["Lee"])
    with pytest.raises(DatabaseError), transaction.atomic():
        platform.assessments.update(risks="None at all")
    with pytest.raises(ValidationError):
        channels.assess(
            platform, channels.Looked("A", "B", True, TODAY + 500 * DAY), by=people["Lee"]
        )
    with pytest.raises(ValidationError):
        channels.add_platform("instagram", "sharing", by=people["Lee"])


def test_two_approve_in_the_same_second(own_database: None) -> None:
    with transaction.atomic():
        made = Organisation.objects.create(slug="here", name="Here College")
        HostName.objects.create(host="here.test", organisation=made)
    with acting_as_system(made.pk, "set the scene"), transaction.atomic():
        people = cast()
        people["Liv"] = staff("Liv", "dsl")
        allowed(by=people["Lee"])
        application = channels.send_application(an_application(people), by=people["Ann"])
        approve(application, people["Lee"])
        twin = staff("Max", "marketing-manager")
    ended: list[str] = []
    gate = threading.Barrier(2)

    def say(who: Person) -> None:
        try:
            gate.wait(20)
            with acting_as(made.pk, who.pk), transaction.atomic():
                approve(application, who)
            ended.append("done")
        except (approvals.NotAsked, AssertionError):
            ended.append("refused")
        finally:
            connection.close()

    both = [threading.Thread(target=say, args=(who,)) for who in (people["Mo"], twin)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join(30)
    assert sorted(ended) == ["done", "refused"]
    with acting_as_system(made.pk, "look"), transaction.atomic():
        assert OfficialAccount.objects.count() == 1
