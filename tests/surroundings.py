"""The environment of every test run, set before the settings are read."""

from __future__ import annotations

import os

os.environ.setdefault("LANYARD_LOOPBACK", "1")
os.environ.setdefault("LANYARD_HOME", os.path.abspath("var/test"))
