"""What becomes of a file while a request is read: held in memory, or not held at all.

Django would spool a large upload to a folder of the machine, unsealed, before any view is asked.
Here nothing touches the disk, and a file sent to an address that takes none is dropped unread.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

View = TypeVar("View", bound=Callable[..., Any])
#: More files than this in one request, and the rest is dropped unread.
_MOST_FILES = 40


def takes_files(largest: int | None = None) -> Callable[[View], View]:
    """Mark a view, or a class of views, as one that takes files, each up to ``largest`` bytes."""

    def mark(view: View) -> View:
        view.takes_files = largest or settings.LARGEST_FILE  # type: ignore[attr-defined]  # a mark on a function or class
        return view

    return mark


def largest_for(request: HttpRequest | None) -> int:
    """Return how large a file the address of a request takes, 0 where it takes none."""
    found = getattr(request, "resolver_match", None)
    view = found.func if found is not None else None
    marked = getattr(view, "takes_files", 0)
    return marked or getattr(getattr(view, "view_class", None), "takes_files", 0)


class MemoryOnly(FileUploadHandler):
    """Hold files in memory up to one byte more than is taken; drop what no view asked for.

    The limit is of all files of a request together. The byte too many is what a form or ``seal``
    needs to say that they are too large.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._parts: list[bytes] = []
        self._held = self._total = self._files = self._largest = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file; raises SkipFile where the address takes none."""
        super().new_file(*args, **kwargs)
        self._files += 1
        self._largest = largest_for(self.request)
        if not self._largest or self._files > _MOST_FILES:
            raise SkipFile
        self._parts, self._held = [], 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Hold a piece, unless the file is too large already."""
        room = self._largest + 1 - self._total
        if room > 0:
            self._parts.append(raw_data[:room])
            self._held += len(self._parts[-1])
            self._total += len(self._parts[-1])

    def file_complete(self, file_size: int) -> UploadedFile[bytes]:
        """Hand over what was held."""
        return InMemoryUploadedFile(
            file=io.BytesIO(b"".join(self._parts)), field_name=self.field_name,
            name=self.file_name or "", content_type=self.content_type or "", size=self._held,
            charset=self.charset, content_type_extra=self.content_type_extra,
        )  # fmt: skip
