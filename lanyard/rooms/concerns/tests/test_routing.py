"""Routing to people: never to nobody, never to a subject, never to one who may not read."""

from __future__ import annotations

import datetime
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from lanyard.foundation.access import api as access
from lanyard.foundation.database.identity import acting_as
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.models import Employment, Person
from lanyard.rooms.concerns.actions.open import open_concern
from lanyard.rooms.concerns.actions.reroute import keep_out_of_report, name_more
from lanyard.rooms.concerns.matters import Named
from lanyard.rooms.concerns.models import Concern, Receipt
from lanyard.rooms.concerns.readers import present_readers
from lanyard.rooms.concerns.reasons import About, Category, Part, ReporterKind
from lanyard.rooms.concerns.tests.college import learner, person, report, under

PROFILES = ("oaklands", "landau", "kingston-maurward", "portland", "company")
POSTS = (
    "dsl", "dso", "safeguarding-team", "student-welfare", "principal", "deputy-principal",
    "ap-student-experience", "managing-director", "ceo", "trustee", "governors", "management",
    "hr-director", "head-student-services", "senior-management-team", "it-department",
)  # fmt: skip
TODAY = datetime.date.today()


def readers(college: Organisation, among: set[UUID] | None = None) -> set[UUID]:
    """Return everybody (or those among some) who can read the one report, says the database."""
    found = set()
    people = Person.objects.all() if among is None else Person.objects.filter(pk__in=among)
    for somebody in people:
        with acting_as(college.pk, somebody.pk):
            if Concern.objects.exists():
                found.add(somebody.pk)
    return found


@pytest.fixture(params=PROFILES)
def staffed(request: pytest.FixtureRequest, college: Organisation) -> dict[str, Person]:
    """A college under each profile, where somebody holds each post, and often two do."""
    under(request.param)
    for role in POSTS[:6]:
        person(f"Sam {role.title()}", role)
    return {role: person(f"Pat {role.title()}", role) for role in POSTS}


_PARTS = st.sampled_from(list(Part))


