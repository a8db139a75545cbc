"""The registers, the catalogue and the packs: whole, and refused with file and line where wrong."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lanyard.engine.policy.api import (
    ROLES,
    Binding,
    ContentInvalid,
    Fault,
    asks_of,
    audiences_of,
    catalogue,
    changes_of,
    clauses,
    edition_before,
    edition_on,
    packs,
    read_catalogue,
    read_edition,
    read_register,
    shipped,
    slugs,
)
from lanyard.engine.policy.shipped import CONTENT

KNOWN = {"one", "two"}
GOOD = """\
- id: LAN-A-01
  section: One
  says: Something is done.
  actor: staff; learners
  kind: duty
  capability: concerns
  asks: A page shows it.
  strength: must
  controls: [one, two]
  params:
    days: 3
- id: LAN-A-02
  section: One
  says: Something may be done.
  actor: all
  kind: permission
  capability: concerns
  asks: A page offers it.
  strength: may
  controls:
  - two
"""
EDITION = """\
title: A law
issuer: A ministry
source: The text of it
dated: June 2026
in-force-from: 2026-06-01
duties:
- id: LAW-ONE
  section: First
  says: It is done.
  actor: all
  strength: must
  controls: [one]
  source: paragraph 1
- id: LAW-TWO
  section: First
  says: It is written down.
  actor: all
  strength: should
  controls: [two]
  source: paragraph 2
  verified: false
