"""What the room of official accounts keeps."""

from lanyard.rooms.channels.models.accounts import AccountAdministrator, OfficialAccount
from lanyard.rooms.channels.models.applications import (
    SECTIONS,
    AccountApplication,
    ApplicationAdministrator,
)
from lanyard.rooms.channels.models.freezing import PostingFreeze
from lanyard.rooms.channels.models.impostors import FoundAccount, FoundStep
from lanyard.rooms.channels.models.platforms import ChannelPlatform, PlatformAssessment

__all__ = [
    "SECTIONS", "AccountAdministrator", "AccountApplication", "ApplicationAdministrator",
    "ChannelPlatform", "FoundAccount", "FoundStep", "OfficialAccount", "PlatformAssessment",
    "PostingFreeze",
]  # fmt: skip
