"""Who may open each page of governance."""

from __future__ import annotations

from tests.sweep.rules import Rule, known_to, only, signed_in

GOVERNANCE: dict[str, Rule] = {
    **{
        f"governance:{name}": only("governance.read")
        for name in ("home", "coverage", "coverage-csv", "laws", "laws-csv", "law", "paper",
                     "papers-of", "judgements", "meeting", "liaison")
    },
    **{
        f"governance:{name}": only("governance.write")
        for name in ("new-law", "check-law", "give-law", "begin-paper", "write-paper",
                     "sign-paper", "judge", "log-liaison")
    },
    "governance:receive-paper": only("governance.receive"),
    "governance:meetings": signed_in,
    **{f"governance:{name}": only("governance.chair") for name in ("call-meeting", "open-survey")},
    **{f"governance:{name}": known_to("chairs") for name in ("minutes", "cancel-meeting")},
    "governance:confidence": known_to("surveyed"),
}  # fmt: skip
