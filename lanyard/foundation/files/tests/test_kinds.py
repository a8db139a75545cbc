"""Whatever is sent, it is taken for one of the kinds on the list or refused in words."""

from __future__ import annotations

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from lanyard.foundation.files import actions, kinds, pictures
from lanyard.foundation.files.refused import Refused

_STARTS = [
    b"", b"%PDF-", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a", b"PK\x03\x04",
    b"RIFF0000WEBP", b"From: a\nDate: b\n",
]  # fmt: skip


def _taken(content: bytes) -> str:
    """Return the kind of what is taken, "" for what is refused in a sentence."""
    try:
        kind = kinds.kind_of(content)
        if kind in kinds.IMAGES:
            pictures.without_metadata(content, kind)
    except Refused as refused:
        return "" if str(refused).endswith(".") else "refused without a sentence"
    return kind


@given(st.sampled_from(_STARTS), st.binary(max_size=200))
def test_any_bytes_are_a_known_kind_or_refused(start: bytes, rest: bytes) -> None:
    assert _taken(start + rest) in {"", *kinds.ENDINGS}


@given(st.dictionaries(st.text(min_size=1, max_size=20), st.binary(max_size=50), max_size=4))
def test_any_archive_is_a_document_or_refused(entries: dict[str, bytes]) -> None:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name, content in entries.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    assert _taken(kept.getvalue()) in {"", *kinds.ENDINGS}


@given(st.text(max_size=300))
def test_any_name_becomes_a_plain_one_with_the_ending_of_what_it_is(name: str) -> None:
    tidied = actions.tidy_name(name, kinds.PNG)
    assert tidied.endswith(".png")
    assert 4 < len(tidied) <= 255
    assert "/" not in tidied
    assert "\\" not in tidied
    assert tidied.isprintable()
