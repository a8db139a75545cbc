"""Who may open which door of consent."""

from __future__ import annotations

from tests.sweep.rules import (
    Rule,
    either,
    everybody_here,
    known_to,
    only,
    signed_in,
    works_at_this_college,
    works_here,
)

CONSENT: dict[str, Rule] = {
    "consent:mine": signed_in,
    "consent:answer": signed_in,
    "consent:answer-for": known_to("consent_givers"),
    "consent:withdraw": known_to("owing"),
    "consent:may-show": works_here,
    **{
        f"consent:{name}": only("consent.keep")
        for name in ("people", "person", "ask", "enter-paper", "take-down", "papers",
                     "check-paper")
    },
    **{f"consent:{name}": works_here for name in ("material", "ask-for-material", "complain")},
    **{f"consent:{name}": only("consent.publish") for name in ("complaints", "complaint")},
    "consent:library": works_here,
    "consent:add": works_here,
    "consent:may-use": works_at_this_college,
    **{
        f"consent:{name}": either(known_to("owing"), only("consent.library"))
        for name in ("picture", "image", "small", "film", "claim", "tag", "untag", "request",
                     "publication")
    },
    **{f"consent:{name}": only("consent.publish") for name in ("check", "release", "takedowns",
                                                               "takedown", "check-source")},
    "consent:lists": only("consent.lists"),
    "consent:end-entry": only("consent.lists"),
    "consent:by-link": everybody_here,
    "consent:take-back": everybody_here,
}  # fmt: skip
