"""The tables of contact."""

from lanyard.rooms.contact.models.listed import AgreedHours, ClassPlace, ListedChannel, Use

__all__ = ["AgreedHours", "ClassPlace", "ListedChannel", "Use"]
