"""The addresses of the house, read once before the first test of a process."""

from __future__ import annotations

import importlib
import threading

import pytest


@pytest.fixture(scope="session", autouse=True)
def addresses_read() -> None:
    """Read them in a thread of their own, which has few frames.

    Models of other libraries look through every frame above them while they are made; read from
    deep within the first test that asks for a page, that takes seconds.
    """
    reading = threading.Thread(target=importlib.import_module, args=("lanyard.config.urls",))
    reading.start()
    reading.join()
