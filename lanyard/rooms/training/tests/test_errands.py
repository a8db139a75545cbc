"""What the training of others asks of people: registers, and certificates to verify."""

from __future__ import annotations

from lanyard.engine.duties import api as duties
from lanyard.engine.duties.tests.scene import staff
from lanyard.people.actions import employ
from lanyard.people.api import Person
from lanyard.rooms.training.actions import sessions as acts
from lanyard.rooms.training.actions.certificates import HandedIn, hand_in
from lanyard.rooms.training.models import Completion
from lanyard.rooms.training.tests.scene import DAY, TODAY, a_course, a_session, asked_beside
from lanyard.rooms.training.tests.test_sessions import boss
from tests.errands import waits_as_declared

__all__ = ["boss"]


def test_what_is_handed_in_waits_for_the_manager_or_for_whoever_leads_on_staff(
    boss: Person,
) -> None:
    ann, ben, hal = staff("Ann", manager=boss), staff("Ben"), staff("Hal", "hr-director")
    course = a_course()
    for person in (ann, ben, hal):
        hand_in(course, HandedIn(on=TODAY - DAY, note="At my last college"), by=person)
    asked = duties.Occurrence.objects.filter(definition__kind="training.verify")
    assert {(one.person, one.about) for one in asked.filter(withdrawn_on=None)} == {
        (boss, str(Completion.objects.get(person=ann).pk)),
        (hal, str(Completion.objects.get(person=ben).pk)),
    }
    assert waits_as_declared("training.verify") == 3
    employ(ben, by=None, job_title="Tutor", since=TODAY, line_manager=boss)
    assert {one.person for one in asked.filter(withdrawn_on=None)} == {boss}


def test_a_session_called_off_asks_for_no_register(boss: Person) -> None:
    session = a_session(a_course(), boss, days=0)
    assert len(asked_beside(boss)) == 1
    assert waits_as_declared("training.register") == 1
    acts.call_off(session, by=boss, because="Snow")
    assert asked_beside(boss) == []
