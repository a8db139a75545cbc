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
from lanyard.rooms.channels.models.posters import AuthorisedPoster, PostingAgreement
from lanyard.rooms.channels.models.posts import OfficialPost, PostPicture

__all__ = [
    "SECTIONS", "AccountAdministrator", "AccountApplication", "ApplicationAdministrator",
    "AuthorisedPoster", "ChannelPlatform", "FoundAccount", "FoundStep", "OfficialAccount",
    "OfficialPost", "PlatformAssessment", "PostPicture", "PostingAgreement", "PostingFreeze",
]  # fmt: skip
