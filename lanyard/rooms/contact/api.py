"""The door to contact: approved channels, agreed hours, where groups work."""

from lanyard.rooms.contact.actions.hours import agree_hours, end_hours
from lanyard.rooms.contact.actions.listing import Listing, NotListed, approve
from lanyard.rooms.contact.actions.places import Somewhere, declare_places
from lanyard.rooms.contact.content import contact_of
from lanyard.rooms.contact.models import AgreedHours, ClassPlace, ListedChannel, Use
from lanyard.rooms.contact.queries import listed, teaching_groups

__all__ = [
    "AgreedHours", "ClassPlace", "ListedChannel", "Listing", "NotListed", "Somewhere", "Use",
    "agree_hours", "approve", "contact_of", "declare_places", "end_hours", "listed",
    "teaching_groups",
]  # fmt: skip
