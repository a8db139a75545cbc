"""What is done about people: each verb records itself in the audit trail."""

from __future__ import annotations

from lanyard.people.actions.absence import end_absence, record_absence
from lanyard.people.actions.belonging import change, employ, enrol, join, leave, leave_many
from lanyard.people.actions.guardians import end_guardian, link_guardian, verify_guardian
from lanyard.people.actions.posts import close_post, end_post, give_post, open_post
from lanyard.people.actions.reconciliation import record_device, take_devices, take_logins
from lanyard.people.actions.sponsorship import close_ended_sponsorships, extend_sponsorship, sponsor
from lanyard.people.actions.vulnerability import (
    end_vulnerability,
    read_vulnerabilities,
    set_vulnerability,
)

__all__ = [
    "change", "close_ended_sponsorships", "close_post", "employ", "end_absence", "end_guardian",
    "end_post", "end_vulnerability", "enrol", "extend_sponsorship", "give_post", "join", "leave",
    "leave_many", "link_guardian", "open_post", "read_vulnerabilities", "record_absence",
    "record_device", "set_vulnerability", "sponsor", "take_devices", "take_logins",
    "verify_guardian",
]  # fmt: skip