"""


def faults(text: str) -> list[str]:
    with pytest.raises(ContentInvalid) as refused:
        read_register(text, "x/clauses.yaml", KNOWN)
    return [str(fault) for fault in refused.value.faults]


def test_a_register_is_read() -> None:
    found = read_register(GOOD, "x/clauses.yaml", KNOWN)
    first, second = found.values()
    assert (first.id, first.strength, first.controls) == ("LAN-A-01", Binding.MUST, ("one", "two"))
    assert (first.actors, first.params) == (("staff", "learners"), {"days": 3})
    assert (second.strength, second.controls, second.params) == (Binding.MAY, ("two",), {})


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("- two\n", "- three\n", "x/clauses.yaml:21: names an unknown control: three"),
        ("[one, two]", "[one, one]", "x/clauses.yaml:9: names a control twice"),
        ("[one, two]", "[]", "x/clauses.yaml:9: controls must name at least one"),
        ("[one, two]", "one", "x/clauses.yaml:9: controls must be a list"),
        ("LAN-A-02", "LAN-A-01",
         "x/clauses.yaml:12: gives the id LAN-A-01 again; it stands in line 1"),
        ("strength: may", "strength: can",
         "x/clauses.yaml:19: has an unknown strength: can; there are must, should, may, advises"),
        ("kind: duty", "kind: whim", "x/clauses.yaml:5: has an unknown kind: whim"),
        ("  kind: duty\n", "", "x/clauses.yaml:1: a clause lacks kind"),
        ("  kind: duty\n", "  kind: duty\n  mood: good\n",
         "x/clauses.yaml:6: has an unknown field: mood"),
        ("  kind: duty\n", "  kind: duty\n  kind: duty\n", "x/clauses.yaml:6: gives kind twice"),
        ("says: Something is done.", "says: 3", "x/clauses.yaml:3: says must be a text"),
        ("actor: all", "actor: [", "x/clauses.yaml:17: is not YAML"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_file_and_line(old: str, new: str, said: str) -> None:
    assert any(fault.startswith(said) for fault in faults(GOOD.replace(old, new, 1))), faults(
        GOOD.replace(old, new, 1)
    )


@pytest.mark.parametrize("text", ["", "3", "a: b", "- 3", "- [x]", "\x00", "&a [*a]", "!!x y"])
def test_what_is_no_register_is_refused(text: str) -> None:
    assert faults(text)


def faults_in(read: Callable[[], object]) -> list[Fault]:
    """Return the faults of what is refused, none where it is read; anything else fails."""
    try:
        read()
    except ContentInvalid as refused:
        return refused.faults or [Fault("", 0, "refused without a word")]
    return []


@given(st.data())
def test_a_damaged_register_is_read_or_refused_with_a_line_of_it(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(GOOD)))
    stop = data.draw(st.integers(start, min(start + 40, len(GOOD))))
    put = data.draw(st.text(alphabet=st.sampled_from("abc:- []{}\n\"'&*!#|>,01\t"), max_size=12))
    text = GOOD[:start] + put + GOOD[stop:]
    lines = text.count("\n") + 2
    found = faults_in(lambda: read_register(text, "x/clauses.yaml", KNOWN))
    assert all(1 <= fault.line <= lines and fault.what for fault in found)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (
        lambda: read_register(text, "x/clauses.yaml", KNOWN),
        lambda: read_catalogue(text),
        lambda: read_edition(text, "packs/law/1.yaml", KNOWN),
    ):
        assert all(fault.line >= 1 for fault in faults_in(read))


def test_each_shipped_clause_binds_somehow_and_names_controls() -> None:
    every = [one for slug in slugs() for one in clauses(slug).values()]
    assert len(every) == 625
    assert Counter(one.strength.value for one in every) == {
        "must": 400, "should": 133, "may": 38, "advises": 54,
    }  # fmt: skip
    assert all(one.controls and one.asks for one in every)


def test_the_catalogue_is_shared_and_nothing_in_it_is_idle() -> None:
    known = catalogue().controls
    registers = [clauses(slug) for slug in slugs()]
    of_policies = {c for register in registers for one in register.values() for c in one.controls}
    of_packs = {
        c for editions in packs().values() for edition in editions
        for one in edition.duties.values() for c in one.controls
    }  # fmt: skip
    assert 100 <= len(known) <= 170
    assert of_policies | of_packs == set(known)
    named = [{c for one in register.values() for c in one.controls} for register in registers]
    shared = [c for c in known if sum(c in controls for controls in named) > 1]
    assert len(shared) > 60


def test_every_control_has_an_owner_under_every_policy() -> None:
    for slug in slugs():
        profile = shipped(slug)
        there = {r.slug for r in profile.roles} | {
            profile.posts.head, profile.posts.safeguarding_lead,
        }  # fmt: skip
        owners = {catalogue().owner_under(control, profile) for control in catalogue().controls}
        assert owners <= there
        assert owners <= set(ROLES)
    head = {slug: catalogue().owner_under("policy-approved", shipped(slug)) for slug in slugs()}
    assert head == {
        "company": "managing-director", "kingston-maurward": "principal", "landau": "ceo",
        "oaklands": "principal", "portland": "management",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("controls:\n- {slug: a, room: b, owner: dsl, sentence: C.}\n"
         "- {slug: a, room: b, owner: dsl, sentence: C.}\n",
         "controls.yaml:3: gives the control a again"),
        ("controls:\n- {slug: a, room: b, owner: duke, sentence: C.}\n",
         "controls.yaml:2: names an unknown role: duke"),
        ("in-place-of:\n  dsl: [duke]\ncontrols: []\n",
         "controls.yaml:2: names an unknown role: duke"),
        ("controls:\n- {slug: a, room: b, sentence: C.}\n",
         "controls.yaml:2: a control lacks owner"),
    ],
)  # fmt: skip
def test_a_faulty_catalogue_is_refused(text: str, said: str) -> None:
    with pytest.raises(ContentInvalid) as refused:
        read_catalogue(text)
    assert said in str(refused.value)


def test_five_packs_ship_and_say_what_was_not_read_in_the_source() -> None:
    assert {pack: [one.edition for one in many] for pack, many in packs().items()} == {
        "dfe-filtering-monitoring": ["2026"], "kcsie": ["2025", "2026"],
        "ofsted-safeguarding": ["2025"],
        "prevent-duty": ["2021"], "ukcis-nudes": ["2024"],
    }  # fmt: skip
    verified = {
        one.id for many in packs().values() for edition in many
        for one in edition.duties.values() if one.verified
    }  # fmt: skip
    assert verified == {
        "DFE-FM-DPIA", "OFSTED-MET", "PREVENT-DUE-REGARD", "PREVENT-SELF-ASSESSMENT",
        "PREVENT-SUBCONTRACTORS", "UKCIS-ADULT", "UKCIS-NEVER-VIEW", "UKCIS-REPORT",
    }  # fmt: skip


def test_no_id_is_given_twice_over_policies_and_packs() -> None:
    ids = [one for slug in slugs() for one in clauses(slug)]
    ids += [one for many in packs().values() for one in many[-1].duties]
    assert sorted(set(ids)) == sorted(ids)


def test_a_new_edition_shows_what_changed() -> None:
    first = read_edition(EDITION, "packs/law/2026.yaml", KNOWN)
    later = (
        EDITION.replace("2026-06-01", "2027-06-01").replace("June 2026", "June 2027")
        .replace("It is done.", "It is done each year.").replace("[one]", "[one, two]")
        .replace("LAW-TWO", "LAW-THREE")
    )  # fmt: skip
    second = read_edition(later, "packs/law/2027.yaml", KNOWN)
    editions = (first, second)
    found = changes_of(first, second)
    assert (found.added, found.removed) == (("LAW-THREE",), ("LAW-TWO",))
    assert found.changed == {"LAW-ONE": ("says", "controls")}
    assert not changes_of(first, first)
    assert edition_before(editions, second) is first
    assert edition_before(editions, first) is None
    days = (datetime.date(2025, 1, 1), datetime.date(2027, 5, 31), datetime.date(2027, 6, 1))
    assert [edition_on(editions, day) for day in days] == [first, first, second]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("2026-06-01", "soon", "packs/law/1.yaml:5: in-force-from must be a day"),
        ("title: A law\n", "", "packs/law/1.yaml:1: an edition lacks title"),
        ("[one]", "[three]", "packs/law/1.yaml:12: names an unknown control: three"),
        ("verified: false", "verified: maybe", "packs/law/1.yaml:21: verified must be true or"),
    ],
)  # fmt: skip
def test_a_faulty_edition_is_refused(old: str, new: str, said: str) -> None:
    with pytest.raises(ContentInvalid) as refused:
        read_edition(EDITION.replace(old, new), "packs/law/1.yaml", KNOWN)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("actor", "audiences"),
    [
        ("personal tutors", {"tutors"}), ("Teachers", {"tutors"}), ("All staff", {"staff"}),
        ("employees", {"staff"}), ("IT Department", {"it"}), ("Landau", {"organisation"}),
        ("students", {"learners"}), ("all users", {"everybody"}), ("anyone", {"everybody"}),
        ("Safeguarding Lead (DSL)", {"safeguarding"}), ("Marketing manager", {"marketing"}),
        ("Staff other than the DSL", {"staff"}), ("CEO", {"leadership"}),
        ("volunteers", {"visitors"}), ("line manager", {"managers"}),
    ],
)  # fmt: skip
def test_actors_are_put_into_audiences(actor: str, audiences: set[str]) -> None:
    assert set(audiences_of(actor)) == audiences


def test_what_binds_staff_binds_tutors_and_not_learners() -> None:
    assert asks_of(("All staff",), "tutors")
    assert asks_of(("all",), "learners")
    assert not asks_of(("All staff",), "learners")
    assert not asks_of(("tutors",), "staff")
    assert not asks_of(("Landau",), "tutors")


def test_shipped_files_name_no_other_policy() -> None:
    assert {path.parent.name for path in CONTENT.glob("*/clauses.yaml")} == set(slugs())
