"""The door to files: seal one to a record, list a record's, open one."""

from __future__ import annotations

from lanyard.foundation.files.actions import open_sealed, renew_key, seal
from lanyard.foundation.files.keys import seal as seal_secret
from lanyard.foundation.files.keys import unseal as unseal_secret
from lanyard.foundation.files.models import StoredFile
from lanyard.foundation.files.queries import files_of
from lanyard.foundation.files.refused import Damaged, Refused

__all__ = [
    "Damaged", "Refused", "StoredFile", "files_of", "open_sealed", "renew_key", "seal",
    "seal_secret", "unseal_secret",
]  # fmt: skip
