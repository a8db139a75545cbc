"""What rooms declare is what the catalogue names, and every word of the pages is there."""

from __future__ import annotations

from collections import Counter

from lanyard.engine.clauses import words
from lanyard.engine.clauses.standing import Stand
from lanyard.engine.policy.api import AUDIENCES, ORGANISATION, Binding, catalogue, clauses, slugs
from lanyard.engine.policy.register import KINDS
from lanyard.foundation.registry import api as registry
from lanyard.foundation.registry.controls import Basis


def test_each_control_is_declared_once_by_the_part_that_the_catalogue_names() -> None:
    declared = [(m.slug, control) for m in registry.manifests() for control in m.controls]
    times = Counter(control.slug for _, control in declared)
    assert [slug for slug, many in times.items() if many > 1] == []
    known = catalogue().controls
    wrong = [
        control.slug for room, control in declared
        if control.slug not in known
        or (known[control.slug].room, known[control.slug].owner) != (room, control.owner)
    ]  # fmt: skip
    assert wrong == []
    assert len(declared) > 45
    assert all(str(control.counts) for _, control in declared)


def test_the_parts_that_stand_have_declared_all_that_is_asked_of_them_but_these() -> None:
    there = {manifest.slug for manifest in registry.manifests()}
    asked = {e.slug for e in catalogue().controls.values() if e.room in there}
    assert asked - registry.controls().keys() == {
        "interests-declared",
        "prevent-self-assessed", "safer-recruitment-recorded", "staff-profiles-inspected",
    }  # fmt: skip


def test_pages_have_a_word_for_everything() -> None:
    every = [one for slug in slugs() for one in clauses(slug).values()]
    assert {one.capability for one in every} == set(words.CAPABILITIES)
    assert set(KINDS) == set(words.KINDS)
    assert set(Binding) == set(words.STRENGTHS)
    assert set(Stand) == set(words.STANDS)
    assert set(Basis) == set(words.BASES) == set(words.SHORT_BASES)
    assert {entry.room for entry in catalogue().controls.values()} <= set(words.ROOMS)
    assert {one.slug for one in AUDIENCES} | {ORGANISATION} == set(words.ACTORS)
