"""The door to consent: may these people be shown, who withdrew, give and withdraw.

``consent.ended`` is announced with ``person_id``, ``purpose``, ``channels`` and ``because`` when
consents end, in the transaction of the end.
"""

from lanyard.rooms.consent.actions.asking import NotAsked, ask_guardian, ask_person
from lanyard.rooms.consent.actions.claiming import NotClaimed, add_to_list
from lanyard.rooms.consent.actions.ending import ENDED, standing_of, withdraw
from lanyard.rooms.consent.actions.giving import NotTaken, Said, answer
from lanyard.rooms.consent.actions.material import ask_for_material, report_material
from lanyard.rooms.consent.actions.paper import Scan
from lanyard.rooms.consent.actions.publishing import (
    NotNow,
    NotPublished,
    check,
    release,
    request,
    take_back,
)
from lanyard.rooms.consent.actions.storing import NotStored, Taken, store
from lanyard.rooms.consent.models import (
    Channel,
    Consent,
    ConsentAnswer,
    ConsentPaper,
    MediaListEntry,
    Picture,
    Publication,
    Purpose,
    Takedown,
)
from lanyard.rooms.consent.owing import begin
from lanyard.rooms.consent.queries import (
    NoSuchUse,
    Shown,
    ended_since,
    may_show,
    must_consent,
    subjects_of,
)

__all__ = [
    "ENDED",
    "Channel",
    "Consent",
    "ConsentAnswer",
    "ConsentPaper",
    "MediaListEntry",
    "NoSuchUse",
    "NotAsked",
    "NotClaimed",
    "NotNow",
    "NotPublished",
    "NotStored",
    "NotTaken",
    "Picture",
    "Publication",
    "Purpose",
    "Said",
    "Scan",
    "Shown",
    "Takedown",
    "Taken",
    "add_to_list",
    "answer",
    "ask_for_material",
    "ask_guardian",
    "ask_person",
    "begin",
    "check",
    "ended_since",
    "may_show",
    "must_consent",
    "release",
    "report_material",
    "request",
    "standing_of",
    "store",
    "subjects_of",
    "take_back",
    "withdraw",
]  # fmt: skip
