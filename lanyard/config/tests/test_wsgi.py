"""The first request finds everything loaded."""

from __future__ import annotations

import os
import subprocess
import sys

_FIRST = """
import io, sys
from lanyard.config.wsgi import application
before = set(sys.modules)
said = []
environ = {
    "REQUEST_METHOD": "GET", "PATH_INFO": "/health/live", "SERVER_NAME": "localhost",
    "SERVER_PORT": "80", "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(),
}
list(application(environ, lambda status, headers: said.append(status)))
print(said, sorted(name for name in set(sys.modules) - before if name.startswith("lanyard")))
"""


def test_the_first_request_loads_nothing_of_the_house() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _FIRST], capture_output=True, text=True, check=True,
        env={**os.environ, "LANYARD_LOG_LEVEL": "ERROR"},
    )  # fmt: skip
    assert done.stdout == "['200 OK'] []\n"
