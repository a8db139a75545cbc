"""The tables of contact."""

from lanyard.rooms.contact.models.devices import OwnDeviceUse, RegisteredDevice
from lanyard.rooms.contact.models.ledger import ContactAttestation, ContactEvent
from lanyard.rooms.contact.models.listed import AgreedHours, ClassPlace, ListedChannel, Use
from lanyard.rooms.contact.models.recruiting import NetworkAllowed, Screening, ScreeningFinding

__all__ = [
    "AgreedHours",
    "ClassPlace",
    "ContactAttestation",
    "ContactEvent",
    "ListedChannel",
    "NetworkAllowed",
    "OwnDeviceUse",
    "RegisteredDevice",
    "Screening",
    "ScreeningFinding",
    "Use",
]  # fmt: skip
