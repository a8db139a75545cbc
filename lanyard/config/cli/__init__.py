"""The command line, ``lanyard``: one module per group of commands."""

from __future__ import annotations

from lanyard.config.cli.root import main

__all__ = ["main"]
