"""Who may be shown where: given by whom, for what, for how long, and ended for what reasons."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lanyard.engine.duties.tests.scene import staff
from lanyard.engine.policy.api import Outlet
from lanyard.foundation.audit.models import Entry
from lanyard.foundation.database.identity import acting_as
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.actions.guardians import end_guardian
from lanyard.people.actions.vulnerability import set_vulnerability
from lanyard.people.api import GuardianLink, Person
from lanyard.rooms.consent.actions import ending
from lanyard.rooms.consent.actions.asking import look_ahead
from lanyard.rooms.consent.actions.giving import LONGEST, NotTaken, Said, answer
from lanyard.rooms.consent.models import Channel, Consent, ConsentAnswer, ConsentRequest
from lanyard.rooms.consent.queries import NoSuchUse, ended_since, may_show, must_consent
from lanyard.rooms.consent.tests.scene import DAY, TODAY, YEAR, aged, guardian, says, shown, under


@pytest.mark.parametrize(
    ("profile", "age", "by_self", "by_parent", "allowed"),
    [
        ("portland", 16, True, False, False),
        ("portland", 16, False, True, False),
        ("portland", 16, True, True, True),
        ("portland", 19, True, False, True),
        ("kingston-maurward", 16, True, False, True),
        ("kingston-maurward", 16, False, True, False),
        ("oaklands", 16, True, False, True),
        ("company", 16, False, True, True),
        ("company", 16, False, False, False),
        ("landau", 16, True, False, True),
        ("landau", 19, False, False, False),
    ],
)
def test_whose_consent_it_takes_is_the_policys(
    college: Organisation, profile: str, age: int, by_self: bool, by_parent: bool, allowed: bool
) -> None:
    under(profile)
    one, other = aged("Lee", age), aged("Otto", 19)
    says(other, "social")
    if by_self:
        says(one, "social")
    if by_parent:
        says(one, "social", link=guardian(one))
    assert shown(one) is allowed
    assert shown(one, other) is allowed, "the weakest of a group wins"
    assert not shown(one, channel="website")
    assert not shown(one, purpose="teaching")


@pytest.mark.parametrize(
    ("profile", "young", "grown"),
    [
        ("portland", {"self", "parent"}, {"self"}),
        ("kingston-maurward", {"self"}, {"self"}),
        ("company", {"self"}, {"self"}),
        ("landau", {"self"}, {"self"}),
    ],
)
def test_who_is_asked_is_read_off_the_policys_table(
    college: Organisation, profile: str, young: set[str], grown: set[str]
) -> None:
    under(profile)
    assert set(must_consent(aged("Lee", 16), TODAY)) == young
    assert set(must_consent(aged("Ann", 19), TODAY)) == grown
    teaches = set(must_consent(staff("Tia"), TODAY))
    assert teaches == ({"self"} if profile == "company" else set())


def test_names_are_a_consent_apart(college: Organisation) -> None:
    under("company")
    one = aged("Lee", 19)
    says(one, "social", "website", names=["website"])
    assert shown(one)
    assert not shown(one, named=[one.pk])
    assert shown(one, channel="website", named=[one.pk])
    (named,) = Consent.objects.filter(covers="name")
    ending.withdraw([named], by=one, by_name=str(one))
    assert not shown(one, channel="website", named=[one.pk])
    assert shown(one, channel="website")


def test_where_the_policy_names_nobody_consent_does_not_help(college: Organisation) -> None:
    under("oaklands")
    one = aged("Lee", 19)
    says(one, "social", names=["social"])
    assert shown(one)
    assert not shown(one, named=[one.pk])


def test_whom_safeguarding_hides_is_never_shown_and_nobody_reads_why(
    college: Organisation,
) -> None:
    under("kingston-maurward")
    one, plain, lead = aged("Lee", 19), aged("Ann", 19), staff("Dee", "dsl")
    teacher = staff("Tia")
    says(one, "social")
    with acting_as(college.pk, teacher.pk):
        before = may_show([one.pk], channel="social", on=TODAY)
        nothing_said = may_show([plain.pk], channel="social", on=TODAY)
    with acting_as(college.pk, lead.pk):
        set_vulnerability(one, by=lead, kind="not-shown", since=TODAY)
    with acting_as(college.pk, teacher.pk):
        after = may_show([one.pk], channel="social", on=TODAY)
        assert Consent.objects.count() == 0
    assert before.allowed
    assert not after.allowed
    assert vars(after).keys() == vars(nothing_said).keys()
    assert (after.lacking, nothing_said.lacking) == ((one.pk,), (plain.pk,))


def test_staff_whom_no_policy_asks_are_hidden_too(college: Organisation) -> None:
    under("kingston-maurward")
    teacher = staff("Tia")
    assert shown(teacher)
    set_vulnerability(teacher, by=staff("Dee", "dsl"), kind="not-shown", since=TODAY)
    assert not shown(teacher)


def test_somebody_unknown_and_a_use_that_does_not_exist(college: Organisation) -> None:
    under("oaklands")
    one = aged("Lee", 19)
    says(one, "social")
    assert not may_show([one.pk, college.pk], channel="social", on=TODAY).allowed
    with pytest.raises(NoSuchUse, match="radio"):
        may_show([one.pk], channel="radio", on=TODAY)
    with pytest.raises(NoSuchUse, match="fun"):
        may_show([one.pk], channel="social", purpose="fun", on=TODAY)


def _refused(person: Person, said: Said, by: Person, link: GuardianLink | None = None) -> str:
    with pytest.raises(NotTaken) as refused:
        answer(person, said, by=by, link=link)
    return str(refused.value)


def test_bad_answers_are_refused_with_nothing_kept(college: Organisation) -> None:
    under("portland")
    one, grown, stranger = aged("Lee", 16), aged("Ann", 18), aged("Otto", 19)
    link, unchecked = guardian(one), guardian(one, "Una", verified=False)
    of_grown, carer = guardian(grown, "Greta"), guardian(one, "Cara", relation="carer")
    soon, mother = TODAY + 30 * DAY, link.guardian
    fine = Said("publicity", soon, ("social",))
    assert _refused(one, Said("publicity", soon, ("radio",)), one) == "channel"
    assert _refused(one, Said("fun", soon, ("social",)), one) == "purpose"
    assert _refused(one, Said("publicity", soon, ("social",), ("website",)), one) == "name"
    assert _refused(one, Said("publicity", TODAY - DAY, ("social",)), one) == "period"
    late = TODAY + LONGEST + DAY
    assert _refused(one, Said("publicity", late, ("social",)), one) == "period"
    assert _refused(one, fine, stranger) == "guardian"
    assert _refused(one, fine, stranger, link) == "guardian"
    assert _refused(one, fine, unchecked.guardian, unchecked) == "guardian"
    assert _refused(one, fine, carer.guardian, carer) == "guardian"
    assert _refused(stranger, fine, mother, link) == "guardian"
    assert _refused(grown, fine, of_grown.guardian, of_grown) == "adult"
    assert (ConsentAnswer.objects.count(), Consent.objects.count()) == (0, 0)


def test_the_database_knows_no_other_channel(college: Organisation) -> None:
    under("oaklands")
    one = aged("Lee", 19)
    said = says(one, "social")
    with pytest.raises(IntegrityError, match="consent_channel_exists"), transaction.atomic():
        Consent.objects.create(
            answer=said, person=one, giver=one, by="self", purpose="publicity", channel="radio",
            since=TODAY, until=TODAY,
        )  # fmt: skip


def test_an_answer_supersedes_the_one_before_and_nothing_is_rewritten(
    college: Organisation,
) -> None:
    under("oaklands")
    one = aged("Lee", 19)
    first = says(one, "social", "website")
    second = says(one, "social")
    first.refresh_from_db()
    assert first.superseded_by_id == second.pk
    assert (shown(one), shown(one, channel="website")) == (True, False)
    assert [c.ended_because for c in first.consents.all()] == ["superseded"] * 2
    for rows, change in (
        (Consent.objects.filter(answer=first), {"ended_because": "expired"}),
        (ConsentAnswer.objects.filter(pk=first.pk), {"superseded_by": None}),
        (Consent.objects.all(), {"until": TODAY + YEAR}),
        (ConsentAnswer.objects.all(), {"said_on": TODAY - YEAR}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
    for table in ("consent_consent", "consent_consentanswer"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")


def test_a_withdrawal_holds_at_once_and_is_told(college: Organisation) -> None:
    under("company")
    one = aged("Lee", 19)
    before = timezone.now()
    says(one, "social", "website", names=["social"])
    social = Consent.objects.get(covers="picture", channel="social")
    assert ending.withdraw([social], by=one, by_name=str(one)) == 2, "the name goes with it"
    assert (shown(one), shown(one, channel="website")) == (False, True)
    assert [(e.person_id, e.channel) for e in ended_since(before)] == [(one.pk, "social")]
    assert ending.withdraw([social], by=one, by_name=str(one)) == 0
    told = Entry.objects.filter(verb="consent.withdrawn")
    assert [entry.subject_id for entry in told] == [str(one.pk)]


def test_one_guardians_no_and_ones_own_no_win(college: Organisation) -> None:
    under("company")
    one = aged("Lee", 16)
    mother, father = guardian(one), guardian(one, "Felix")
    says(one, "social", link=mother)
    assert shown(one)
    says(one, link=father)
    assert not shown(one)
    says(one, "social", link=father)
    assert shown(one)
    says(one)
    assert not shown(one), "their own no stands against both"


def test_turning_eighteen_ends_the_guardians_and_asks_the_learner(
    college: Organisation,
) -> None:
    under("portland")
    one, younger = aged("Lee", 18, days=-1), aged("Yve", 17)
    link, other = guardian(one), guardian(younger, "Una")
    says(one, "social")
    says(one, "social", link=link, until=TODAY)
    says(younger, "social")
    says(younger, "social", link=other)
    assert shown(one)
    assert not shown(one, on=TODAY + DAY), "by its day, before any job has run"
    look_ahead(TODAY + DAY)
    ended = Consent.objects.filter(person=one).values_list("by", "ended_because")
    assert sorted(ended) == [("parent", "grown-up"), ("self", "grown-up")]
    asked = ConsentRequest.objects.get()
    assert (asked.person_id, asked.link_id) == (one.pk, None)
    assert shown(younger, on=TODAY + DAY)
    look_ahead(TODAY + DAY)
    assert ConsentRequest.objects.count() == 1


def test_a_guardians_consent_never_reaches_beyond_the_birthday(college: Organisation) -> None:
    under("portland")
    one = aged("Lee", 17)
    says(one, "social", link=guardian(one), until=TODAY + 2 * YEAR)
    (given,) = Consent.objects.all()
    assert one.age_on(given.until) == 17
    assert one.age_on(given.until + DAY) == 18


def test_a_guardian_whose_link_ends_has_consented_no_more(college: Organisation) -> None:
    under("company")
    one = aged("Lee", 16)
    link = guardian(one)
    says(one, "social", link=link)
    end_guardian(link, by=None, on=TODAY, because="The court said so")
    (given,) = Consent.objects.all()
    assert given.ended_because == "no-guardian"
    assert not shown(one)


def test_a_consent_ends_with_its_last_day(college: Organisation) -> None:
    under("oaklands")
    one = aged("Lee", 19)
    says(one, "social", until=TODAY + DAY)
    assert shown(one, on=TODAY + DAY)
    assert not shown(one, on=TODAY + 2 * DAY)
    look_ahead(TODAY + DAY)
    assert Consent.objects.filter(ended_at=None).count() == 1
    look_ahead(TODAY + 2 * DAY)
    assert [c.ended_because for c in Consent.objects.all()] == ["expired"]


def test_rows_are_read_by_the_person_the_giver_and_the_keepers(
    college: Organisation, elsewhere: Organisation
) -> None:
    under("portland")
    one, stranger = aged("Lee", 16), aged("Otto", 19)
    link, father = guardian(one), guardian(one, "Felix")
    keeper, teacher, marketing = staff("Kit", "dsl"), staff("Tia"), staff("Mel", "marketing-team")
    says(one, "social")
    says(one, "website", link=link)
    mother = link.guardian
    seen = {}
    for who in (one, mother, keeper, father.guardian, stranger, teacher, marketing):
        with acting_as(college.pk, who.pk):
            seen[who.given_name] = {c.channel for c in Consent.objects.all()}
            assert len(ConsentAnswer.objects.all()) == len(seen[who.given_name])
            assert Consent.objects.update(ended_note="mine") == 0
    assert seen == {
        "Lee": {"social", "website"}, "Gita": {"website"}, "Kit": {"social", "website"},
        "Felix": set(), "Otto": set(), "Tia": set(), "Mel": set(),
    }  # fmt: skip
    with acting_as(elsewhere.pk, keeper.pk):
        assert Consent.objects.count() == 0


def test_the_same_number_of_queries_for_one_and_for_many(
    college: Organisation,
) -> None:
    under("portland")
    people = [aged(name, 16) for name in ("Lee", "Ann", "Bea")]
    for n, one in enumerate(people):
        says(one, "social")
        says(one, "social", link=guardian(one, f"Guard{n}"))
    counts = []
    for some in (people[:1], people):
        with CaptureQueriesContext(connection) as asked:
            assert shown(*some)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_every_channel_of_the_questions_is_a_channel_here() -> None:
    assert {str(one) for one in Outlet} == set(Channel.values)
