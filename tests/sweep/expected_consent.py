"""Who may open which door of consent."""

from __future__ import annotations

from tests.sweep.rules import Rule, everybody_here, known_to, only, signed_in, works_here

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
    "consent:by-link": everybody_here,
    "consent:take-back": everybody_here,
}  # fmt: skip
