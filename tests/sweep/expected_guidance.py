"""Who may open which door of guidance."""

from __future__ import annotations

from tests.sweep.rules import (
    Rule,
    either,
    everybody,
    known_to,
    only,
    signed_in,
    sometimes,
    staff_signed_in,
)

GUIDANCE: dict[str, Rule] = {
    **{
        f"guidance:{name}": everybody
        for name in ("index", "page", "poster", "check", "ready", "news", "letter")
    },
    "guidance:terms": only("guidance.terms"),
    "guidance:end-term": only("guidance.terms"),
    "guidance:official": only("guidance.terms"),
    **{f"guidance:{name}": only("guidance.write") for name in ("links", "news-write")},
    "guidance:news-answer": sometimes(only("guidance.write")),
    **{
        f"guidance:{name}": signed_in
        for name in ("be-told", "letter-read", "classroom", "removals")
    },
    "guidance:removal-step": known_to("owing"),
    "guidance:classrooms": only("guidance.classrooms"),
    **{f"guidance:{name}": known_to("owing") for name in ("plan-new", "devices", "device-note")},
    "guidance:remote-lesson": sometimes(known_to("owing")),
    **{
        f"guidance:{name}": sometimes(known_to("owing"))
        for name in ("plan-end", "plan-given", "remote-ended")
    },
    "guidance:plan": sometimes(either(known_to("in_the_class"), only("guidance.classrooms"))),
    "guidance:catalogue": signed_in,
    "guidance:technology": signed_in,
    **{f"guidance:{name}": staff_signed_in for name in ("propose", "technology-more")},
    **{
        f"guidance:{name}": sometimes(only("guidance.catalogue"))
        for name in ("technology-terms", "technology-end")
    },
    "guidance:technology-bring": sometimes(known_to("owing")),
    "guidance:precautions": known_to("owing"),
    **{
        f"guidance:{name}": sometimes(known_to("owing"))
        for name in ("told", "tool-taught", "tool-away", "tip-seen")
    },
    "guidance:heard": sometimes(known_to("learns")),
    "guidance:plan-away": sometimes(known_to("learns")),
    "guidance:take-up": only("guidance.take-up"),
    **{
        f"guidance:{name}": signed_in
        for name in ("self-check", "self-checks", "self-check-decline")
    },
    "guidance:read": signed_in,
    "guidance:write": only("guidance.write"),
    "guidance:withdraw": sometimes(only("guidance.write")),
    "guidance:version": sometimes(only("guidance.write")),
}
