"""Who may open the doors of training."""

from __future__ import annotations

from tests.sweep.rules import (
    Rule,
    by_token,
    everybody,
    everybody_here,
    known_to,
    only,
    signed_in,
    sometimes,
)

TRAINING: dict[str, Rule] = {
    **{f"training:{name}": signed_in for name in ("mine", "calendar", "course", "start",
                                                  "new-address")},
    **{f"training:{name}": known_to("owing") for name in ("page", "question", "result", "confirm")},
    **{f"training:{name}": known_to("training_seers") for name in ("person", "certificate")},
    **{
        f"training:{name}": only("training.see-all") for name in ("everything", "catalogue", "rule")
    },
    **{
        f"training:{name}": only("training.manage")
        for name in ("bring", "new-course", "write", "ask", "stop", "set-aside")
    },
    "training:feed": everybody_here,
    **{
        f"training:{name}": signed_in
        for name in ("sessions", "session", "join-session", "hand-in", "team", "verify")
    },
    **{f"training:{name}": only("training.hold-sessions") for name in ("plan-session", "book")},
    **{f"training:{name}": known_to("training_overseers") for name in ("register", "call-off")},
    **{
        f"training:{name}": sometimes(known_to("training_verifiers"))
        for name in ("verify-one", "refuse-one")
    },
    "training:nudge": known_to("managers_of_it"),
    **{f"training:{name}": only("training.see-all") for name in ("matrix", "matrix-csv",
                                                                 "forecast")},
    "training:accounts": only("training.accounts"),
    **{
        f"training:{name}": only("training.manage")
        for name in ("take-in", "taken-in", "names")
    },
    "training:teaching": signed_in,
    **{f"training:{name}": signed_in for name in ("induction", "lessons", "resources")},
    "training:confirm-induction": sometimes(signed_in),
    **{
        f"training:{name}": known_to("training_inductors") for name in ("induct", "go-through")
    },
    **{f"training:{name}": only("training.see-all") for name in ("induction-gaps", "undelivered")},
    **{
        f"training:{name}": known_to("owing")
        for name in ("give-lesson", "caught-up", "apprentice-review")
    },
    "training:tutorial-plan": known_to("training_planners"),
    **{f"training:{name}": signed_in for name in ("campaigns", "surveys")},
    **{f"training:{name}": only("training.campaigns") for name in ("new-campaign",
                                                                   "campaign-reach")},
    "training:skills": only("training.see-all"),
    "training:pictures": only("training.manage"),
    "training:picture": signed_in,
    **{f"training:{name}": only("training.manage") for name in ("programme-aim", "open-survey")},
    "training:observations": only("training.observe"),
    "training:survey": sometimes(known_to("training_staff")),
    "training:survey-action": sometimes(known_to("training_staff")),
    "training:notes": known_to("training_writers"),
    **{f"training:{name}": known_to("owing") for name in ("note", "share-note")},
    "training:review-resource": only("training.keep-resources"),
    "training:log-teaching": known_to("owing"),
    "training:taught": only("training.see-all"),
    "training:package": known_to("training_overseers"),
    "training:play": known_to("owing"),
    **{f"training:{name}": everybody_here for name in ("package-file", "package-api",
                                                       "package-run")},
    "training:xapi-about": everybody,
    "training:xapi-statements": by_token,
}  # fmt: skip
