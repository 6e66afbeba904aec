# SPDX-License-Identifier: GPL-2.0-or-later
"""Features of GeoJSON with a time as rows of a table: what layers of a WFS or of a portal give."""

from __future__ import annotations

import csv
import io
import json
from typing import Any, Dict, Mapping

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.sensors.entities import parse_point
from ruhr_smartcity_plugin.translation import tr

_X, _Y = "longitude", "latitude"


def is_geojson(name: str) -> bool:
    """Answer whether a file name is that of GeoJSON."""
    return name.lower().endswith((".geojson", ".geo.json"))


def rows_of_geojson(content: bytes, name: str) -> bytes:
    """Return the features as a table (CSV, UTF-8): their properties, and longitude and latitude of their places.

    Raises `InputError` for what is no GeoJSON with features.
    """
    try:
        document = json.loads(content.decode("utf-8-sig"))
    except ValueError as error:
        raise InputError(tr("“{name}” is no GeoJSON that can be read.").format(name=name), str(error)[:200]) from error
    features = document.get("features") if isinstance(document, Mapping) else None
    if not isinstance(features, list) or not features:
        raise InputError(tr("“{name}” holds no features.").format(name=name))
    rows = [_row(one) for one in features if isinstance(one, Mapping)]
    titles = list(dict.fromkeys(title for row in rows for title in row if title not in (_X, _Y)))
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow([*titles, _X, _Y])
    writer.writerows([_cell(row.get(title)) for title in (*titles, _X, _Y)] for row in rows)
    return out.getvalue().encode("utf-8")


def _row(feature: Mapping[str, Any]) -> Dict[str, Any]:
    properties = feature.get("properties")
    row = {str(name): value for name, value in properties.items()} if isinstance(properties, Mapping) else {}
    point = parse_point(feature.get("geometry"))
    if point is not None:
        row[_X], row[_Y] = point
    return row


def _cell(value: Any) -> str:
    if value is None or isinstance(value, (dict, list)):
        return ""
    return repr(value) if isinstance(value, float) else str(value)
