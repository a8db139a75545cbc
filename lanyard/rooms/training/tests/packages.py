"""SCORM packages for the tests, made here."""

from __future__ import annotations

import io
import zipfile

from PIL import Image
from PIL.PngImagePlugin import PngInfo

_MANIFEST = """<?xml version="1.0"?>
<manifest identifier="m" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
    xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <metadata><schema>ADL SCORM</schema><schemaversion>{version}</schemaversion></metadata>
  <organizations default="o"><organization identifier="o"><title>Fire safety</title>
    {items}
  </organization></organizations>
  <resources>{resources}</resources>
</manifest>"""
#: What a part does: find the run-time in its window, say that it is done, and with which score.
PAGE = """<!doctype html><html><head><title>Part</title><script src="part.js"></script></head>
<body><p id="said">Loading</p></body></html>"""
SCRIPT = """var api = window.API || window.API_1484_11;
window.onload = function () {
  var old = !!window.API && VERSION === "1.2";
  if (old) {
    API.LMSInitialize("");
    API.LMSSetValue("cmi.core.score.raw", "80");
    API.LMSSetValue("cmi.core.lesson_status", "passed");
    API.LMSFinish("");
  } else {
    API_1484_11.Initialize("");
    API_1484_11.SetValue("cmi.score.scaled", "0.8");
    API_1484_11.SetValue("cmi.completion_status", "completed");
    API_1484_11.Terminate("");
  }
  var cookies;
  try { cookies = document.cookie; } catch (refused) { cookies = "none"; }
  document.getElementById("said").textContent = "Done, cookies: " + (cookies || "none");
};"""


def a_package(
    version: str = "1.2", *, parts: int = 1, without: str = "", **more: bytes | str
) -> bytes:
    """Return a package as a zip; ``without`` leaves a file out, ``more`` adds or replaces some."""
    numbers = range(1, parts + 1)
    items = "".join(
        f'<item identifier="i{n}" identifierref="r{n}"><title>Part {n}</title></item>'
        for n in numbers
    )
    resources = "".join(
        f'<resource identifier="r{n}" type="webcontent" adlcp:scormtype="sco" href="p{n}.html"/>'
        for n in numbers
    )
    files: dict[str, bytes | str] = {
        "imsmanifest.xml": _MANIFEST.format(version=version, items=items, resources=resources),
        "part.js": f'var VERSION = "{version}";\n{SCRIPT}',
        **{f"p{n}.html": PAGE for n in numbers},
    }
    files |= {name.replace("__", "/").replace("_", "."): data for name, data in more.items()}
    files.pop(without, None)
    return zipped(files)


def a_picture(comment: str = "") -> bytes:
    """Return a small picture, with a comment in its metadata."""
    held = io.BytesIO()
    told = PngInfo()
    told.add_text("Comment", comment or "none")
    Image.new("RGB", (12, 8), "teal").save(held, "PNG", pnginfo=told)
    return held.getvalue()


def zipped(files: dict[str, bytes | str]) -> bytes:
    """Return files as a zip."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return held.getvalue()
