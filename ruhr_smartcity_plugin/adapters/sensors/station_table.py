# SPDX-License-Identifier: GPL-2.0-or-later
"""The attribute table of station layers: one row per reading."""

from __future__ import annotations

from datetime import datetime
from typing import Tuple

from qgis.core import QgsFeature, QgsField, QgsFields, QgsGeometry, QgsPointXY
from qgis.PyQt.QtCore import QDateTime, QMetaType, Qt

from ruhr_smartcity_plugin.core.sensors.reading import Reading
from ruhr_smartcity_plugin.translation import tr

CRS_25832 = "EPSG:25832"
_FIELDS = (
    ("station", QMetaType.Type.QString),
    ("datastream", QMetaType.Type.QString),
    ("property", QMetaType.Type.QString),
    ("unit", QMetaType.Type.QString),
    ("value", QMetaType.Type.Double),
    ("text", QMetaType.Type.QString),  # results that are no numbers
    ("time", QMetaType.Type.QDateTime),  # UTC
    ("age_h", QMetaType.Type.Double),  # hours between `time` and the fetch
    ("stale", QMetaType.Type.Bool),
    ("source", QMetaType.Type.QString),
    ("station_id", QMetaType.Type.QString),
    ("datastream_id", QMetaType.Type.QString),
)


def station_fields() -> QgsFields:
    """Return the fields of a station layer."""
    fields = QgsFields()
    for name, kind in _FIELDS:
        fields.append(QgsField(name, kind))
    return fields


def make_feature(fields: QgsFields, reading: Reading, point_25832: Tuple[float, float], fetched_at: datetime,
                 source_title: str) -> QgsFeature:
    """Return a reading as a point feature in EPSG:25832; `fetched_at` (UTC) is what its age counts from."""
    stream, latest = reading.datastream, reading.datastream.latest
    feature = QgsFeature(fields)
    feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(*point_25832)))
    values = {
        "station": reading.station.name,
        "datastream": stream.name,
        "property": stream.title,
        "unit": stream.unit.symbol,
        "value": latest.value if latest else None,
        "text": result_text(reading) if latest and latest.value is None else None,
        "time": _to_qdatetime(latest.time) if latest else None,
        "age_h": _rounded(reading.age_h(fetched_at)),
        "stale": reading.is_stale,
        "source": source_title,
        "station_id": str(reading.station.id),
        "datastream_id": str(stream.id),
    }
    for name, value in values.items():
        feature.setAttribute(name, value)
    return feature


def result_text(reading: Reading) -> str:
    """Return a result that is no number as text, in the user's language for yes and no; empty without a value."""
    latest = reading.datastream.latest
    if latest is None:
        return ""
    if isinstance(latest.result, bool):
        return tr("yes") if latest.result else tr("no")
    return str(latest.result)


def _to_qdatetime(moment: datetime) -> QDateTime:
    return QDateTime.fromMSecsSinceEpoch(round(moment.timestamp() * 1000), Qt.TimeSpec.UTC)


def _rounded(age_h: float | None) -> float | None:
    return None if age_h is None else round(age_h, 2)
