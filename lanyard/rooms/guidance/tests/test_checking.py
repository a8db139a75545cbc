"""The rules of the checker: what is found, whose rule it is, and that no text breaks them."""

from __future__ import annotations

import datetime
import string
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lanyard.engine.policy.api import ContentInvalid, clauses, slugs
from lanyard.people.names import fold
from lanyard.rooms.guidance.checking import names, patterns, wordlists
from lanyard.rooms.guidance.checking.policy import (
    DEFAULTS,
    KINDS,
    Checks,
    Weight,
    Writer,
    checks_of,
    read_checks,
)
from lanyard.rooms.guidance.checking.rules import LONGEST, Account, Draft, Kind, Known, check
from lanyard.rooms.guidance.words import SAYS

TODAY = datetime.date(2026, 11, 26)
KNOWN = Known(TODAY, fold, ("Project Heron",), ("Mia Okoro", "Zoë O'Brien-Day"))
OUTSIDE = Known(TODAY, fold)


def found(text: str, policy: str = "", known: Known = KNOWN, **more: Any) -> list[str]:
    draft = Draft(text, **{"writer": Writer.STAFF, **more})
    told = check(draft, checks_of(policy), known).findings
    return [f"{one.kind}: {text[one.start : one.end]}" for one in told]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ring 07700 900123 now", ["phone: 07700 900123"]),
        ("Ring +44 (0)20 7946 0018.", ["phone: +44 (0)20 7946 0018"]),
        ("Childline 0800 1111 or 116 123 or 999", []),
        ("Room 0123, page 4567", []),
        ("Write to mia.o+x@post.example.org!", ["email: mia.o+x@post.example.org"]),
        ("I live in sw1a 1aa", ["address: sw1a 1aa"]),
        ("It is 12 High Street, by the church", ["address: 12 High Street"]),
        ("Born on 3/4/09", ["birth: 3/4/09"]),
        ("14 February 2009 it was", ["birth: 14 February 2009"]),
        ("The meeting is on 3/4/2026", []),
        ("On 31/2/2009 nothing", []),
        ("NI: ab123456c", ["national-insurance: ab123456c"]),
        ("NI: BG 12 34 56 A", []),
        ("Sort code 20-00-00", ["bank: 20-00-00"]),
        ("Card 4111 1111 1111 1111", ["bank: 4111 1111 1111 1111"]),
        ("Card 4111 1111 1111 1112", []),
        ("password: kettle9", ["password: password: kettle9"]),
        ("About case 2026-0042", ["confidential: 2026-0042"]),
        ("On project  heron", ["confidential: project  heron"]),
        ("Please organize the colour", ["spelling: organize"]),
        ("you absolute IDIOT", ["hostile: IDIOT"]),
        ("What the fuck", ["strong-language: fuck"]),
        ("Scunthorpe and Essex", []),
        ("COME HERE NOW", ["shouting: COME HERE NOW"]),
        ("The BBC and the NHS", []),
    ],
)
def test_what_stands_in_a_text(text: str, told: list[str]) -> None:
    assert found(text) == told


def test_each_finding_cites_its_clause_or_is_a_default() -> None:
    draft = Draft("Ring 07700 900123, NI AB123456C", Writer.STAFF)
    told = check(draft, checks_of("kingston-maurward"), KNOWN).findings
    assert [(one.kind, one.rule.weight, one.rule.clauses, one.rule.default) for one in told] == [
        ("phone", Weight.STOP, ("KMC-GSF-02", "KMC-GSF-10"), False),
        ("national-insurance", Weight.STOP, (), True),
    ]
    theirs = check(
        Draft("Ring 07700 900123", Writer.LEARNERS), checks_of("kingston-maurward"), KNOWN
    )
    assert [one.rule.clauses for one in theirs.findings] == [("KMC-GST-01",)]


def test_a_name_with_a_photograph() -> None:
    text = "Well done mia  okoro and zoe o\u2019brien-day, says Ada Byron"
    assert found(text, photo=True) == [
        "learner-photo: mia  okoro",
        "learner-photo: zoe o\u2019brien-day",
    ]
    assert found(text) == []
    assert found(text, "landau") == [
        "learner-named: mia  okoro",
        "learner-named: zoe o\u2019brien-day",
    ]
    assert found("Miana Okoro and Mia", photo=True) == []


def test_outside_nobody_learns_who_is_a_learner() -> None:
    """A learner's name and a stranger's are told alike."""
    for name in ("Mia Okoro", "Ada Byron"):
        assert found(f"Well done {name}!", known=OUTSIDE, photo=True) == [f"learner-photo: {name}"]
        assert found(f"Well done {name}!", "landau", known=OUTSIDE) == []
    assert found("project heron", known=OUTSIDE) == []


