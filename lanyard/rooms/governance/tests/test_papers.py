"""Papers: figures from the rooms, no section blank, signed by its post, received with decisions."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from lanyard.engine.duties import api as duties
from lanyard.engine.policy.api import clauses, shipped, slugs
from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.notices.models import Notification
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.models import Group, Membership
from lanyard.rooms.governance.actions import papers as acts
from lanyard.rooms.governance.actions.starting import asked_under
from lanyard.rooms.governance.kinds import KINDS
from lanyard.rooms.governance.models import ClauseJudgement, Paper, PaperReceipt
from lanyard.rooms.governance.tests.scene import (
    DAY,
    TODAY,
    a_look,
    a_signed,
    browse,
    post,
    staff,
    stands,
    text,
    under,
    written,
)
from lanyard.rooms.policies import api as policies
from lanyard.rooms.policies.models import Review
from lanyard.rooms.training.models import TaughtOnce
from tests.errands import waits_as_declared


def test_each_policy_is_asked_for_the_papers_that_it_or_the_law_rests_on() -> None:
    from_law = {"leadership", "self-assessment"}
    asked = {slug: {one.slug for one in asked_under(shipped(slug), TODAY)} for slug in slugs()}
    assert asked == {
        "company": from_law | {"equality", "impact", "behaviour", "values"},
        "kingston-maurward": from_law | {"values"},
        "landau": from_law,
        "oaklands": from_law | {"impact", "behaviour", "values"},
        "portland": from_law,
    }


@pytest.mark.django_db
def test_a_paper_is_signed_by_its_post_and_with_nothing_blank(college: Organisation) -> None:
    under()
    lead, head = staff("Dee", "dsl"), staff("Hal", "principal")
    paper = acts.begin_paper(KINDS["impact"], by=lead)
    assert acts.begin_paper(KINDS["impact"], by=head) == paper
    assert len(acts.blanks(paper)) == 6
    with pytest.raises(ValidationError) as left:
        acts.sign_paper(paper, by=lead)
    assert len(left.value.messages) == 6
    sections = {one.slug: "Said." for one in KINDS["impact"].sections}
    for missing in sections:
        acts.write_paper(paper, {**sections, missing: " "}, by=lead, conclusion="no-change")
        with pytest.raises(ValidationError):
            acts.sign_paper(paper, by=lead)
    acts.write_paper(paper, sections, by=lead, conclusion="no-change")
    with pytest.raises(acts.NotYours):
        acts.sign_paper(paper, by=head)
    assert stands(college)["impact-reviewed"] == "not-set-up"
    signed = acts.sign_paper(paper, by=lead)
    assert (signed.signed_by_name, signed.signed_on) == ("Dee Example", TODAY)
    assert stands(college)["impact-reviewed"] == "not-in-force 1/2"
    with pytest.raises(ValidationError):
        acts.write_paper(paper, {}, by=lead)
    with pytest.raises(DatabaseError), transaction.atomic():
        Paper.objects.filter(pk=paper.pk).update(sections={})
    a_signed("behaviour", lead)
    assert stands(college)["impact-reviewed"] == "in-force 2/2"
    assert stands(college, TODAY + 150 * DAY)["impact-reviewed"] == "not-in-force 1/2"


@pytest.mark.django_db
def test_a_paper_due_is_asked_of_its_post_and_comes_again(college: Organisation) -> None:
    under()
    lead = staff("Dee", "dsl")
    duties.recompute_all()
    owed = duties.Occurrence.objects.filter(
        definition__kind=acts.DUTY, definition__subject_id="behaviour", person=lead
    )
    assert [(one.due, one.done_on) for one in owed] == [(TODAY + 60 * DAY, None)]
    a_signed("behaviour", lead)
    assert {(one.due, one.done_on) for one in owed.all()} == {
        (TODAY + 60 * DAY, TODAY), (duties.add_months(TODAY, 3), None),
    }  # fmt: skip


@pytest.mark.django_db
def test_a_conclusion_may_open_a_review_of_the_policy(college: Organisation) -> None:
    under("company")
    policies.begin(profile_in_force().profile)
    Review.objects.all().delete()
    lead = staff("Dee", "dsl")
    a_signed("impact", lead)
    assert not Review.objects.filter(source="need").exists()
    paper = a_signed("equality", lead, conclusion="change")
    review = Review.objects.get(source="need")
    assert (review.event, review.url) == (f"paper:{paper.pk}", f"/governance/papers/{paper.pk}/")


@pytest.mark.django_db
def test_the_leadership_receives_a_report_with_what_it_decided(college: Organisation) -> None:
    under("landau")
    lead, head, gov = staff("Dee", "dsl"), staff("Hal", "ceo"), staff("Gus", "trustee")
    assert stands(college)["leadership-informed"] == "not-set-up"
    paper = written("leadership", lead)
    with pytest.raises(ValidationError):
        acts.receive_paper(paper, "Noted.", by=head)
    paper = acts.sign_paper(paper, by=lead)
    told = Notification.objects.filter(occasion__kind="governance.paper-signed")
    assert {one.person_id for one in told} == {head.pk, gov.pk}
    assert stands(college)["leadership-informed"] == "not-set-up"
    late = stands(college, TODAY + 20 * DAY)["leadership-informed"]
    assert late == "not-in-force 0/1"
    for person in (lead, staff("Tia", "tutor")):
        with pytest.raises(acts.NotYours):
            acts.receive_paper(paper, "Noted.", by=person)
    paper.signed_by = head.pk
    with pytest.raises(acts.NotYours):
        acts.receive_paper(paper, "Noted.", by=head)
    paper.signed_by = lead.pk
    acts.receive_paper(paper, "A second lead is to be trained.", by=head)
    with pytest.raises(ValidationError):
        acts.receive_paper(paper, "Again.", by=head)
    assert stands(college)["leadership-informed"] == "in-force 1/1"
    assert stands(college, TODAY + 130 * DAY)["leadership-informed"] == "at-risk 1/1"
    with pytest.raises(DatabaseError), transaction.atomic():
        PaperReceipt.objects.update(decided="Nothing")


@pytest.mark.django_db
def test_every_clause_is_judged_by_its_evidence_and_better_only_with_a_reason(
    college: Organisation,
) -> None:
    under("kingston-maurward")
    lead, head = staff("Dee", "dsl"), staff("Hal", "principal")
    register = clauses("kingston-maurward")
    known = next(one for one in register.values() if len(one.controls) == 1)
    a_look(known.controls[0])
    paper = written("self-assessment", lead)
    judged = {one.clause: (one.stand, one.judged) for one in paper.judgements.all()}
    assert judged.keys() == register.keys()
    green = {slug for slug, found in judged.items() if found == ("in-force", "met")}
    assert known.id in green
    assert all(judged[slug][1] == "not-met" for slug in judged.keys() - green)
    worse = paper.judgements.exclude(clause__in=green)[0]
    with pytest.raises(ValidationError):
        acts.judge(worse, "met", " ", by=lead)
    with pytest.raises(DatabaseError), transaction.atomic():
        ClauseJudgement.objects.filter(pk=worse.pk).update(judged="met")
    acts.judge(worse, "met", "Seen in lessons.", by=lead)
    assert stands(college)["self-assessed-yearly"] == "not-set-up"
    paper = acts.sign_paper(paper, by=lead)
    whole = len(register) + 1
    assert stands(college)["self-assessed-yearly"] == f"at-risk {whole - 1}/{whole}"
    acts.receive_paper(paper, "Noted.", by=head)
    assert stands(college)["self-assessed-yearly"] == f"in-force {whole}/{whole}"
    assert stands(college, TODAY + 370 * DAY)["self-assessed-yearly"] == "not-set-up"
    with pytest.raises(DatabaseError), transaction.atomic():
        ClauseJudgement.objects.filter(pk=worse.pk).update(note="Other")


@pytest.mark.django_db
def test_pages_of_papers_for_writer_leadership_and_nobody_else(college: Organisation) -> None:
    under()
    lead, head = staff("Dee", "dsl"), staff("Hal", "principal")
    writer, leader, gov = browse(lead), browse(head), browse(staff("Gus", "governors"))
    begun = post(writer, "/governance/papers/leadership/begin/")
    paper = Paper.objects.get()
    here = f"/governance/papers/{paper.pk}/"
    assert begun["Location"] == f"{here}write/"
    assert post(gov, "/governance/papers/leadership/begin/").status_code == 404
    assert "Still blank" in text(gov, here)
    assert "Before it is signed" in text(writer, f"{here}sign/")
    assert post(writer, f"{here}sign/").status_code == 422
    words = {one.slug: f"About {one.slug}." for one in KINDS["leadership"].sections}
    assert post(writer, f"{here}write/", **words).status_code == 302
    assert "About technology." in text(gov, here)
    assert post(leader, f"{here}sign/").status_code == 404
    assert leader.get(f"{here}receive/").status_code == 404
    assert post(writer, f"{here}sign/").status_code == 302
    assert writer.get(f"{here}write/").status_code == 404
    assert "Receive it" in text(gov, here)
    assert "Receive it" not in text(writer, here)
    assert "Receive: Report to the leadership" in text(leader, "/")
    assert "Receive: Report to the leadership" not in text(writer, "/duties/")
    assert waits_as_declared("governance.receive-paper") == 1
    assert post(leader, f"{here}receive/", decided=" ").status_code == 422
    assert post(leader, f"{here}receive/", decided="Train a second lead.").status_code == 302
    assert "Train a second lead." in text(gov, here)
    assert "Receive: Report to the leadership" not in text(gov, "/")
    done = duties.Occurrence.objects.get(definition__kind="governance.receive-paper", done_on=TODAY)
    assert (done.person, done.evidence) == (head, "Received")
    stranger = browse(staff("Stan", "tutor"))
    for path in (here, f"{here}write/", "/governance/papers/leadership/", "/governance/"):
        assert stranger.get(path).status_code == 404, path
    assert writer.get("/governance/papers/none/").status_code == 404


@pytest.mark.django_db
def test_the_assessment_is_judged_clause_by_clause_on_its_pages(college: Organisation) -> None:
    under()
    writer = browse(staff("Dee", "dsl"))
    post(writer, "/governance/papers/self-assessment/begin/")
    paper = Paper.objects.get()
    page = text(writer, f"/governance/papers/{paper.pk}/clauses/")
    assert "OAK-1-01" in page
    one = paper.judgements.get(clause="OAK-1-01")
    path = f"/governance/papers/clause/{one.pk}/"
    assert "honesty" in text(writer, path)
    assert post(writer, path, judged="met", note="").status_code == 422
    assert post(writer, path, judged="partly", note="In tutorials.").status_code == 302
    assert "In tutorials." in text(writer, f"/governance/papers/{paper.pk}/clauses/")


@pytest.mark.django_db
def test_what_was_taught_goes_by_team_into_the_yearly_report(college: Organisation) -> None:
    under("kingston-maurward")
    lead, kind = staff("Dee", "dsl"), KINDS["self-assessment"]
    since, until = acts.period(kind, TODAY)
    start = until - 300 * DAY
    tutors = [staff(f"Tia{number}", "tutor") for number in range(3)]
    group = Group.objects.create(name="T1", kind="tutor-group")
    for name, person in (("Art", tutors[0]), ("Catering", tutors[1]), ("Dance", None)):
        team = Group.objects.create(name=name, kind="team")
        if person:
            Membership.objects.create(group=team, person=person, part="member", since=start)
    days = [(0, until), (0, until - DAY), (1, until), (2, until), (0, until + DAY),
            (0, since - DAY)]  # fmt: skip
    for number, day in days:
        TaughtOnce.objects.create(group=group, by=tutors[number], kind="moment", on=day)
    (found,) = [
        one["rows"] for one in acts.begin_paper(kind, by=lead).figures
        if one["title"] == "Online safety taught, by team"
    ]  # fmt: skip
    assert {row[0]: row[1] for row in found} == {
        "All teams": 4, "Art": 2, "Catering": 1, "Dance": 0, "In no team": 1,
    }  # fmt: skip
    assert "education" in {one.slug for one in kind.sections}
