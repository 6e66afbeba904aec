# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin portal's structural rules, applied to a built zip before anyone uploads it.

Re-implemented from the portal's published rules (July 2026); the addresses are only checked for shape here, the portal
also fetches them.

Usage: python3 -m scripts.validator FILE.zip      (prints the findings; exit 1 if there are any)
"""

from __future__ import annotations

import configparser
import re
import sys
import zipfile
from pathlib import Path, PurePosixPath

LARGEST_ZIP_BYTES = 25 * 1024 * 1024
REQUIRED = ("name", "description", "version", "qgisMinimumVersion", "author", "email", "about", "tracker", "repository")
ADDRESSES = ("homepage", "tracker", "repository")
UNSET = re.compile(r"to.be.set.by.the.publisher", re.IGNORECASE)
FORBIDDEN_PARTS = ("__pycache__", "__MACOSX", ".git", "..")
FORBIDDEN_ENDINGS = (".pyc", ".pyo", ".sh", ".bat", ".exe", ".dll", ".so", ".dylib")


def findings(zip_path: Path) -> list[str]:
    """Return what the portal would refuse in the zip, or warn about; empty when it is clean."""
    found = []
    if zip_path.stat().st_size > LARGEST_ZIP_BYTES:
        found.append(f"the zip is larger than 25 MB ({zip_path.stat().st_size} bytes)")
    with zipfile.ZipFile(zip_path) as archive:
        names = archive.namelist()
        found += [text for name in names for text in _name_findings(name)]
        tops = {name.split("/", 1)[0] for name in names}
        if len(tops) != 1 or not all("/" in name for name in names):
            return [*found, f"the zip must hold exactly one folder, it holds {sorted(tops)}"]
        top = tops.pop()
        if not top.isidentifier() or not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]+", top):
            found.append(f"the folder name {top!r} is no Python identifier")
        found += [
            f"{top}/{name} is missing"
            for name in ("__init__.py", "metadata.txt", "LICENSE")
            if f"{top}/{name}" not in names
        ]
        if f"{top}/metadata.txt" in names:
            found += _metadata_findings(archive.read(f"{top}/metadata.txt"), top, names)
    return found


def _name_findings(name: str) -> list[str]:
    """Return what is wrong with the name of one entry."""
    parts = PurePosixPath(name).parts
    found = []
    if name.startswith("/") or "\\" in name or re.match(r"[A-Za-z]:", name) or ".." in name:
        found.append(f"{name}: not a plain relative path")
    if any(part in FORBIDDEN_PARTS or part.startswith(".") for part in parts):
        found.append(f"{name}: hidden, cache or version control file")
    if name.endswith(FORBIDDEN_ENDINGS):
        found.append(f"{name}: file type the portal refuses")
    if "tests" in parts[1:2] or parts[-1].startswith("test_"):
        found.append(f"{name}: tests do not ship")
    return found


def _metadata_findings(content: bytes, top: str, names: list[str]) -> list[str]:
    """Return what is wrong with metadata.txt."""
    parser = configparser.ConfigParser()
    try:
        parser.read_string(content.decode("utf-8"))
        keys = dict(parser["general"])  # reads every value, so a bare % shows itself here
    except (UnicodeDecodeError, configparser.Error, KeyError) as error:
        return [f"metadata.txt cannot be read: {error}"]
    found = [f"metadata.txt: {key} is missing" for key in REQUIRED if not keys.get(key.lower(), "").strip()]
    if "supportsqt6" in keys:
        found.append("metadata.txt: supportsQt6 was dropped by the portal")
    author = keys.get("author", "")
    if "/" in author or not author.isascii():
        found.append("metadata.txt: author must be plain ASCII without a slash")
    if not re.fullmatch(r"\d\.\d\.\d", keys.get("version", "")):
        found.append("metadata.txt: version must be X.Y.Z with single digits, the portal compares it as text")
    if not re.fullmatch(r"\d\.\d+", keys.get("qgisminimumversion", "")):
        found.append("metadata.txt: qgisMinimumVersion must be X.Y")
    if f"{top}/{keys.get('icon', '')}" not in names:
        found.append(f"metadata.txt: the icon {keys.get('icon')!r} is not in the zip")
    return found


def publisher_findings(keys: configparser.SectionProxy) -> list[str]:
    """Return which values in metadata.txt only the publisher can set and has not set."""
    found = [f"{key} must be an https address, it is {keys[key]!r}" for key in ADDRESSES if not _is_public(keys[key])]
    if UNSET.search(keys["email"]) or not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", keys["email"]):
        found.append(f"email must be the publisher's, it is {keys['email']!r}")
    return found


def _is_public(address: str) -> bool:
    return bool(re.match(r"https://[^/\s]+\.[^/\s]+", address)) and not re.search(r"example\.(org|com|net)", address)


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    found = findings(Path(arguments[0]))
    print("\n".join(found) or "the portal's structural rules: no findings")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