def test_views_need_their_line_where_the_policy_says_so() -> None:
    view = "I think Oaklands College is great"
    assert found(view, "oaklands") == ["disclaimer: ", "names-us: Oaklands College"]
    assert found(f"{view}. My views are my own.", "oaklands") == ["names-us: Oaklands College"]
    assert "disclaimer: " not in found(view, "oaklands", account=Account.ORGANISATION)
    assert "disclaimer: " not in found(view, "oaklands", kind=Kind.MESSAGE)
    assert found("I think so", "landau") == ["own-view: "]
    assert found("I think so", "portland") == []
    assert "about-work: " in found("A day", "oaklands", about_work=True)
    assert found("A day", "oaklands", about_work=True, account=Account.ORGANISATION) == []


def test_length_and_plain_words_where_asked() -> None:
    assert found("here there " * 41, "landau")[0] == "long: "
    assert "long: " not in found("here there " * 41)
    assert found("Let us touch base", "landau") == ["jargon: touch base"]
    assert found("just between us", "portland") == ["familiar: just between us"]
    assert found("just between us") == []


def test_questions_come_when_they_fit() -> None:
    checks = checks_of("kingston-maurward")
    asked = check(Draft("Hi", Writer.LEARNERS), checks, KNOWN).questions
    more = check(Draft("Hi", Writer.LEARNERS, photo=True), checks, KNOWN).questions
    assert {one.clauses for one in more} - {one.clauses for one in asked} == {("KMC-GST-02",)}
    assert all(one.writer is not Writer.STAFF for one in more)


