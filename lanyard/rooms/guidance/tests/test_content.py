"""Pages as they ship: read strictly, laid over Lanyard's own, each clause there."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lanyard.engine.policy.api import ContentInvalid, clauses, slugs
from lanyard.rooms.guidance.content import (
    Audience,
    Source,
    check_links,
    pages,
    read_folder,
    read_page,
    sections_of,
)

PAGE = """---
slug: safe
title: Safe
summary: How.
audience: learners
order: 1
clauses: [A-1]
shown-beside: []
---
## First

- Be kind. {#A-1}

## Second {default}

- Sleep.
"""
KNOWN = {"A-1", "A-2"}


def faults(text: str, **more: bool) -> list[str]:
    with pytest.raises(ContentInvalid) as wrong:
        read_page(text, "x/guidance/safe.md", KNOWN, **more)
    return [str(fault) for fault in wrong.value.faults]


def test_a_page_says_whose_words_each_section_is() -> None:
    page = read_page(PAGE, "safe.md", KNOWN)
    assert [(one.heading, one.text, one.source, one.clauses) for one in page.sections] == [
        ("First", "- Be kind.", Source.POLICY, ("A-1",)),
        ("Second", "- Sleep.", Source.DEFAULT, ()),
    ]
    assert (page.slug, page.audience, page.clauses) == ("safe", Audience.LEARNERS, ("A-1",))
    assert page.body == PAGE.partition("---\n## ")[2].join(["## ", ""]).strip()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("{#A-1}", "{#A-9}", "x/guidance/safe.md:10: cites no clause of the policy: A-9"),
        ("[A-1]", "[A-1, Z-1]", "x/guidance/safe.md:7: names no clause of the policy: Z-1"),
        ("[A-1]", "[A-1, A-2]", "x/guidance/safe.md:7: names A-2, which no section cites"),
        ("[A-1]", "[]", "x/guidance/safe.md:10: cites A-1, which the head does not name"),
        ("kind. {#A-1}", "kind.", "x/guidance/safe.md:12: cites no clause; cite one, or mark the "
         "section {default}"),
        ("Sleep.", "Sleep. {#A-1}", "x/guidance/safe.md:16: cites A-1 in a section marked "
         "{default}"),
        ("learners", "cats", "x/guidance/safe.md:1: has an unknown audience; there are learners, "
         "staff, parents, everybody"),
        ("slug: safe", "slug: Not Safe", "x/guidance/safe.md:1: has a slug that is none: small "
         "letters, digits and hyphens"),
        ("order: 1", "order: first", "x/guidance/safe.md:1: has an order that is no number"),
        ("order: 1", "odder: 1", "x/guidance/safe.md:6: has an unknown field: odder"),
        ("---\nslug", "slug", "x/guidance/safe.md:1: must begin with a head between two lines "
         "of ---"),
        ("## Second {default}", "## First {default}", "x/guidance/safe.md:14: has the heading "
         "First twice"),
        ("## First", "First", "x/guidance/safe.md:10: stands under no heading"),
        ("- Sleep.", "", "x/guidance/safe.md:14: says nothing under Second"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_file_and_line(old: str, new: str, told: str) -> None:
    assert told in faults(PAGE.replace(old, new, 1))


def test_what_no_policy_says_must_be_marked() -> None:
    told = "x/guidance/safe.md:10: must be marked {default}, since no policy says it"
    assert told in faults(PAGE, shared=True)


def test_a_slug_given_twice_and_a_link_to_nowhere_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "guidance"
    folder.mkdir()
    (folder / "a.md").write_text(PAGE, "utf-8")
    assert set(read_folder(folder, KNOWN)) == {"safe"}
    (folder / "b.md").write_text(PAGE, "utf-8")
    with pytest.raises(ContentInvalid, match=r"b\.md:1: gives the slug safe again; it stands in "):
        read_folder(folder, KNOWN)
    lost = read_page(PAGE.replace("Sleep.", "See [it](#nowhere)."), "safe.md", KNOWN)
    with pytest.raises(ContentInvalid, match=r"safe\.md:14: links to #nowhere, which is no page"):
        check_links({"safe": lost})


@pytest.mark.parametrize("slug", slugs())
def test_every_policy_has_its_pages(slug: str) -> None:
    found = pages(slug)
    assert {
        "staying-safe", "personal-safety", "people-you-meet-online", "respect-for-others",
        "passwords", "sexual-images", "what-to-do-when", "whom-to-tell", "dos-and-donts",
        "privacy-settings", "staff-online", "remote-teaching", "teaching-with-social-media",
        "email", "parents",
    } <= set(found)  # fmt: skip
    assert "hree random words" in found["passwords"].words
    assert found["whom-to-tell"].contacts
    cited = {one for page in found.values() for one in page.clauses}
    advised = {one.id for one in clauses(slug).values() if one.capability == "guidance"}
    assert advised - cited == set()


def test_lanyards_own_stands_under_the_policys() -> None:
    page = pages("kingston-maurward")["passwords"]
    assert [(one.heading, one.source.value) for one in page.sections] == [
        ("Three random words", "policy"), ("A different one for each account", "default"),
        ("A second step", "default"), ("If somebody knows it", "default"),
    ]  # fmt: skip
    assert {one.source.value for one in pages("")["passwords"].sections} == {"default"}


@given(st.text("ab #{}-\n[]()", max_size=120))
def test_no_text_that_a_college_writes_breaks_the_reader(text: str) -> None:
    sections, wrong = sections_of(text, "own", KNOWN, own=True)
    assert bool(sections) or bool(wrong)
    assert [one for part in sections for one in part.clauses if one not in KNOWN] == [] or wrong


def test_a_page_may_have_the_helper_for_passwords() -> None:
    assert read_page(PAGE.replace("order: 1", "order: 1\nstrength: true"), "a.md", KNOWN).strength
    assert {slug for slug, one in pages("oaklands").items() if one.strength} == {"identity-theft"}
    assert pages("oaklands")["identity-theft"].audience is Audience.STAFF
