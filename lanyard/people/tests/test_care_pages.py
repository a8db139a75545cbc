"""Guardians are checked, and reasons for care set, by those who may; to all others it is absent."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lanyard.foundation.audit.models import Entry
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.identity.tests.people import age_session, browser
from lanyard.foundation.organisations.models import Organisation
from lanyard.foundation.ui.listing import Row
from lanyard.people import actions
from lanyard.people.actions.vulnerability import circle_of_flags
from lanyard.people.models import GuardianCheck, GuardianLink, Person, Vulnerability
from lanyard.people.tests.scene import DAY, TODAY, a_learner, parts, somebody

LONG_AGO = 3600


@pytest.fixture
def learner(college: Organisation) -> Person:
    return a_learner()


@pytest.fixture
def link(learner: Person) -> GuardianLink:
    mother = actions.join(by=None, given_name="Ida", family_name="Abara", email="ida@home.test")
    return actions.link_guardian(mother, learner, by=None, relation="parent")


@pytest.fixture
def lead(college: Organisation) -> tuple[Person, Client]:
    return somebody("Lee", "dsl")


def ways(link: GuardianLink) -> list[str]:
    at = f"/people/guardians/{link.pk}/"
    return [
        "/people/guardians/", at, *(f"{at}{word}/" for word in ("verify", "refuse", "undo", "end")),
        f"/people/{link.learner_id}/guardians/add/",
    ]  # fmt: skip


def test_guardian_pages_open_for_safeguarding_and_nobody_else(
    lead: tuple[Person, Client], link: GuardianLink, elsewhere: Organisation
) -> None:
    others = [somebody("Tia", "tutor")[1], somebody("Ira", "it-department")[1]]
    with acting_as_system(elsewhere.pk, "look"):
        assert GuardianLink.objects.count() == 0
    for path in ways(link):
        answers = [who.get(path).status_code for who in (lead[1], *others, browser())]
        assert (path, answers) == (path, [200, 404, 404, 302])


def test_a_link_is_verified_taken_back_refused_and_ended_with_reasons(
    lead: tuple[Person, Client], link: GuardianLink
) -> None:
    me, client = lead
    at = f"/people/guardians/{link.pk}/"
    blank = client.post(f"{at}verify/", {"how": " ", **parts("on", TODAY + DAY)})
    assert blank.status_code == 422
    assert set(blank.context["form"].errors) == {"on", "how"}
    assert GuardianCheck.objects.count() == 0
    client.post(f"{at}verify/", {"how": "Passport seen", **parts("on", TODAY)})
    link.refresh_from_db()
    assert (link.verified_on, link.verified_by, link.verified_how) == (
        TODAY, me.pk, "Passport seen",
    )  # fmt: skip
    assert client.post(f"{at}undo/", {"because": ""}).status_code == 422
    client.post(f"{at}undo/", {"because": "It was the aunt's passport"})
    link.refresh_from_db()
    assert (link.verified_on, link.verified_by, link.verified_how) == (None, None, "")
    client.post(f"{at}refuse/", {"because": "No paper names her"})
    link.refresh_from_db()
    assert (link.refused_on, link.verified_on) == (TODAY, None)
    client.post(f"{at}end/", {"because": "Moved away", **parts("on", TODAY)})
    assert client.get(f"{at}verify/").status_code == 404
    rows = client.get(at).context["checks"].rows
    assert [(str(row.cells[0]), row.cells[2], row.cells[3]) for row in rows] == [
        ("Ended", "Lee Example", "Moved away"),
        ("Refused", "Lee Example", "No paper names her"),
        ("Undone", "Lee Example", "It was the aunt's passport"),
        ("Verified", "Lee Example", "Passport seen"),
    ]
    verbs = Entry.objects.filter(verb__startswith="people.guardian-").order_by("at", "id")
    assert [(e.verb.split("-")[1], e.because) for e in verbs.exclude(actor_id=None)] == [
        ("verified", "Passport seen"), ("undone", "It was the aunt's passport"),
        ("refused", "No paper names her"), ("ended", "Moved away"),
    ]  # fmt: skip


def test_a_check_from_before_checks_were_kept_is_shown(
    lead: tuple[Person, Client], link: GuardianLink
) -> None:
    at = f"/people/guardians/{link.pk}/"
    assert lead[1].get(at).context["checks"].rows == []
    GuardianLink.objects.filter(pk=link.pk).update(
        verified_on=TODAY, verified_by=lead[0].pk, verified_how="Seen long ago"
    )
    (row,) = lead[1].get(at).context["checks"].rows
    assert (str(row.cells[0]), *row.cells[2:]) == ("Verified", "Lee Example", "Seen long ago")


def test_nobody_checks_their_own_link(lead: tuple[Person, Client], learner: Person) -> None:
    me, client = lead
    own = actions.link_guardian(me, learner, by=None, relation="carer")
    answer = client.post(
        f"/people/guardians/{own.pk}/verify/", {"how": "I know myself", **parts("on", TODAY)}
    )
    assert answer.status_code == 422
    assert "Nobody checks a link of their own." in answer.content.decode()
    own.refresh_from_db()
    assert own.verified_on is None


def test_nothing_is_both_verified_and_refused_and_no_check_lacks_its_why(
    link: GuardianLink,
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        GuardianLink.objects.filter(pk=link.pk).update(verified_on=TODAY, refused_on=TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        GuardianCheck.objects.create(link=link, result="verified", on=TODAY, because="")


def test_a_guardian_is_added_once_and_as_all_they_are(
    lead: tuple[Person, Client], learner: Person
) -> None:
    path = f"/people/{learner.pk}/guardians/add/"
    form = {"given_name": "Ida", "family_name": "Abara", "email": "ida@home.test",
            "relation": ["parent", "next-of-kin"]}  # fmt: skip
    assert lead[1].post(path, form).status_code == 302
    again = lead[1].post(path, {**form, "relation": ["parent"]})
    assert again.context["form"].errors == {"relation": ["They are recorded as this already."]}
    assert lead[1].post(path, {**form, "email": learner.email}).status_code == 422
    assert {(str(x.guardian), x.relation, x.may_contact) for x in GuardianLink.objects.all()} == {
        ("Ida Abara", "parent", False), ("Ida Abara", "next-of-kin", False),
    }  # fmt: skip
    assert Person.objects.filter(family_name="Abara").count() == 2


def test_an_ended_link_may_begin_anew_and_waits_again(
    lead: tuple[Person, Client], link: GuardianLink
) -> None:
    actions.verify_guardian(link, by=lead[0], on=TODAY, how="Seen")
    actions.end_guardian(link, by=lead[0], on=TODAY, because="Moved")
    anew = actions.link_guardian(link.guardian, link.learner, by=lead[0], relation="parent")
    assert (anew.pk, anew.verified_on, anew.ended_on) == (link.pk, None, None)
    with pytest.raises(ValueError, match="already"):
        actions.link_guardian(link.guardian, link.learner, by=lead[0], relation="parent")


def listed(client: Client, state: str) -> list[Row]:
    return list(client.get(f"/people/guardians/?state={state}").context["table"].rows)


def test_the_list_holds_each_link_under_how_it_stands(
    lead: tuple[Person, Client], link: GuardianLink
) -> None:
    me, client = lead
    mother, child = link.guardian, link.learner
    verified, refused = (
        actions.link_guardian(mother, child, by=None, relation=word)
        for word in ("carer", "guardian")
    )

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get("/people/guardians/")
        return len(asked)

    actions.verify_guardian(verified, by=me, on=TODAY, how="Seen")
    actions.refuse_guardian(refused, by=me, on=TODAY, because="No")
    shown = {
        state: {row.cells[2] for row in listed(client, state)}
        for state in ("waiting", "verified", "refused", "ended", "nonsense")
    }  # fmt: skip
    assert shown == {
        "waiting": {"Parent"}, "verified": {"Carer"}, "refused": {"Guardian"}, "ended": set(),
        "nonsense": {"Parent"},
    }  # fmt: skip
    queries()
    one = queries()
    for name in ("A", "B"):
        other = actions.join(by=None, given_name=name, family_name="More")
        actions.link_guardian(other, child, by=None, relation="carer")
    assert queries() == one


def test_a_flag_is_set_and_ended_by_safeguarding_after_a_second_factor(
    lead: tuple[Person, Client], learner: Person
) -> None:
    me, client = lead
    path = f"/people/{learner.pk}/flags/add/"
    form = {"kind": "care-act", "note": "Quiet word", **parts("since", TODAY)}
    age_session(client, proofs=LONG_AGO)
    assert "/sign-in/" in client.post(path, form).headers["Location"]
    assert Vulnerability.objects.count() == 0
    age_session(client, proofs=-LONG_AGO)
    assert client.post(path, {**form, "kind": "nonsense"}).status_code == 422
    assert client.post(path, form).status_code == 302
    flag = Vulnerability.objects.get()
    assert (flag.kind, flag.note, flag.circle_id) == ("care-act", "Quiet word", circle_of_flags())
    end = f"/people/flags/{flag.pk}/end/"
    early = client.post(end, {"because": "x", **parts("on", TODAY - DAY)})
    assert early.context["form"].errors == {"on": ["The last day is before the first."]}
    assert client.post(end, {"because": "", **parts("on", TODAY)}).status_code == 422
    assert client.post(end, {"because": "Settled", **parts("on", TODAY)}).status_code == 302
    flag.refresh_from_db()
    assert flag.until == TODAY
    entry = Entry.objects.get(verb="people.vulnerability-ended")
    assert (entry.because, entry.actor_id, entry.circle_id) == ("Settled", me.pk, flag.circle_id)


def test_flags_are_absent_for_everybody_else(lead: tuple[Person, Client], learner: Person) -> None:
    flag = Vulnerability.objects.create(
        person=learner, kind="prevent", note="Leaky", since=TODAY, circle_id=circle_of_flags()
    )
    paths = (f"/people/{learner.pk}/flags/add/", f"/people/flags/{flag.pk}/end/")
    others = [somebody("Tia", "tutor")[1], somebody("Ira", "it-department")[1]]
    for path in paths:
        answers = [who.get(path).status_code for who in (lead[1], *others, browser())]
        assert (path, answers) == (path, [200, 404, 404, 302])
        form = {"because": "x", "kind": "other", **parts("on", TODAY), **parts("since", TODAY)}
        assert [who.post(path, form).status_code for who in others] == [404, 404]
    assert Vulnerability.objects.get().until is None
    page = others[1].get(f"/people/{learner.pk}/").content.decode()
    assert "Leaky" not in page
    assert "particular care" not in page
