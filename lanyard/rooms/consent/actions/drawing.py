"""Draw what pages show of a picture: small for the gallery, larger for a screen."""

from __future__ import annotations

import io

from django.db import transaction

from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.files import api as files
from lanyard.rooms.consent.actions.claiming import RECORD
from lanyard.rooms.consent.models import Picture

#: The longer side, in pixels.
_SIZES = {"small_file_id": 360, "large_file_id": 1600}


@transaction.atomic
def draw(picture: Picture) -> None:
    """Draw the previews of a picture or video, once; whoever may open it may open them.

    What cannot be drawn any more, since its bytes are damaged, stays without.
    """
    with system_duty("draw previews"):
        found = Picture.objects.select_for_update().get(pk=picture.pk)
        original = files.StoredFile.objects.get(pk=found.file_id)
        if found.small_file_id and found.large_file_id:
            return
        try:
            content = files.content_of(original)
            for field, side in _SIZES.items():
                drawn = files.preview(content, original.media_type, side=side)
                kept = files.seal(
                    f"{side}.jpg", io.BytesIO(drawn), record_kind=RECORD, record_id=found.pk,
                    circle=original.circle_id, by=None,
                )  # fmt: skip
                setattr(found, field, kept.pk)
        except (files.Damaged, files.Refused):
            return
        found.save(update_fields=list(_SIZES))
