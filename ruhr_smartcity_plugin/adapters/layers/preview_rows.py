# SPDX-License-Identifier: GPL-2.0-or-later
"""The first rows of tables and objects, out of answers that may be cut off in the middle."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass
from typing import Any, Iterable, List, Mapping, Sequence, Tuple

from ruhr_smartcity_plugin.core.network.answer import decode
from ruhr_smartcity_plugin.core.xml_element import Element

MOST_ROWS = 10
MOST_COLUMNS = 40
_LONGEST_CELL = 200
_DELIMITERS = (";", "\t", "|", ",")
_FEATURES = re.compile(r'"features"\s*:\s*\[')
_MEMBERS = ("member", "featureMember", "featureMembers")
# Elements of GML that make a property a geometry.
_GEOMETRY = re.compile(
    r"^(?:Multi)?(?:Point|LineString|Polygon|Curve|Surface|Geometry|Solid)$|^(?:pos|posList|coordinates)$"
)


@dataclass(frozen=True)
class Rows:
    """Names of the columns and the first rows as text."""

    heads: Tuple[str, ...]
    cells: Tuple[Tuple[str, ...], ...]


def rows_of_records(records: Sequence[Mapping[str, Any]]) -> Rows:
    """Return rows with one column for every name that occurs, in order of appearance."""
    kept = [one for one in records if isinstance(one, Mapping)][:MOST_ROWS]
    heads = list(dict.fromkeys(str(name) for one in kept for name in one))[:MOST_COLUMNS]
    return Rows(tuple(heads), tuple(tuple(cell_text(one.get(name)) for name in heads) for one in kept))


def rows_of_geojson(text: str) -> Rows:
    """Return the properties of the first objects of a GeoJSON text, which may end anywhere."""
    found = _FEATURES.search(text)
    features = _objects(text, found.end()) if found else _objects(text, 0)
    return rows_of_records([one.get("properties") or {} for one in features if isinstance(one, Mapping)])


def rows_of_json(text: str) -> Rows:
    """Return the first rows of a JSON text: GeoJSON, or a list of objects."""
    if _FEATURES.search(text):
        return rows_of_geojson(text)
    start = text.find("[")
    return rows_of_records(_objects(text, start + 1)) if start >= 0 else Rows((), ())


def rows_of_csv(body: bytes, content_type: str = "", *, is_cut: bool = False) -> Rows:
    """Return the first rows of a CSV file as they stand there, below the head line that loading would find too.

    `is_cut` says that the last line may be half a line; it is left out.
    """
    from ruhr_smartcity_plugin.core.errors import InputError

    if is_cut and b"\n" in body:
        body = body[: body.rfind(b"\n")]
    try:
        return _understood(body)
    except InputError:  # no table that could be loaded; its beginning may still tell what it is
        return _evenly_parted(body, content_type)


def _understood(body: bytes) -> Rows:
    """Raises InputError for what is no table."""
    from ruhr_smartcity_plugin.core.catalogue.tables.encoding import decode_piece
    from ruhr_smartcity_plugin.core.catalogue.tables.layout import take_sample
    from ruhr_smartcity_plugin.core.catalogue.tables.source import TableSource
    from ruhr_smartcity_plugin.core.catalogue.tables.understanding import understand

    table = understand(TableSource("", content=body))
    sample = take_sample((decode_piece(body, table.encoding.value).lstrip("\ufeff"),), table.form.value)
    below = [row.cells for row in sample.head if row.line >= table.head.value.data_line and row.filled][:MOST_ROWS]
    columns = table.columns[:MOST_COLUMNS]
    cells = tuple(tuple(cell_text(row[one.index] if one.index < len(row) else "") for one in columns) for row in below)
    return Rows(tuple(cell_text(one.title or one.field) for one in columns), cells)


def _evenly_parted(body: bytes, content_type: str) -> Rows:
    """The delimiter is the one that parts the first lines best."""
    lines = [line for line in decode(body, content_type).splitlines() if line.strip()][: MOST_ROWS + 1]
    if not lines:
        return Rows((), ())
    # Short last rows happen; a sign that the heading lacks parts nothing.
    delimiter = max(_DELIMITERS, key=lambda sign: (min(line.count(sign) for line in lines[:5]), lines[0].count(sign)))
    rows = list(csv.reader(lines, delimiter=delimiter))
    width = max(len(row) for row in rows)
    padded = [tuple(map(cell_text, [*row, *[""] * (width - len(row))][:MOST_COLUMNS])) for row in rows]
    return Rows(padded[0], tuple(padded[1:]))


def rows_of_gml(root: Element) -> Rows:
    """Return the simple properties of the first objects of a WFS answer; geometries are left out."""
    features = [one for member in root.walk() if member.name in _MEMBERS for one in member.children]
    return rows_of_records([dict(_properties(one)) for one in features[:MOST_ROWS]])


def cell_text(value: Any) -> str:
    """Return a value as one short line."""
    if value is None:
        return ""
    if isinstance(value, (dict, list)):
        value = json.dumps(value, ensure_ascii=False)
    text = " ".join(str(value)[: 4 * _LONGEST_CELL].split())
    return text if len(text) <= _LONGEST_CELL else text[: _LONGEST_CELL - 1] + "…"


def _properties(feature: Element) -> Iterable[Tuple[str, str]]:
    for one in feature.children:
        if one.name == "boundedBy" or any(_GEOMETRY.match(part.name) for part in one.walk() if part is not one):
            continue
        yield one.name, " ".join(part.text.strip() for part in one.walk() if part.text.strip())


def _objects(text: str, start: int) -> List[Any]:
    """Return the first JSON objects from a place in a text on; the one that is cut off ends the list."""
    decoder, found, place = json.JSONDecoder(), [], start
    while len(found) < MOST_ROWS:
        place = _next_object(text, place)
        if place < 0:
            break
        try:
            value, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            break
        found.append(value)
    return found


def _next_object(text: str, place: int) -> int:
    """Return where the next object of a list begins; -1 where something other than a comma comes before it."""
    while place < len(text) and text[place] in ", \t\r\n":
        place += 1
    return place if place < len(text) and text[place] == "{" else -1
