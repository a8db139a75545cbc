"""Who may open which door of contact."""

from __future__ import annotations

from tests.sweep.rules import (
    Rule,
    either,
    known_to,
    only,
    proven,
    sometimes,
    staff_signed_in,
    works_here,
)

CONTACT: dict[str, Rule] = {
    **{f"contact:{name}": works_here for name in ("home", "hours", "groups")},
    **{f"contact:{name}": only("contact.list") for name in ("add", "change", "end")},
    **{f"contact:{name}": known_to("managers_of_it") for name in ("agree", "unagree")},
    "contact:devices": works_here,
    "contact:own-device": staff_signed_in,
    **{f"contact:{name}": only("contact.devices") for name in ("register", "end-device")},
    **{f"contact:{name}": sometimes(works_here) for name in ("screenings",)},
    **{
        f"contact:{name}": sometimes(only("contact.recruit"))
        for name in ("open-screening", "allow-network", "check-finding", "close-screening")
    },
    "contact:screening": sometimes(either(known_to("owing"), only("contact.recruit"))),
    "contact:look": sometimes(known_to("owing")),
    "contact:tell": staff_signed_in,
    "contact:word": sometimes(staff_signed_in),
    "contact:told": known_to("learners_here"),
    "contact:ledger": proven(only("contact.ledger")),
    "contact:event": known_to("owing"),
    "contact:done": known_to("owing"),
    "contact:places": either(known_to("owing"), only("contact.groups")),
}
