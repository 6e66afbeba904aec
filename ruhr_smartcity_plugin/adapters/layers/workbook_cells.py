# SPDX-License-Identifier: GPL-2.0-or-later
"""Which columns of a sheet hold numbers? Read from the cells' own types: as texts, 1.234 and a typed "1.234" are equal.

GDAL tells types of whole columns only, and a title line above the head makes texts of all of them.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import join, normpath
from typing import IO, Dict, FrozenSet, Iterator, Set, Tuple

from qgis.PyQt.QtCore import QByteArray, QXmlStreamReader

from ruhr_smartcity_plugin.core.catalogue.tables.cell_forms import is_number
from ruhr_smartcity_plugin.core.progress import Progress, stop_if_cancelled

_CHUNK = 256 * 1024
_MOST_COLUMNS = 16_384
_WORKBOOK = "xl/workbook.xml"
_LETTERS = re.compile(r"[A-Z]+")
_ODS_NUMBERS = ("float", "percentage", "currency")
_START, _END, _TEXT = (QXmlStreamReader.TokenType.StartElement, QXmlStreamReader.TokenType.EndElement,
                       QXmlStreamReader.TokenType.Characters)


@dataclass
class CellTypes:
    """Columns (from 0) with cells that are numbers, and columns with texts that read like numbers with a sign."""

    numbers: Set[int] = field(default_factory=set)
    typed: Set[int] = field(default_factory=set)

    def add_text(self, column: int, text: str) -> None:
        """Note a cell that is text."""
        if _is_typed_number(text):
            self.typed.add(column)


def find_number_columns(path: Path, sheet: str, progress: Progress) -> Tuple[FrozenSet[int], FrozenSet[int]]:
    """Return the columns whose numbers are all cells of numbers, and those with typed ones among them.

    Empty where the workbook cannot be looked into. Raises CancelledError.
    """
    found = CellTypes()
    try:
        with zipfile.ZipFile(path) as archive:
            if _WORKBOOK in archive.namelist():
                _read_xlsx(archive, sheet, found, progress)
            else:
                _read_ods(archive, sheet, found, progress)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, KeyError, ValueError, OSError):
        return frozenset(), frozenset()
    return frozenset(found.numbers - found.typed), frozenset(found.numbers & found.typed)


def _is_typed_number(text: str) -> bool:
    text = text.strip()
    return ("," in text or "." in text) and is_number(text)


def _tokens(source: IO[bytes]) -> Iterator[Tuple[QXmlStreamReader, object]]:
    """Return the tokens of a document, read piece by piece; a broken one ends early."""
    reader = QXmlStreamReader()
    chunk = source.read(_CHUNK)
    while chunk:
        reader.addData(QByteArray(chunk))
        while not reader.atEnd():
            token = reader.readNext()
            if not reader.hasError():
                yield reader, token
        if reader.error() != QXmlStreamReader.Error.PrematureEndOfDocumentError:
            return
        chunk = source.read(_CHUNK)


def _attributes(reader: QXmlStreamReader) -> Dict[str, str]:
    return {one.name(): one.value() for one in reader.attributes()}


def _read_xlsx(archive: zipfile.ZipFile, sheet: str, found: CellTypes, progress: Progress) -> None:
    shared = _typed_strings(archive)
    column, kind, text, is_value = -1, "", "", False
    with archive.open(_part_of(archive, sheet)) as source:
        for reader, token in _tokens(source):
            name = reader.name() if token in (_START, _END) else ""
            if token == _TEXT and is_value:
                text += reader.text()
            elif token == _START and name == "row":
                stop_if_cancelled(progress)
                column = -1
            elif token == _START and name == "c":
                attributes = _attributes(reader)
                column = _column_of(attributes.get("r", ""), column)
                kind, text = attributes.get("t", "n"), ""
            elif name in ("v", "t"):
                is_value = token == _START
            elif token == _END and name == "c":
                if kind == "n" and text.strip():
                    found.numbers.add(column)
                elif (kind == "s" and text.strip() in shared) or (kind in ("str", "inlineStr")):
                    found.add_text(column, shared.get(text.strip(), text) if kind == "s" else text)


def _column_of(reference: str, before: int) -> int:
    match = _LETTERS.match(reference)
    if match is None:
        return before + 1
    column = 0
    for letter in match[0]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def _typed_strings(archive: zipfile.ZipFile) -> Dict[str, str]:
    """Return those texts of the workbook's list that read like numbers, by their place."""
    typed: Dict[str, str] = {}
    part = "xl/sharedStrings.xml"
    if part not in archive.namelist():
        return typed
    place, text, is_text = 0, "", False
    with archive.open(part) as source:
        for reader, token in _tokens(source):
            name = reader.name() if token in (_START, _END) else ""
            if token == _TEXT and is_text:
                text += reader.text()
            elif name == "t":
                is_text = token == _START
            elif token == _END and name == "si":
                if _is_typed_number(text):
                    typed[str(place)] = text
                place, text = place + 1, ""
    return typed


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str:
    """Return the part of the archive that holds a sheet. Raises KeyError."""
    with archive.open(_WORKBOOK) as source:
        found = [_attributes(reader) for reader, token in _tokens(source) if token == _START
                 and reader.name() == "sheet"]
    identity = {one.get("name", ""): one.get("id", "") for one in found}[sheet]
    with archive.open("xl/_rels/workbook.xml.rels") as source:
        links = [_attributes(reader) for reader, token in _tokens(source) if token == _START
                 and reader.name() == "Relationship"]
    target = {one.get("Id", ""): one.get("Target", "") for one in links}[identity]
    return normpath(join("/xl", target)).lstrip("/")


def _read_ods(archive: zipfile.ZipFile, sheet: str, found: CellTypes, progress: Progress) -> None:
    column, repeated, kind, text, is_here = 0, 1, "", "", False
    with archive.open("content.xml") as source:
        for reader, token in _tokens(source):
            name = reader.name() if token in (_START, _END) else ""
            if token == _START and name == "table":
                is_here = _attributes(reader).get("name") == sheet
            elif not is_here:
                continue
            elif token == _TEXT:
                text += reader.text()
            elif token == _START and name == "table-row":
                stop_if_cancelled(progress)
                column = 0
            elif token == _START and name in ("table-cell", "covered-table-cell"):
                attributes = _attributes(reader)
                kind, text = attributes.get("value-type", ""), ""
                repeated = min(int(attributes.get("number-columns-repeated", "1")), _MOST_COLUMNS)
            elif token == _END and name in ("table-cell", "covered-table-cell"):
                columns = range(column, column + repeated) if kind else ()
                for one in columns:
                    if kind in _ODS_NUMBERS:
                        found.numbers.add(one)
                    else:
                        found.add_text(one, text)
                column += repeated
