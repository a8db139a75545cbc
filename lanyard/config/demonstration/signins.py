"""The demonstration's sign-ins: an address, a password, and an authenticator where roles need one.

All of them follow from the seed and protect nothing.
"""

from __future__ import annotations

import base64
import hashlib
import uuid
from dataclasses import dataclass

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from lanyard.config.demonstration.dice import Dice
from lanyard.config.demonstration.learners import Learners
from lanyard.config.demonstration.posts import Policy
from lanyard.config.demonstration.staff import Staff
from lanyard.people.models import Person

#: Word for the command line, what the table calls it, and the roles that it may show.
KINDS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("tutor", "Tutor", ("tutor",)),
    ("manager", "Line manager", ("line-manager",)),
    ("dsl", "Designated safeguarding lead", ("dsl",)),
    ("deputy", "Deputy safeguarding lead", ("dsl",)),
    ("head", "Head of organisation", ()),
    ("hr", "HR director", ("hr-director",)),
    ("it", "IT lead", ("it-support", "third-party-it", "it-department")),
    ("marketing", "Marketing manager", ("director-marketing", "marketing-manager")),
    ("learner", "Learner aged 16", ()),
    ("adult", "Adult learner", ()),
    ("parent", "Parent of the learner", ()),
    ("governor", "Governor", ("trustee", "governors")),
)  # fmt: skip


@dataclass(frozen=True)
class SignIn:
    """How one demonstration person signs in."""

    who: str
    label: str
    email: str
    password: str
    secret: str


def domain(slug: str) -> str:
    """Return the e-mail domain of a demonstration college; no such domain can exist."""
    return f"{slug}.example"


def sign_in(slug: str, seed: str, who: str) -> SignIn:
    """Return how somebody signs in; raises LookupError for a word that is not in KINDS."""
    label = next((label for word, label, _ in KINDS if word == who), None)
    if label is None:
        raise LookupError(f"Nobody is called {who}.")
    dice = Dice(f"{seed}/{slug}/{who}/password")
    password = "-".join(["demo", *(dice.word("password_words") for _ in range(3))])
    secret = hashlib.sha256(f"{seed}/{slug}/{who}/authenticator".encode()).digest()[:20]
    return SignIn(who, label, f"{who}@{domain(slug)}", password, base64.b32encode(secret).decode())


def sign_ins(slug: str, seed: str) -> list[SignIn]:
    """Return every sign-in of a college, in the order of the table."""
    return [sign_in(slug, seed, who) for who, _, _ in KINDS]


def shown(
    policy: Policy, staff: Staff, learners: Learners, ages: dict[uuid.UUID, int]
) -> dict[str, Person]:
    """Choose the person behind each sign-in, no person twice."""
    chosen: dict[str, Person] = {
        "tutor": staff.departments[0].tutors[0],
        "manager": staff.departments[0].head,
        "head": staff.holders[policy.head][0],
    }
    if staff.deputy is not None:
        chosen["deputy"] = staff.deputy
    taken = {person.pk for person in chosen.values()}
    for who, _, roles in KINDS:
        held = [p for role in roles if role in staff.holders for p in staff.holders[role]]
        free = [person for person in held if person.pk not in taken]
        if who not in chosen and free:
            chosen[who] = free[0]
            taken.add(free[0].pk)
    chosen |= _learners(learners, ages, chosen["tutor"])
    return chosen


def _learners(learners: Learners, ages: dict[uuid.UUID, int], tutor: Person) -> dict[str, Person]:
    """Choose a learner of 16, whom the tutor teaches if that can be, a grown-up one, a parent."""
    young = [p for p in learners.people if ages[p.pk] == 16 and p.pk in learners.guardians_of]
    own = [p for p in young if learners.course_of[p.pk].tutor is tutor]
    learner = (own or young)[0]
    adult = next(p for p in learners.people if ages[p.pk] >= 25)
    return {"learner": learner, "adult": adult, "parent": learners.guardians_of[learner.pk][0]}


def code(entry: SignIn, *, at: float) -> str:
    """Return what the sign-in's authenticator shows at a moment (seconds of the epoch)."""
    return str(format_hotp_value(hotp_value(entry.secret, int(at) // 30)))
