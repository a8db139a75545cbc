"""Check a text for somebody: under the profile in force, with what this asker may know."""

from __future__ import annotations

from django.db.models import CharField, Func, Value
from django.utils import timezone

from lanyard.people.api import Enrolment, Person, spans
from lanyard.people.names import fold
from lanyard.rooms.guidance.actions.checking import count_check
from lanyard.rooms.guidance.checking.names import tokens
from lanyard.rooms.guidance.checking.policy import Checks, checks_of
from lanyard.rooms.guidance.checking.rules import Checked, Draft, Known, check
from lanyard.rooms.guidance.queries import confidential_terms, profile_version


def checks_in_force() -> Checks:
    """Return what the checker looks for under the profile in force."""
    version = profile_version()
    return checks_of(version.slug if version else "")


def checked(draft: Draft, *, inside: bool, count: bool = True) -> Checked:
    """Check a text and count it, unless it was counted before; nothing of the text is kept.

    Only for those ``inside`` (staff, and systems with a token) are names compared with the
    learners, and terms with the college's list; for others whatever looks like a name is found,
    so that nobody learns who is a learner here.
    """
    names = tuple(learners_named(draft.text)) if inside else None
    terms = tuple(confidential_terms()) if inside else ()
    known = Known(timezone.localdate(), fold, terms, names)
    found = check(draft, checks_in_force(), known)
    if count:
        count_check(draft.kind)
    return found


def learners_named(text: str) -> list[str]:
    """Return the names, as they may be written, of learners whose family name is in a text."""
    words = {word for word, _start, _end in tokens(text, fold)}
    if not words:
        return []
    enrolled = Enrolment.objects.filter(spans(timezone.localdate())).values("person")
    last = Func(
        "name_folded", Value(" "), Value(-1), function="split_part", output_field=CharField()
    )
    near = Person.objects.filter(pk__in=enrolled).annotate(last=last).filter(last__in=words)
    return [
        f"{given} {one.family_name}"
        for one in near
        for given in (one.given_name, one.known_as)
        if given
    ]
