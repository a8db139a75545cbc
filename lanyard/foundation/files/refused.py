"""Why a file is not taken."""

from __future__ import annotations


class Refused(Exception):
    """The file is not taken; the text is a plain sentence to show beside the field."""


class Damaged(Exception):
    """What is on disk is not what was sealed."""
