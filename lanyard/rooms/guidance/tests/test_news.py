"""News for parents and carers: who is told, who reads, what is asked and answered."""

from __future__ import annotations

import pytest

from lanyard.engine.duties.tests.scene import browse, learner, staff
from lanyard.engine.profiles.api import adopt
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.identity.tests.people import browser
from lanyard.foundation.notices.models import Notification
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.actions import join
from lanyard.people.api import Person
from lanyard.rooms.guidance.actions.newsletters import answer_them
from lanyard.rooms.guidance.models import (
    Newsletter,
    NewsletterReader,
    NewsletterReading,
    ParentQuestion,
)
from lanyard.rooms.guidance.tests.scene import EARLY

NEWS, WRITE = "/guidance/news/", "/guidance/news/write/"
LETTER = {"title": "Winter", "text": "## Games\n\n- Play them yourself once. <script>x</script>"}


@pytest.fixture
def lead(college: Organisation) -> Person:
    adopt("company", by=None, effective_from=EARLY, reason="Set up")
    return staff("Lee", "dsl")


def a_parent(name: str) -> Person:
    email = f"{name.lower()}@home.test"
    return join(by=None, given_name=name, family_name="Example", email=email)


def test_those_who_asked_are_told_and_anybody_reads(lead: Person, elsewhere: Organisation) -> None:
    pat, quinn = a_parent("Pat"), a_parent("Quinn")
    for wanted in ("yes", "yes"):
        assert browse(pat).post(f"{NEWS}be-told/", {"wanted": wanted}).status_code == 302
    assert NewsletterReader.objects.count() == 1
    for stranger in (pat, staff("Tia"), learner("Lou")):
        assert browse(stranger).post(WRITE, LETTER).status_code == 404
    assert browse(lead).post(WRITE, {"title": "", "text": ""}).status_code == 422
    assert browse(lead).post(WRITE, LETTER).status_code == 302
    letter = Newsletter.objects.get()
    told = Notification.objects.filter(occasion__kind="guidance.newsletter")
    assert [one.person_id for one in told] == [pat.pk]
    page = browser().get(f"{NEWS}{letter.pk}/").content.decode()
    assert "Play them yourself once." in page
    assert "<script>x" not in page
    assert "I have read this" not in page
    assert browser().post(f"{NEWS}{letter.pk}/read/").status_code == 302
    assert not NewsletterReading.objects.exists()
    for reader in (quinn, quinn, pat):
        assert browse(reader).post(f"{NEWS}{letter.pk}/read/").status_code == 302
    assert "Winter</a>: 2" in browse(lead).get(WRITE).content.decode()
    assert browse(pat).post(f"{NEWS}be-told/", {"wanted": "no"}).status_code == 302
    assert not NewsletterReader.objects.filter(ended_at=None).exists()
    assert browse(lead).post(WRITE, {**LETTER, "title": "Spring"}).status_code == 302
    assert told.all().count() == 1, "whoever wants it no longer is not told"
    with acting_as_system(elsewhere.pk, "look"):
        assert not Newsletter.objects.exists()


def test_a_question_is_read_by_its_asker_and_those_who_answer(lead: Person) -> None:
    pat, quinn = a_parent("Pat"), a_parent("Quinn")
    assert browser().post(NEWS, {"text": "Which games?"}).status_code == 302
    assert not ParentQuestion.objects.exists()
    assert browse(pat).post(NEWS, {"text": ""}).status_code == 422
    assert browse(pat).post(NEWS, {"text": "Which games?"}).status_code == 302
    question = ParentQuestion.objects.get()
    assert "Which games?" not in browse(quinn).get(NEWS).content.decode()
    answer = f"{NEWS}questions/{question.pk}/"
    for stranger in (pat, quinn, staff("Tia")):
        assert browse(stranger).get(answer).status_code == 404
    page = browse(lead).get(WRITE).content.decode()
    assert "Which games?" in page
    assert "One question waits." in page
    with pytest.raises(ValueError, match="says something"):
        answer_them(question, " ", by=lead)
    assert browse(lead).post(answer, {"answer": "Those for their age."}).status_code == 302
    assert browse(lead).get(answer).status_code == 404, "answered once"
    answer_them(question, "Any.", by=lead)
    mine = browse(pat).get(NEWS).content.decode()
    assert "Those for their age." in mine
    told = Notification.objects.filter(occasion__kind="guidance.answered")
    assert [one.person_id for one in told] == [pat.pk]