@settings(
    max_examples=8, deadline=None, phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(
    involved=st.lists(st.tuples(st.sampled_from(POSTS), _PARTS, st.booleans()), max_size=6),
    away=st.sets(st.sampled_from(POSTS), max_size=6),
    category=st.sampled_from(list(Category)),
    kind=st.sampled_from(list(ReporterKind)),
    about=st.sampled_from(list(About)),
    serious=st.booleans(),
    managed_by=st.sampled_from(POSTS),
)
@example(
    involved=[(role, Part.HARMED, False) for role in POSTS[:6]], away=set(),
    category=Category.OTHER, kind=ReporterKind.STAFF, about=About.LEARNER, serious=False,
    managed_by="hr-director",
)  # fmt: skip
def test_never_nobody_never_a_subject_never_one_who_may_not(
    staffed: dict[str, Person],
    college: Organisation,
    involved: list[tuple[str, Part, bool]],
    away: set[str],
    category: Category,
    kind: ReporterKind,
    about: About,
    serious: bool,
    managed_by: str,
) -> None:
    with transaction.atomic():
        reporter = person("Re Porter", manager=staffed[managed_by])
        for role in away:
            access.away(staffed[role].pk, since=TODAY, until=TODAY)
        people = tuple(
            Named(name=str(staffed[r]), part=part, person_id=staffed[r].pk, conflict=conflict)
            for r, part, conflict in involved
        )
        open_concern(
            report(category=category, reporter_kind=kind, about=about, serious=serious,
                   people=people),
            by=reporter,
        )  # fmt: skip
        concern = Concern.objects.select_related("circle").get()
        subjects = (Part.ALLEGED, Part.HARMED)
        kept = {n.person_id for n in people if n.person_id and (n.conflict or n.part in subjects)}
        acting = set(present_readers(concern))
        seen = readers(college, kept | acting | {reporter.pk})
        assert acting != set()
        assert acting.isdisjoint(kept)
        assert seen.isdisjoint(kept)
        assert acting <= seen
        assert reporter.pk not in seen
        transaction.set_rollback(True)


LEAD = {"oaklands": ("principal", "hr-director"), "landau": ("ceo",), "portland": ("management",),
        "kingston-maurward": ("principal",), "company": ("managing-director",)}  # fmt: skip
HEAD = {"oaklands": "principal", "landau": "ceo", "portland": "management",
        "kingston-maurward": "principal", "company": "managing-director"}  # fmt: skip


@pytest.mark.parametrize("slug", PROFILES)
@pytest.mark.parametrize("standing", list(access.Standing))
def test_about_the_lead_or_a_deputy_whatever_was_ticked(
    slug: str, standing: access.Standing, college: Organisation
) -> None:
    under(slug)
    staffed = {role: person(f"Pat {role.title()}", role) for role in POSTS}
    deputy = person("De Puty")
    access.hold_role("dsl", deputy.pk, standing=standing, since=TODAY)
    named = Named(name="De Puty", part=Part.ALLEGED, person_id=deputy.pk)
    open_concern(report(people=(named,), about=About.LEARNER), by=person("Re Porter"))
    assert Concern.objects.get().about == About.DSL
    allowed = {staffed[role].pk for role in LEAD[slug]}
    assert readers(college) <= allowed
    assert readers(college) != set()


@pytest.mark.parametrize("slug", PROFILES)
def test_about_the_head(slug: str, college: Organisation) -> None:
    under(slug)
    staffed = {role: person(f"Pat {role.title()}", role) for role in POSTS}
    head = staffed[HEAD[slug]]
    open_concern(
        report(people=(Named(name=str(head), part=Part.ALLEGED, person_id=head.pk),)), by=None
    )
    assert Concern.objects.get().about == About.HEAD
    assert head.pk not in readers(college)
    assert readers(college) != set()


@pytest.mark.parametrize("slug", PROFILES)
def test_the_lead_described_by_name_or_title_is_kept_out(slug: str, college: Organisation) -> None:
    under(slug)
    lead = person("Gwen Tallis", "dsl")
    for role in POSTS[1:]:
        person(f"Pat {role.title()}", role)
    for said in ("Ms Tallis", "gwen  TALLIS", "Tallis"):
        with transaction.atomic():
            named = Named(name=said, part=Part.ALLEGED, relation="staff")
            open_concern(report(reporter_kind=ReporterKind.LEARNER, people=(named,)), by=None)
            assert Concern.objects.get().about == About.DSL
            assert lead.pk not in readers(college)
            transaction.set_rollback(True)


@pytest.mark.parametrize("slug", PROFILES)
def test_an_image_goes_to_the_lead(slug: str, college: Organisation) -> None:
    under(slug)
    staffed = {role: person(f"Pat {role.title()}", role) for role in POSTS}
    open_concern(report(category=Category.NUDES, happened=""), by=person("Re Porter"))
    concern = Concern.objects.get()
    team = {staffed[role].pk for role in ("dsl", "dso", "safeguarding-team")}
    assert staffed["dsl"].pk in readers(college)
    assert readers(college) <= (team if slug == "kingston-maurward" else {staffed["dsl"].pk})
    assert {"do-not-view", "do-not-share"} <= set(concern.routed["duties"])


def test_line_manager_next_in_line_and_fallback(college: Organisation) -> None:
    under("kingston-maurward")
    welfare = person("Wel Fare", "student-welfare")
    above = person("A Bove")
    manager = person("Man Ager", manager=above)
    tutor = person("Tu Tor", manager=manager)
    ordinary = report(category=Category.POLICY_BREACH)

    def reached() -> set[UUID]:
        with transaction.atomic():
            open_concern(ordinary, by=tutor)
            found = readers(college)
            transaction.set_rollback(True)
        return found

    assert reached() == {manager.pk}
    access.away(manager.pk, since=TODAY, until=TODAY)
    assert reached() == {above.pk}
    Employment.objects.filter(person=tutor).update(line_manager=None)
    assert reached() == {welfare.pk}


def test_a_choice_is_offered_and_followed_but_never_to_a_subject(college: Organisation) -> None:
    under("kingston-maurward")
    deputy, assistant = person("De P", "deputy-principal"), person("As P", "ap-student-experience")
    lecturer = person("Lec Turer")
    accused = Named(name="Lec Turer", part=Part.ALLEGED, person_id=lecturer.pk)
    about_deputy = Named(name="De P", part=Part.ALLEGED, person_id=deputy.pk)
    for people, expected in (((accused,), deputy), ((accused, about_deputy), assistant)):
        with transaction.atomic():
            open_concern(
                report(category=Category.POLICY_BREACH, people=people,
                       chosen_role="deputy-principal"),
                by=person("Re Porter"),
            )  # fmt: skip
            assert readers(college) == {expected.pk}
            transaction.set_rollback(True)


def test_a_trusted_adult_is_told_besides_safeguarding(college: Organisation) -> None:
    under("landau")
    officer, adult, mia = person("Off Icer", "dso"), person("Ad Ult"), learner("Mia Okoro")
    open_concern(
        report(reporter_kind=ReporterKind.LEARNER, chosen_adult_id=adult.pk,
               category=Category.OTHER),
        by=mia,
    )  # fmt: skip
    assert readers(college) == {officer.pk, adult.pk}


def test_naming_the_lead_later_takes_the_report_away_from_the_lead(college: Organisation) -> None:
    under("company")
    lead, head = person("Le Ad", "dsl"), person("He Ad", "managing-director")
    tutor = person("Tu Tor")
    open_concern(report(), by=tutor)
    assert readers(college) == {lead.pk}
    named = Named(name="Le Ad", part=Part.ALLEGED, person_id=lead.pk)
    name_more(Receipt.objects.get(), [named], by=tutor)
    assert readers(college) == {head.pk}
    with pytest.raises(PermissionError):
        name_more(Receipt.objects.get(), [named], by=lead)


def test_keeping_out_the_last_reader_sends_it_on(college: Organisation) -> None:
    under("oaklands")
    team, lead = person("Tea Am", "safeguarding-team"), person("Le Ad", "dsl")
    head = person("He Ad", "principal")
    open_concern(report(), by=None)
    assert readers(college) == {team.pk, lead.pk}
    for friend in (team, lead):
        keep_out_of_report(Concern.objects.get(), friend, because="is a friend of theirs", by=team)
    assert readers(college) == {head.pk}


def test_prevent_and_a_promise_reach_safeguarding(college: Organisation) -> None:
    under("kingston-maurward")
    team, manager = person("Tea Am", "safeguarding-team"), person("Man Ager")
    tutor = person("Tu Tor", manager=manager)
    found = []
    for answers in (
        {}, {"prevent": "yes"}, {"prevent": "unsure"}, {"promise_made": "yes"},
    ):  # fmt: skip
        with transaction.atomic():
            open_concern(report(**{"category": Category.POLICY_BREACH, **answers}), by=tutor)
            found.append(readers(college))
            transaction.set_rollback(True)
    both = {team.pk, manager.pk}
    assert found == [{manager.pk}, {team.pk}, both, both]


def test_serious_reports_of_staff_ask_for_a_follow_up(college: Organisation) -> None:
    under("kingston-maurward")
    welfare = person("Wel Fare", "student-welfare")
    open_concern(report(category=Category.OTHER, serious=True), by=person("Tu Tor"))
    assert readers(college) == {welfare.pk}
    assert "follow-up-record" in Concern.objects.get().routed["duties"]
