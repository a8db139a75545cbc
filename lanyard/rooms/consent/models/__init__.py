"""The tables of consent."""

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
from lanyard.rooms.consent.models.pictures import Picture, PictureSubject, Publication, Takedown

__all__ = [
    "MAY_CONSENT", "Channel", "Consent", "ConsentAnswer", "ConsentPaper", "ConsentRequest",
    "Covers", "Giver", "Picture", "PictureSubject", "Publication", "Purpose", "Takedown",
]  # fmt: skip
