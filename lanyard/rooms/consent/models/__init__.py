"""The tables of consent."""

from lanyard.rooms.consent.models.complaints import MaterialComplaint, MaterialLicence
from lanyard.rooms.consent.models.consents import (
    MAY_CONSENT,
    Channel,
    Consent,
    ConsentAnswer,
    ConsentPaper,
    ConsentRequest,
    Covers,
    Giver,
    Purpose,
)
from lanyard.rooms.consent.models.pictures import (
    Picture,
    PictureSubject,
    Publication,
    Rights,
    Takedown,
)
from lanyard.rooms.consent.models.rights import MediaListEntry, RightsStatement

__all__ = [
    "MAY_CONSENT", "Channel", "Consent", "ConsentAnswer", "ConsentPaper", "ConsentRequest",
    "Covers", "Giver", "MaterialComplaint", "MaterialLicence",
    "MediaListEntry", "Picture", "PictureSubject", "Publication", "Purpose",
    "Rights", "RightsStatement", "Takedown",
]  # fmt: skip
