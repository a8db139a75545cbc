"""The door to contact: approved channels, agreed hours, where groups work."""

from lanyard.rooms.contact.actions.attesting import attest, begin
from lanyard.rooms.contact.actions.devices import Work, note_own_device, register
from lanyard.rooms.contact.actions.hours import agree_hours, end_hours
from lanyard.rooms.contact.actions.ledger import Told, dealt_with, tell, tell_as_learner
from lanyard.rooms.contact.actions.listing import Listing, NotListed, approve
from lanyard.rooms.contact.actions.places import Somewhere, declare_places
from lanyard.rooms.contact.content import contact_of
from lanyard.rooms.contact.models import AgreedHours, ClassPlace, ListedChannel, Use
from lanyard.rooms.contact.queries import listed, teaching_groups

__all__ = [
    "AgreedHours",
    "ClassPlace",
    "ListedChannel",
    "Listing",
    "NotListed",
    "Somewhere",
    "Told",
    "Use",
    "Work",
    "agree_hours",
    "approve",
    "attest",
    "begin",
    "contact_of",
    "dealt_with",
    "declare_places",
    "end_hours",
    "listed",
    "note_own_device",
    "register",
    "teaching_groups",
    "tell",
    "tell_as_learner",
]  # fmt: skip
