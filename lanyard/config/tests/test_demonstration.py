"""The demonstration college is what its seed says, and holds everybody whom a profile needs."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from django.db import connection
from django.db.models import Count
from django.utils import timezone

from lanyard.config.demonstration import college, posts, signins
from lanyard.config.demonstration.dice import Dice
from lanyard.engine.policy import api as policies
from lanyard.foundation.access import api as access
from lanyard.foundation.audit import api as audit
from lanyard.foundation.audit.api import Entry
from lanyard.foundation.audit.models import Link
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.identity import api as identity
from lanyard.foundation.notices.api import Delivery
from lanyard.foundation.notices.models import Occasion
from lanyard.people.models import Enrolment, GuardianLink, Membership, Person, Vulnerability
from lanyard.rooms.concerns.models import (
    Case,
    Concern,
    ImageReview,
    LowLevel,
    Message,
    Receipt,
    Referral,
    SupportPlan,
    Telling,
)
from lanyard.rooms.concerns.states import CaseState, ConcernState

ON = datetime.date(2026, 3, 3)
#: A small college, all of whose concerns are worked through the verbs.
TOLD = replace(college.SMALL, concerns=22, told=22)
#: Enough to tell who is who.
FEW = college.Size(learners=20, staff=40, leavers=4, concerns=0, told=0)


@pytest.mark.parametrize("profile", policies.slugs())
def test_every_profile_gets_its_posts_and_sign_ins(db: None, profile: str) -> None:
    made = college.load(profile, hosts=("demo.test",), on=timezone.localdate(), size=TOLD)
    wanted = set(posts.policy(profile).posts())
    assert {who for who, _, _ in signins.KINDS} == set(made.shown)
    assert len({person.pk for person in made.shown.values()}) == len(made.shown)
    with acting_as_system(made.organisation.pk, "look"):
        assert {role for role in wanted if not access.holders_of(role)} == set()
        for who, person in made.shown.items():
            entry = signins.sign_in(made.organisation.slug, college.SEED, who)
            account = identity.account_of(entry.email)
            assert account.person_id == person.pk
            if access.needs_second_factor(person.pk):
                assert identity.current_code(account, at=0) == signins.code(entry, at=0)
        _looks_like_two_years_of_work(made)


def _looks_like_two_years_of_work(made: college.College) -> None:
    """Every state and every rare thing is there, worked by verbs, in the trail in order of time."""
    assert Concern.objects.count() == 22
    assert set(Concern.objects.values_list("state", flat=True)) == set(ConcernState.values)
    assert set(Case.objects.values_list("state", flat=True)) == set(CaseState.values)
    cases, now = Case.objects.all(), timezone.now()
    assert cases.filter(state="open", next_due__lt=now).exists()
    assert not cases.filter(state="closed", next_due__lt=now).exists()
    assert cases.filter(severity=5).exists()
    assert cases.filter(kind="allegation").exists()
    assert cases.annotate(reports=Count("concerns")).filter(reports=3).exists()
    done = set(Entry.objects.values_list("verb", flat=True))
    assert done >= {
        "access.glass-broken", "concerns.case-changed", "concerns.case-joined",
        "concerns.case-opened", "concerns.closed", "concerns.decided", "concerns.message-sent",
        "concerns.noted", "concerns.reopened", "notices.acknowledged",
    }  # fmt: skip
    nameless = Receipt.objects.filter(reporter_id=None).exclude(code_hash="").get()
    told = Message.objects.filter(receipt=nameless).order_by("at")
    assert list(told.values_list("from_reporter", flat=True)) == [False, True, False, True]
    assert Occasion.objects.filter(event__startswith="low-level-pattern:person:").count() == 1
    assert [LowLevel.objects.count(), ImageReview.objects.count()] == [4, 1]
    assert Referral.objects.exists()
    assert Telling.objects.exists()
    assert SupportPlan.objects.exists()
    assert set(Delivery.objects.values_list("state", flat=True)) == {"sent"}
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    walked = audit.verify(made.organisation.pk)
    assert (walked.broken, walked.links) == (None, Entry.objects.count())
    entries = dict(Entry.objects.values_list("pk", "at"))
    links = Link.objects.filter(organisation_id=made.organisation.pk).order_by("number")
    moments = [entries[entry] for entry in links.values_list("entry_id", flat=True)]
    assert moments == sorted(moments)
    assert moments[-1] <= now
    assert timezone.now() - now < datetime.timedelta(hours=1), "the clock is the real one again"


def test_the_same_seed_makes_the_same_college(db: None) -> None:
    def people(slug: str, seed: str) -> set[tuple[object, ...]]:
        made = college.load("landau", slug=slug, seed=seed, on=ON, size=FEW)
        with acting_as_system(made.organisation.pk, "look"):
            return set(Person.objects.values_list("given_name", "family_name", "born"))

    dice = [Dice("a/b").id() for _ in range(2)]
    assert dice[0] == dice[1]
    assert people("one", "x") != people("two", "x")


def test_the_whole_college_has_people_of_every_kind(db: None) -> None:
    made = college.load("oaklands", on=ON)
    with acting_as_system(made.organisation.pk, "look"):
        assert Enrolment.objects.filter(until__gte=ON).count() == 1_200
        assert len(made.staff.everybody()) >= 140
        ages = {person.age_on(ON) or 0 for person in made.learners.people}
        assert (min(ages), max(ages)) == (16, 60)
        assert Enrolment.objects.filter(apprentice=True, employer__isnull=False).count() > 100
        assert GuardianLink.objects.filter(verified_on__isnull=False).count() > 400
        assert Vulnerability.objects.count() > 50
        gone = Person.objects.filter(left_on__isnull=False)
        assert gone.count() == 400
        years = set(gone.values_list("left_on__year", flat=True))
        assert years >= set(range(2020, 2026))
        tutor = made.shown["tutor"]
        once = Membership.objects.filter(person=tutor, part="teacher", until__lt=ON)
        former = Membership.objects.filter(group__in=once.values("group"), part="learner")
        then = {one.person.age_on(one.until or ON) or 0 for one in former.select_related("person")}
        assert min(then) in {16, 17}, "somebody whom the tutor taught left as a minor"
        assert max(then) >= 19
        assert Concern.objects.count() == 250
        assert set(Concern.objects.values_list("state", flat=True)) == set(ConcernState.values)
        assert set(Case.objects.values_list("state", flat=True)) == set(CaseState.values)
        oldest = timezone.now() - min(Concern.objects.values_list("received_at", flat=True))
        assert oldest > datetime.timedelta(days=600)
        for concern in Concern.objects.filter(about="staff"):
            kept = access.Exclusion.objects.filter(record_kind="concern", record_id=concern.pk)
            assert kept.exists()
        entry = signins.sign_in("oaklands", college.SEED, "tutor")
        assert identity.account_of(entry.email).check_password(entry.password)


def test_two_colleges_share_nobody(db: None) -> None:
    one = college.load("oaklands", on=ON, size=FEW)
    two = college.load("oaklands", slug="elsewhere", on=ON, size=FEW)
    with acting_as_system(one.organisation.pk, "look"):
        here = set(Person.objects.values_list("pk", flat=True))
    with acting_as_system(two.organisation.pk, "look"):
        assert here.isdisjoint(Person.objects.values_list("pk", flat=True))
