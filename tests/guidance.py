"""Guidance with everything that can hang on it, for the sweep and for looking at every page."""

from __future__ import annotations

from lanyard.people.api import Person
from lanyard.rooms.guidance.actions.checking import add_term, keep_answers
from lanyard.rooms.guidance.actions.pages import Wording, write_own
from lanyard.rooms.guidance.models import ConfidentialTerm

#: The page that stands in the college's own words.
OWN_PAGE = "passwords"


def stand_guidance(lead: Person) -> ConfidentialTerm:
    """Write a page in the college's own words; return a confidential term."""
    text = "## Three random words\n\n- Take three words that have nothing to do with each other."
    write_own(OWN_PAGE, Wording("Passwords", "In our words.", text), because="Ours", by=lead)
    keep_answers([("Who could be affected by it, and how?", "Our learners, gladly.")], by=lead)
    return add_term("Project Kestrel", by=lead)
