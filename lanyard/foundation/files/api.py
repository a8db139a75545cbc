"""The door to files: seal one to a record, list a record's, open, move and destroy them."""

from __future__ import annotations

from lanyard.foundation.files.actions import (
    content_of,
    copy_for_others,
    destroy,
    hang,
    open_sealed,
    renew_key,
    seal,
)
from lanyard.foundation.files.archives import Archive, ArchiveRefused, Limits, Why
from lanyard.foundation.files.held import holds_secrets
from lanyard.foundation.files.keys import named_key
from lanyard.foundation.files.keys import seal as seal_secret
from lanyard.foundation.files.keys import unseal as unseal_secret
from lanyard.foundation.files.kinds import MEDIA
from lanyard.foundation.files.measuring import Quality, measured
from lanyard.foundation.files.models import StoredFile
from lanyard.foundation.files.previews import preview
from lanyard.foundation.files.queries import Opening, every_file, files_of, files_on, openings_of
from lanyard.foundation.files.refused import Damaged, Refused
from lanyard.foundation.files.uploads import takes_files

__all__ = [
    "MEDIA", "Archive", "ArchiveRefused", "Damaged", "Limits", "Opening", "Quality", "Refused",
    "StoredFile", "Why", "content_of", "copy_for_others", "destroy", "every_file", "files_of",
    "files_on", "hang", "holds_secrets", "measured", "named_key", "open_sealed", "openings_of",
    "preview", "renew_key", "seal", "seal_secret", "takes_files", "unseal_secret",
]  # fmt: skip
