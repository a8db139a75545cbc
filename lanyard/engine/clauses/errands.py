"""The duty of owners: whoever answers for a control looks again before a word given ends."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lanyard.engine.clauses.models import ControlState
from lanyard.engine.clauses.owning import owners_of_all
from lanyard.engine.clauses.queries import newest, words_given
from lanyard.engine.duties import api as duties
from lanyard.engine.policy.api import catalogue
from lanyard.foundation.registry import api as registry
from lanyard.foundation.registry.controls import Basis
from lanyard.foundation.ui.times import day as said_day
from lanyard.people.api import Person

KIND = "clauses.attest-again"
#: It is asked so long before the word ends.
_AHEAD = datetime.timedelta(days=30)


def waiting(day: datetime.date, about: duties.Only) -> Iterator[duties.Waiting]:
    """Give the controls that rest on a word which ends soon, or has ended.

    What is measured by now needs no word any more.
    """
    ending = {
        slug: word
        for slug, word in words_given(registry.controls() if about is None else about).items()
        if word.expires_on <= day + _AHEAD
    }  # fmt: skip
    rows = newest(ending) if ending else {}
    resting = [slug for slug, row in rows.items() if _rests_on_a_word(row)]
    for slug, owners in owners_of_all(resting).items():
        until = ending[slug].expires_on
        yield duties.Waiting(slug, owners, until - _AHEAD, due=until, period=until.isoformat())


def touched(person_id: UUID, roles: Collection[str]) -> Iterable[str]:
    """Name the controls that rest on a word, to a holder of a post: any may answer for them."""
    return words_given(registry.controls()) if roles else ()


def _rests_on_a_word(row: ControlState) -> bool:
    return row.basis == Basis.ATTESTED.value


def tell(person: Person, about: Collection[str]) -> Mapping[str, tuple[str, str]]:
    """Say for which controls a reader looks again, and when the word ends."""
    known = catalogue().controls
    return {
        slug: (
            _("Look again, the word given ends on %(day)s: %(control)s")
            % {"control": known[slug].sentence, "day": said_day(word.expires_on)},
            reverse("clauses:control", args=[slug]),
        )
        for slug, word in words_given(about).items()
        if slug in known
    }


ERRAND = duties.Errand(
    kind=KIND, title=gettext_lazy("Look again at what somebody vouched for"), waiting=waiting,
    touched=touched, tell=tell, steps=(-7, 0),
)  # fmt: skip
