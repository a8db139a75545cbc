"""What is done about people: each verb records itself in the audit trail."""

from __future__ import annotations

from lanyard.people.actions.absence import end_absence, record_absence
from lanyard.people.actions.acknowledgement import (
    SeenAcknowledgement,
    record_acknowledgement,
    take_acknowledgements,
)
from lanyard.people.actions.belonging import change, employ, enrol, join, leave, leave_many
from lanyard.people.actions.guardians import (
    OwnLink,
    end_guardian,
    link_guardian,
    refuse_guardian,
    undo_check,
    verify_guardian,
)
from lanyard.people.actions.posts import close_post, end_post, give_post, keep_letter, open_post
from lanyard.people.actions.reconciliation import (
    change_device,
    record_device,
    take_devices,
    take_logins,
    withdraw_device,
)
from lanyard.people.actions.sponsorship import (
    accept_policy,
    close_ended_sponsorships,
    extend_sponsorship,
    sponsor,
)
from lanyard.people.actions.vulnerability import (
    end_vulnerability,
    read_vulnerabilities,
    set_vulnerability,
)

__all__ = [
    "OwnLink",
    "SeenAcknowledgement",
    "accept_policy",
    "change",
    "change_device",
    "close_ended_sponsorships",
    "close_post",
    "employ",
    "end_absence",
    "end_guardian",
    "end_post",
    "end_vulnerability",
    "enrol",
    "extend_sponsorship",
    "give_post",
    "join",
    "keep_letter",
    "leave",
    "leave_many",
    "link_guardian",
    "open_post",
    "read_vulnerabilities",
    "record_absence",
    "record_acknowledgement",
    "record_device",
    "refuse_guardian",
    "set_vulnerability",
    "sponsor",
    "take_acknowledgements",
    "take_devices",
    "take_logins",
    "undo_check",
    "verify_guardian",
    "withdraw_device",
]
