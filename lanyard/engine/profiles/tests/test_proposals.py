"""A release that edits a shipped profile proposes; nothing changes until somebody decides."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from lanyard.engine.decisions.api import decide
from lanyard.engine.policy.api import ProfileInvalid, from_json, from_whole
from lanyard.engine.profiles.api import (
    adopt,
    profile_in_force,
    propose_shipped,
    put_in_force,
    save_draft,
    version_with_id,
)
from lanyard.engine.profiles.differences import set_here
from lanyard.engine.profiles.models import ProfileProposal, ProfileSnapshot, ProfileVersion
from lanyard.engine.profiles.proposals import decide_proposal, offers
from lanyard.engine.profiles.queries import open_proposal
from lanyard.engine.profiles.tests.releases import Release, a_release, forget
from lanyard.foundation.audit.api import Entry
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.identity.tests.people import a_lead, an_account, signed_in_as
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.models import Person

EARLY = datetime.date(2020, 1, 1)
FACTS = {"about": "staff", "reporter": "staff", "category": "bullying"}
TO_STAFF = '[[routing.about-staff]]\nto = ["dsl"]'
TO_HEAD = '[[routing.about-staff]]\nto = ["managing-director"]'
SUGGESTED = (
    'slug = "security-review"\nsays = "How often the security of information systems is reviewed"\n'
    "set-before-go-live = true\nsuggested-days = 91"
)
OWN = '[[intervals]]\nslug = "security-review"\ndays = 5\n'
AGENCY = (
    '\n[[agencies]]\nslug = "helpline"\nname = "Helpline"\nkind = "support"\npurpose = "Advice"\n'
    "default = true\n"
)


@pytest.fixture
def release(college: Organisation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Release:
    adopt("company", by=None, effective_from=EARLY, reason="Set up")
    return a_release(tmp_path, monkeypatch)


@pytest.fixture(autouse=True)
def forgotten() -> object:
    yield
    forget()


@pytest.fixture
def ada(college: Organisation) -> Person:
    return Person.objects.create(given_name="Ada", family_name="Example")


def routed(version: ProfileVersion) -> tuple[str, ...]:
    return decide("concern.route", version.profile, EARLY, FACTS).recipients


def edit(release: Release) -> ProfileProposal:
    release.edit("company", TO_STAFF, TO_HEAD)
    release.edit("company", SUGGESTED, SUGGESTED.replace("91", "30"))
    proposal = propose_shipped()
    assert proposal is not None
    return proposal


def test_an_old_record_gets_its_old_answer_after_a_release(release: Release) -> None:
    kept = profile_in_force()
    before = decide("concern.route", kept.profile, EARLY, FACTS).as_json()
    assert before["recipients"] == ["dsl"]
    edit(release)
    # As another process, which has read nothing yet, finds it.
    snapshot = ProfileSnapshot.objects.get(pk=version_with_id(kept.pk).whole_id)
    cold = from_whole(from_json(snapshot.content), {}, "cold")
    assert decide("concern.route", cold, EARLY, FACTS).as_json() == before
    assert decide("concern.route", kept.profile, EARLY, FACTS).as_json() == before
    fresh = adopt("company", by=None, effective_from=EARLY, reason="Anew")
    assert routed(fresh) == ("managing-director",)
    assert routed(version_with_id(kept.pk)) == ("dsl",)


def test_a_release_changes_nothing_by_itself_and_proposes_once(release: Release) -> None:
    assert propose_shipped() is None
    before = profile_in_force()
    proposal = edit(release)
    assert propose_shipped() == proposal
    assert profile_in_force() == before
    assert routed(before) == ("dsl",)
    assert [one.name for one in offers(proposal)] == [
        "routing/about-staff", "intervals/security-review",
    ]  # fmt: skip
    entry = Entry.objects.get(verb="profiles.proposed")
    assert entry.details["keys"] == ["routing/about-staff", "intervals/security-review"]


def test_a_file_put_back_withdraws_the_proposal(release: Release) -> None:
    proposal = edit(release)
    release.edit("company", TO_HEAD, TO_STAFF)
    second = propose_shipped()
    assert second is not None
    assert second != proposal
    assert [one.name for one in offers(second)] == ["intervals/security-review"]
    release.edit("company", SUGGESTED.replace("91", "30"), SUGGESTED)
    assert propose_shipped() is None
    assert open_proposal() is None
    assert ProfileProposal.objects.filter(withdrawn_at__isnull=False).count() == 2


def test_some_is_taken_and_some_is_kept(release: Release, ada: Person) -> None:
    first = profile_in_force()
    proposal = edit(release)
    today = timezone.localdate()
    version = decide_proposal(
        proposal, by=ada, taken=["intervals/security-review"], effective_from=today,
        reason="The lead stays first",
    )  # fmt: skip
    assert profile_in_force() == version
    assert routed(version) == ("dsl",)
    assert version.profile.interval("security-review").suggested_days == 30
    assert first.profile.interval("security-review").suggested_days == 91
    assert set_here(version) == {"routing.about-staff[0]"}
    assert propose_shipped() is None
    proposal.refresh_from_db()
    assert (proposal.taken, proposal.kept) == (
        ["intervals/security-review"], ["routing/about-staff"],
    )  # fmt: skip
    assert proposal.version == version
    entry = Entry.objects.get(verb="profiles.proposal-decided")
    assert (entry.actor, entry.because) == ("Ada Example", "The lead stays first")
    with pytest.raises(ValueError, match="decided"):
        decide_proposal(proposal, by=ada, taken=[], effective_from=today, reason="Again")


def test_what_was_kept_stays_kept_at_the_next_release(release: Release, ada: Person) -> None:
    today = timezone.localdate()
    decide_proposal(edit(release), by=ada, taken=[], effective_from=today, reason="Ours")
    release.add("company", AGENCY)
    proposal = propose_shipped()
    assert proposal is not None
    assert [one.name for one in offers(proposal)] == ["agencies/helpline"]
    version = decide_proposal(
        proposal, by=ada, taken=["agencies/helpline"], effective_from=today, reason="Useful"
    )
    assert version.profile.agency("helpline").name == "Helpline"
    assert routed(version) == ("dsl",)
    assert version.profile.interval("security-review").suggested_days == 91


def test_an_own_change_stays_over_what_is_taken(release: Release, ada: Person) -> None:
    today = timezone.localdate()
    put_in_force(save_draft(OWN, by=ada), by=ada, effective_from=today, reason="Five days")
    proposal = edit(release)
    assert {one.name: one.own for one in offers(proposal)} == {
        "routing/about-staff": False, "intervals/security-review": True,
    }  # fmt: skip
    every = [one.name for one in offers(proposal)]
    version = decide_proposal(proposal, by=ada, taken=every, effective_from=today, reason="All")
    assert version.profile.interval("security-review").days == 5
    assert version.profile.interval("security-review").suggested_days == 30
    assert (version.changes, routed(version)) == (OWN, ("managing-director",))


def test_a_change_of_ones_own_takes_nothing_of_a_release(release: Release, ada: Person) -> None:
    edit(release)
    version = put_in_force(
        save_draft(OWN, by=ada), by=ada, effective_from=timezone.localdate(), reason="Five days"
    )
    assert routed(version) == ("dsl",)
    assert version.profile.interval("security-review").suggested_days == 91
    waiting = open_proposal()
    assert waiting is not None
    assert len(offers(waiting)) == 2


def test_a_scheduled_version_gets_the_same_decision(release: Release, ada: Person) -> None:
    today = timezone.localdate()
    later = today + datetime.timedelta(days=30)
    put_in_force(save_draft(OWN, by=ada), by=ada, effective_from=later, reason="Next month")
    proposal = edit(release)
    decide_proposal(
        proposal, by=ada, taken=["routing/about-staff"], effective_from=today, reason="Taken"
    )
    assert routed(profile_in_force(today)) == ("managing-director",)
    then = profile_in_force(later)
    assert routed(then) == ("managing-director",)
    assert then.profile.interval("security-review").days == 5
    assert propose_shipped() is None


def test_a_decision_has_a_reason_and_is_not_for_the_past(release: Release, ada: Person) -> None:
    proposal = edit(release)
    today = timezone.localdate()
    with pytest.raises(ValueError, match="reason"):
        decide_proposal(proposal, by=ada, taken=[], effective_from=today, reason=" ")
    with pytest.raises(ProfileInvalid, match="past"):
        decide_proposal(proposal, by=ada, taken=[], effective_from=EARLY, reason="x")
    assert open_proposal() == proposal


@pytest.mark.parametrize("table", ["profiles_profilesnapshot", "profiles_profileversion"])
@pytest.mark.parametrize(
    "act", ["UPDATE {} SET organisation_id = organisation_id", "DELETE FROM {}"]
)
def test_the_database_refuses_to_alter_what_is_kept(release: Release, table: str, act: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(act.format(table))


def test_proposals_of_organisations_are_apart(release: Release, elsewhere: Organisation) -> None:
    with acting_as_system(elsewhere.pk, "set the scene"):
        adopt("company", by=None, effective_from=EARLY, reason="Set up")
    edit(release)
    with acting_as_system(elsewhere.pk, "look"):
        assert open_proposal() is None
        assert not ProfileProposal.objects.exists()
        there = set(ProfileSnapshot.objects.values_list("pk", flat=True))
    assert there
    assert there.isdisjoint(ProfileSnapshot.objects.values_list("pk", flat=True))


def decision(**chosen: str) -> dict[str, str]:
    today = timezone.localdate()
    return {
        "effective_from_day": str(today.day), "effective_from_month": str(today.month),
        "effective_from_year": str(today.year), "reason": "Looked at", **chosen,
    }  # fmt: skip


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_lead_sees_it_at_home_and_decides_on_the_page(release: Release) -> None:
    lead = a_lead()
    client = signed_in_as(lead)
    assert "take or keep each change" not in page(client, "/")
    assert client.get("/policy-profile/proposal/").status_code == 404
    edit(release)
    assert "take or keep each change" in page(client, "/")
    shown = page(client, "/policy-profile/")
    assert "changed in 2 values. Nothing has changed here" in shown
    form = page(client, "/policy-profile/proposal/")
    for words in ("Take what this release brings", "suggested: 30", "About a member of staff"):
        assert (
            words.replace("suggested", "days, until somebody sets it (Lanyard&#x27;s default)")
            in form
        ), words
    assert "checked" not in form
    assert page(client, "/policy-profile/proposal/?all=keep").count("checked") == 2
    missed = client.post("/policy-profile/proposal/", decision(**{"offer-0": "take"}))
    assert missed.status_code == 422
    assert "Take or keep: How often the security" in missed.content.decode()
    done = client.post(
        "/policy-profile/proposal/", decision(**{"offer-0": "take", "offer-1": "keep"})
    )
    assert done.status_code == 302
    assert routed(profile_in_force()) == ("managing-director",)
    assert "Looked at" in page(client, "/policy-profile/history/")
    assert "take or keep each change" not in page(client, "/")
    assert client.get("/policy-profile/proposal/").status_code == 404


def test_nobody_else_decides(release: Release) -> None:
    edit(release)
    tutor = signed_in_as(an_account("tutor@here.test", "tutor"))
    assert "take or keep each change" not in page(tutor, "/")
    assert "Take or keep each" not in page(tutor, "/policy-profile/")
    assert tutor.get("/policy-profile/proposal/").status_code == 404
    chosen = decision(**{"offer-0": "take", "offer-1": "take"})
    assert tutor.post("/policy-profile/proposal/", chosen).status_code == 404
    assert open_proposal() is not None
