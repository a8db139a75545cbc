"""The shipped profiles: usable, sourced, citing clauses that exist, and whole."""

from __future__ import annotations

import pytest

from lanyard.engine.policy.api import (
    ROLES,
    AgeGroup,
    Effect,
    PoliceDuty,
    Population,
    Profile,
    Stance,
    cited,
    clauses,
    shipped,
    slugs,
    uncited,
    values,
)
from lanyard.foundation.access.api import all_roles

COUNTS = {"company": 106, "kingston-maurward": 138, "landau": 170, "oaklands": 148, "portland": 63}


@pytest.fixture(params=slugs())
def profile(request: pytest.FixtureRequest) -> Profile:
    return shipped(request.param)


def test_five_profiles_ship() -> None:
    assert slugs() == tuple(sorted(COUNTS))


def test_the_registers_ship_whole() -> None:
    assert {slug: len(clauses(slug)) for slug in slugs()} == COUNTS


def test_every_clause_cited_is_in_the_register(profile: Profile) -> None:
    assert uncited(profile, profile.slug, "x") == []
    assert len(list(cited(profile))) > 20


def test_every_value_says_where_it_comes_from(profile: Profile) -> None:
    for value in values(profile):
        assert bool(value.clauses) != value.default, value.key
        assert value.parts or value.key.startswith("image."), value.key


def test_every_role_of_a_profile_is_a_role_of_the_house() -> None:
    assert set(ROLES) == set(all_roles())


def test_clocks_are_tighter_for_the_worse_and_for_children(profile: Profile) -> None:
    for level in range(1, 6):
        child = profile.timer(level, AgeGroup.UNDER_18)
        adult = profile.timer(level, AgeGroup.ADULT)
        assert child.acknowledge_minutes <= adult.acknowledge_minutes
        assert child.first_action_minutes <= adult.first_action_minutes
        if level > 1:
            milder = profile.timer(level - 1, AgeGroup.UNDER_18)
            assert child.first_action_minutes < milder.first_action_minutes


def test_the_pattern_threshold_is_three_and_somebody_hears(profile: Profile) -> None:
    assert profile.patterns.threshold == 3
    assert profile.patterns.alert_to
    assert not {"dsl"} & set(profile.patterns.alert_to_if_dsl)


def test_bodies_that_are_gone_lead_to_their_successors() -> None:
    for slug in ("landau", "oaklands"):
        isa = shipped(slug).agency("isa")
        assert isa.current_name == "Disclosure and Barring Service"
        assert isa.successor_note
    assert shipped("oaklands").agency("lscb").current_name.endswith("partnership")


def test_only_the_principal_excludes_kmc_con_15() -> None:
    rung = shipped("kingston-maurward").sanction("permanent-exclusion")
    assert (rung.decided_by, rung.on_recommendation) == (("principal",), True)
    assert rung.clauses == ("KMC-CON-15",)


def test_the_ladder_of_every_population_has_a_decider(profile: Profile) -> None:
    for population in Population:
        ladder = profile.sanctions_for(population)
        assert ladder
        assert all(rung.decided_by for rung in ladder)
        assert profile.outcomes_for(population)
        assert profile.breaches_for(population)


@pytest.mark.parametrize(
    ("slug", "duty", "authority"),
    [
        ("landau", PoliceDuty.MUST, False),
        ("kingston-maurward", PoliceDuty.DECIDE, False),
        ("oaklands", PoliceDuty.MUST, False),
        ("portland", PoliceDuty.DECIDE, False),
        ("company", PoliceDuty.MUST, True),
    ],
)
def test_the_police_rule_is_that_of_table_d9(slug: str, duty: PoliceDuty, authority: bool) -> None:
    rule = shipped(slug).police
    assert (rule.duty, rule.or_authority) == (duty, authority)
    assert rule.default is (slug == "portland")


def test_serious_concerns_need_a_myconcern_reference_kmc_rol_05() -> None:
    follow_up = shipped("kingston-maurward").follow_up
    assert follow_up is not None
    assert (follow_up.system, follow_up.before_closing) == ("MyConcern", True)
    assert [s for s in slugs() if shipped(s).follow_up] == ["kingston-maurward"]


def test_learners_are_offered_their_own_contacts_kmc_rol_02() -> None:
    offered = shipped("kingston-maurward").learner_recipients
    assert [(r.role, r.through) for r in offered] == [
        ("course-manager", "groups"),
        ("apprenticeship-coordinator", "groups"),
        ("student-welfare", "post"),
    ]


def test_a_learner_may_choose_a_trusted_adult_lan_dd_11() -> None:
    assert [s for s in slugs() if shipped(s).trusted_adult.offered] == ["landau"]
    assert shipped("landau").trusted_adult.copy_to == ("dso",)


def test_breach_codes_have_the_effects_that_their_controls_say() -> None:
    kmc, oak = shipped("kingston-maurward"), shipped("oaklands")
    assert kmc.breach("KMC-CON-08").criminal_sub_types == ("illegal",)
    assert set(kmc.breach("KMC-CON-12").effects) == {
        Effect.PREVENT_DECISION,
        Effect.POLICE_DECISION,
    }
    assert Effect.NOTIFY_MARKETING in kmc.breach("KMC-CON-13").effects
    assert Effect.NOTIFY_EQUALITY_LEAD in oak.breach("OAK-10.4-11").effects
    assert Effect.LEGAL_ADVICE in oak.breach("OAK-10.4-08").effects
    assert [b.code for b in oak.breaches if b.may_be_criminal] == ["OAK-10.4-16", "OAK-10.4-19"]


def test_breaches_that_may_be_criminal_make_a_police_decision_due(profile: Profile) -> None:
    for breach in profile.breaches:
        if breach.may_be_criminal:
            assert Effect.POLICE_DECISION in breach.effects, breach.code


def test_every_rule_of_the_dos_and_donts_is_a_code_lan_dd_p1() -> None:
    codes = {b.code for b in shipped("landau").breaches if b.code.startswith("LAN-DD-")}
    numbered = {c for c in clauses("landau") if c.startswith("LAN-DD-") and c[7].isdigit()}
    elsewhere = {"LAN-DD-08B", "LAN-DD-13B"}  # how images and conversations are kept
    assert codes == numbered - elsewhere


@pytest.mark.parametrize(
    ("slug", "intervals"),
    [
        ("oaklands", {"account-inspection"}),
        ("portland", {"direct-message-review", "equipment-monitoring", "password-change"}),
        ("company", {"support-plan-review", "security-review", "impact-monitoring"}),
        ("kingston-maurward", {"software-updates"}),
        ("landau",
         {"senior-management-report", "expert-security-review", "it-incident-resolution"}),
    ],
)  # fmt: skip
def test_intervals_left_open_are_set_before_go_live(slug: str, intervals: set[str]) -> None:
    left_open = {i.slug for i in shipped(slug).intervals if i.set_before_go_live}
    assert left_open == intervals
    assert not any(shipped(slug).interval(name).is_set for name in intervals)


def test_silence_is_never_shown_as_the_policy_speaking(profile: Profile) -> None:
    for position in profile.positions:
        assert (position.stance is Stance.SILENT) == position.default