@pytest.mark.parametrize("slug", slugs())
def test_every_policys_checks_can_be_read(slug: str) -> None:
    checks = checks_of(slug)
    cited = {one for rule in checks.rules.values() for one in rule.clauses}
    cited |= {one for question in checks.questions for one in question.clauses}
    assert cited - clauses(slug).keys() == set()
    assert set(SAYS) == set(KINDS)
    asked = {
        one.id for one in clauses(slug).values()
        if one.capability == "guidance" and {"post-checker", "message-checker"} & set(one.controls)
    }  # fmt: skip
    assert asked - cited == set()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("rules:\n- looks-for: [cats]\n  weight: stop\n  clauses: [A-1]\n",
         "x.yaml:2: looks for something unknown: cats"),
        ("rules:\n- looks-for: [phone]\n  weight: heavy\n  clauses: [A-1]\n",
         "x.yaml:2: has an unknown weight: heavy"),
        ("rules:\n- looks-for: [phone]\n  weight: stop\n  clauses: [Z-9]\n",
         "x.yaml:4: names no clause of the policy: Z-9"),
        ("rules:\n- looks-for: [phone, phone]\n  weight: stop\n  clauses: [A-1]\n  for: staff\n",
         "x.yaml:2: gives phone for staff twice"),
        ("rules:\n- looks-for: [phone]\n  weight: stop\n  clauses: [A-1]\n  for: cats\n",
         "x.yaml:5: is for somebody unknown: cats"),
        ("questions:\n- ask: So?\n  when: never\n  clauses: [A-1]\n",
         "x.yaml:2: is asked at an unknown time: never"),
        ("most-words: many\n", "x.yaml:1: has a number of words that is none"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_file_is_told_with_its_line(text: str, told: str) -> None:
    with pytest.raises(ContentInvalid) as wrong:
        read_checks(text, "x.yaml", {"A-1"})
    assert [str(fault) for fault in wrong.value.faults] == [told]


def test_a_list_of_language_is_read_strictly() -> None:
    with pytest.raises(ContentInvalid, match=r"x\.yaml:1: has an unknown level: rude"):
        wordlists.read_language("rude: [x]", "x.yaml")
    with pytest.raises(ContentInvalid, match=r"x\.yaml:1: gives x twice"):
        wordlists.read_language("mild: [x, x]", "x.yaml")


ANY = st.text(max_size=300) | st.text("0123456789 +-/.@ABCab", max_size=120)


@given(ANY, st.sampled_from(["", *slugs()]), st.sampled_from(list(Writer)), st.booleans())
def test_no_text_breaks_the_checker(text: str, slug: str, writer: Writer, ticked: bool) -> None:
    draft = Draft(text, writer, photo=ticked, own_view=ticked, about_work=ticked)
    once = check(draft, checks_of(slug), KNOWN)
    assert once == check(draft, checks_of(slug), KNOWN)
    for one in once.findings:
        assert 0 <= one.start <= one.end <= len(text)
        assert one.rule.default == (not one.rule.clauses)
    spans = sorted((f.start, f.end) for f in once.findings if f.end and f.kind != "long-sentence")
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


@given(st.text(string.ascii_letters + string.digits + " ", max_size=10))
def test_national_insurance_numbers_keep_the_rules(number: str) -> None:
    plain = number.replace(" ", "").upper()
    right = (
        len(plain) == 9 and plain[:2].isalpha() and plain[2:8].isdigit() and plain[8] in "ABCD"
        and plain[0] not in "DFIQUV" and plain[1] not in "DFIOQUV"
        and plain[:2] not in {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"}
    )  # fmt: skip
    assert patterns.is_national_insurance(number) == right


@given(st.from_regex(r"07[0-9]{9}", fullmatch=True), st.sampled_from(["", " ", "-"]))
def test_every_mobile_number_is_found(number: str, gap: str) -> None:
    written = f"{number[:5]}{gap}{number[5:]}"
    assert written in {
        f"ring {written} soon"[start:end] for start, end in patterns.phones(f"ring {written} soon")
    }


@given(st.from_regex(r"[1-9][0-9]{15}", fullmatch=True), st.integers(0, 14))
def test_two_digits_that_change_places_are_found_out(number: str, at: int) -> None:
    digits = list(number)
    digits[at], digits[at + 1] = digits[at + 1], digits[at]
    pair = {int(number[at]), int(number[at + 1])}
    if patterns.passes_luhn(number) and len(pair) == 2 and pair != {0, 9}:
        assert not patterns.passes_luhn("".join(digits))


@given(st.from_regex(r"[1-9][0-9]{8}", fullmatch=True))
def test_a_learner_number_has_at_most_one_check_digit(start: str) -> None:
    fits = [one for one in string.digits if patterns.is_learner_number(start + one)]
    assert len(fits) <= 1


@given(st.text("Mia Okoro zoë'-. ", max_size=40))
def test_names_are_found_whole_words_only(text: str) -> None:
    for start, end in names.known_names(text, ["Mia Okoro"], fold):
        assert fold(text[start:end]) == "mia okoro"


def test_the_longest_text_is_checked_at_once() -> None:
    for bad in (
        "0" * LONGEST,
        "a@" * (LONGEST // 2),
        "A " * (LONGEST // 2),
        "1 a " * (LONGEST // 4),
    ):
        assert check(Draft(bad, Writer.STAFF), Checks({}), KNOWN) is not None
    assert set(DEFAULTS) <= KINDS


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("I should of come", ["grammar: should of"]),
        ("They was here", ["grammar: They was"]),
        ("See the the list", ["grammar: the the"]),
        ("He had had enough, that that is", []),
        ("and i think, but i'm late", ["grammar: i", "grammar: i"]),
        ("Section (i), i.e. part i.", []),
        ("a apple, A orange", ["grammar: a", "grammar: A"]),
        ("a one-off, a European, a unit, an hour, an MP, an x-ray", []),
        ("an book", ["grammar: an"]),
        ("We recieve it tommorow", ["grammar: recieve", "grammar: tommorow"]),
    ],
)
def test_slips_of_grammar(text: str, told: list[str]) -> None:
    assert found(text) == told
    rule = checks_of("landau").rule(Writer.STAFF, "grammar")
    assert rule is not None
    assert (rule.weight, rule.clauses) == (Weight.CHANGE, ("LAN-OC-04",))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ask me, @lee.example99", ["handle: @lee.example99"]),
        ("my insta is lee_x99 ok", ["handle: my insta is lee_x99"]),
        ("Add me on Snapchat!", ["handle: Add me on Snapchat"]),
        ("Meet @ 9, price @5", []),
        ("Our Instagram is run by marketing", []),
    ],
)
def test_personal_accounts_in_messages_of_staff(text: str, told: list[str]) -> None:
    assert found(text, "oaklands", kind=Kind.MESSAGE) == told
    assert found(text, "oaklands", kind=Kind.POST, account=Account.ORGANISATION) == []
    assert found(text, "portland", kind=Kind.MESSAGE) == []


def test_how_long_a_post_waits() -> None:
    """As the policy says; Lanyard's default where something grave was found; else not at all."""
    kingston = checks_of("kingston-maurward")
    asks = {one.clauses: one for one in kingston.questions}
    assert asks["KMC-GST-02",].pause == 10
    assert asks["KMC-GST-11",].answer == "yes-no"
    waits = [
        check(Draft(text, Writer.LEARNERS, kind, photo=photo), kingston, OUTSIDE).pause
        for text, kind, photo in (
            ("Hi", Kind.POST, True), ("Hi", Kind.MESSAGE, True), ("Hi", Kind.POST, False),
            ("Ring 07700 900123", Kind.POST, False), ("Ring 07700 900123", Kind.MESSAGE, False),
            ("a apple", Kind.POST, False),
        )
    ]  # fmt: skip
    assert waits == [10, 0, 0, 10, 0, 0]


@pytest.mark.parametrize("account", Account)
def test_no_kind_of_account_is_exempt(account: Account) -> None:
    told = found("you absolute IDIOT, ring 07700 900123", "oaklands", account=account)
    assert told == ["phone: 07700 900123", "hostile: IDIOT"]
