# SPDX-License-Identifier: GPL-2.0-or-later
"""The German translation: extracted by pylupdate5, filled by people, compiled by lrelease.

The .ts file is kept in one canonical form (sorted, without line numbers), so that it changes only when a text does.

Usage: python3 -m scripts.translations update            extract the texts anew
       python3 -m scripts.translations fill FILE.json…   add texts {"English": "Deutsch" or ["Einzahl", "Mehrzahl"]}
       python3 -m scripts.translations check             list what is unfinished; exit 1 if anything is
       python3 -m scripts.translations release [FOLDER]  compile the .qm file (default: i18n/)
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TS_FILE = ROOT / "i18n" / "ruhr_smartcity_plugin_de.ts"
HEADER = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
# {name}, {count:d}, %n; a doubled brace is text.
PLACEHOLDER = re.compile(r"%n|(?<!\{)\{[A-Za-z_][^{}]*\}(?!\})")


def sources() -> list[Path]:
    """Return every file with texts a user sees, sorted."""
    modules = (ROOT / "ruhr_smartcity_plugin").rglob("*.py")
    return sorted(modules) + sorted((ROOT / "resources" / "ui").rglob("*.ui"))


def update(ts_file: Path = TS_FILE) -> None:
    """Extract the texts of all sources into `ts_file`; keeps translations, drops texts that are gone."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder) / ts_file.name
        if ts_file.exists():
            shutil.copyfile(ts_file, work)
        command = ["pylupdate5", "-noobsolete", *(str(path) for path in sources()), "-ts", str(work)]
        # The locale tells pylupdate5 how the sources are encoded.
        environment = {**os.environ, "LC_ALL": "C.UTF-8", "PYTHONWARNINGS": "ignore"}
        answer = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
        if answer.returncode != 0 or answer.stderr.strip():
            raise SystemExit("pylupdate5 failed:\n" + answer.stderr)
        tree = ElementTree.parse(work)
    _write(tree.getroot(), ts_file)


def _write(root: ElementTree.Element, ts_file: Path) -> None:
    """Write `root` in the canonical form."""
    root.set("language", "de_DE")
    root.set("sourcelanguage", "en")
    for context in root.findall("context"):
        messages = context.findall("message")
        for message in messages:
            for location in message.findall("location"):
                message.remove(location)
            context.remove(message)
        context.extend(sorted(messages, key=lambda item: (item.findtext("source"), item.findtext("comment") or "")))
    root[:] = sorted(root.findall("context"), key=lambda item: item.findtext("name"))
    ElementTree.indent(root, "  ")
    ts_file.parent.mkdir(parents=True, exist_ok=True)
    ts_file.write_text(HEADER + ElementTree.tostring(root, encoding="unicode") + "\n", encoding="utf-8")


def fill(german: dict[str, str | list[str]], ts_file: Path = TS_FILE) -> int:
    """Put German texts where the English source is still unfinished; return how many were put."""
    root = ElementTree.parse(ts_file).getroot()
    filled = 0
    for message in root.iter("message"):
        translation = message.find("translation")
        text = german.get(message.findtext("source") or "")
        if text is None or translation.get("type") != "unfinished":
            continue
        translation.attrib.pop("type")
        translation[:] = []
        if message.get("numerus") == "yes":
            translation.text = None
            for form in [text, text] if isinstance(text, str) else text:
                ElementTree.SubElement(translation, "numerusform").text = form
        else:
            translation.text = text if isinstance(text, str) else text[0]
        filled += 1
    _write(root, ts_file)
    return filled


def unknown(german: dict[str, str | list[str]], ts_file: Path = TS_FILE) -> list[str]:
    """Return the English texts of `german` that no source has (any more)."""
    known = {message.findtext("source") for message in ElementTree.parse(ts_file).getroot().iter("message")}
    return sorted(set(german) - known)


def findings(ts_file: Path = TS_FILE) -> list[str]:
    """Return what is not ready in `ts_file`, one line per text."""
    found = []
    for context in ElementTree.parse(ts_file).getroot().iter("context"):
        for message in context.iter("message"):
            reason = _unready(message)
            if reason:
                found.append(f"{context.findtext('name')}: {reason}: {message.findtext('source')!r}")
    return found


def _unready(message: ElementTree.Element) -> str | None:
    """Return why the translation of `message` cannot ship, or None."""
    source, translation = message.findtext("source") or "", message.find("translation")
    if translation is None or translation.get("type") is not None:
        return "unfinished"
    plural = message.get("numerus") == "yes"
    forms = [form.text or "" for form in translation.findall("numerusform")] if plural else [translation.text or ""]
    if plural and len(forms) != 2:
        return "needs two plural forms"
    if not all(form.strip() for form in forms):
        return "empty"
    wanted = sorted(PLACEHOLDER.findall(source))
    for form in forms:
        if sorted(PLACEHOLDER.findall(form)) != wanted:
            return "other placeholders"
    return None


def release(folder: Path = ROOT / "i18n") -> None:
    """Compile the .qm file into `folder`; unfinished texts are left out, they appear in English."""
    folder.mkdir(parents=True, exist_ok=True)
    for ts_file in sorted((ROOT / "i18n").glob("*.ts")):
        target = folder / (ts_file.stem + ".qm")
        subprocess.run(["lrelease", "-silent", "-nounfinished", str(ts_file), "-qm", str(target)], check=True)


def main(arguments: list[str]) -> int:
    command, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if command == "update":
        update()
    elif command == "fill" and rest:
        for name in rest:
            german = json.loads(Path(name).read_text(encoding="utf-8"))
            print(f"{name}: {fill(german)} texts put")
            for text in unknown(german):
                print(f"  no such text: {text!r}")
    elif command == "check":
        found = findings()
        print("\n".join([*found, f"{len(found)} German texts are not ready" if found else "German is complete"]))
        return 1 if found else 0
    elif command == "release":
        release(*(Path(folder) for folder in rest))
    else:
        print(__doc__, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
