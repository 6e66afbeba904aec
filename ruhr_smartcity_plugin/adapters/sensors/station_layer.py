# SPDX-License-Identifier: GPL-2.0-or-later
"""Point layers of stations with their latest value, one layer per property."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, List, Sequence, Tuple

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDateTime, QMetaType, Qt

from ruhr_smartcity_plugin.adapters.layers.origin import write_origin
from ruhr_smartcity_plugin.adapters.layers.tree import add_to_room
from ruhr_smartcity_plugin.adapters.sensors.station_style import style_stations
from ruhr_smartcity_plugin.core.errors import LayerError
from ruhr_smartcity_plugin.core.origin import Origin
from ruhr_smartcity_plugin.core.sensors.classes import even_classes, is_celsius, temperature_classes
from ruhr_smartcity_plugin.core.sensors.places import Placement
from ruhr_smartcity_plugin.core.sensors.reading import Reading
from ruhr_smartcity_plugin.translation import tr

CRS_25832 = "EPSG:25832"
# Which service and property a layer shows, so that a refresh finds it again under whatever name.
STATIONS_PROPERTY = "ruhr_smartcity/stations"
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


@dataclass(frozen=True)
class StationSource:
    """Where readings come from: the address, the name shown, when fetched (UTC).

    `is_synthetic`: nothing was measured. `is_complete`: no station of the source is missing.
    """

    address: str
    title: str
    fetched_at: datetime
    is_synthetic: bool = False
    is_complete: bool = True


def show_readings(project: QgsProject, readings: Sequence[Reading], placement: Placement, source: StationSource,
                  folder: Path | None = None, *, zoom_canvas: Any = None) -> List[QgsVectorLayer]:
    """Put the readings on the map, one layer per property, and return the layers in the order of the properties.

    A layer that shows the same property of the same source already gets the new values and keeps its style. New layers
    are GeoPackages in `folder`, or live in memory without one. Main thread.

    Raises
    ------
    LayerError
        No reading has a place, or a layer could not be made.
    """
    placed = [one for one in readings if one.station.id in placement.points_25832]
    if not placed:
        raise LayerError(tr("None of these stations has a place that can be shown on the map."))
    layers = []
    for title in dict.fromkeys(one.property_title for one in placed):
        group = [one for one in placed if one.property_title == title]
        layer = find_layer(project, source.address, title)
        if layer is None:
            layer = make_layer(group, placement, source, folder)
            add_to_room(project, layer, tr("Sensors"), zoom_canvas=zoom_canvas)
        else:
            refill_layer(layer, group, placement, source)
        layers.append(layer)
    return layers


def find_layer(project: QgsProject, address: str, title: str) -> QgsVectorLayer | None:
    """Return the layer that shows this property of this source; None if there is none."""
    for layer in project.mapLayers().values():
        if layer.customProperty(STATIONS_PROPERTY) == _key(address, title) and layer.isValid():
            return layer
    return None


def make_layer(readings: Sequence[Reading], placement: Placement, source: StationSource,
               folder: Path | None = None) -> QgsVectorLayer:
    """Return a styled layer of readings of one property. Raises `LayerError`."""
    stream = readings[0].datastream
    name = layer_name(stream.title, source)
    layer = _file_layer(name, folder) if folder is not None else _memory_layer(name)
    _fill(layer, readings, placement, source)
    values = [one.datastream.latest.value for one in readings if one.datastream.latest]
    classes = temperature_classes() if is_celsius(stream) else even_classes([one for one in values if one is not None])
    style_stations(layer, classes, stream.unit.symbol)
    layer.setCustomProperty(STATIONS_PROPERTY, _key(source.address, stream.title))
    write_origin(layer, _origin(name, source))
    return layer


def refill_layer(layer: QgsVectorLayer, readings: Sequence[Reading], placement: Placement,
                 source: StationSource) -> None:
    """Replace the layer's points; style and everything the user changed stay. Raises `LayerError`.

    A name that the user has not changed says again whether stations are missing.
    """
    if not layer.dataProvider().truncate():
        raise _not_written(layer)
    _fill(layer, readings, placement, source)
    title = readings[0].property_title
    if layer.name() in {layer_name(title, replace(source, is_complete=one)) for one in (True, False)}:
        layer.setName(layer_name(title, source))
    write_origin(layer, _origin(layer.name(), source))
    layer.triggerRepaint()


def layer_name(title: str, source: StationSource) -> str:
    """Return the name of a property's layer; it says so where nothing was measured or stations are missing."""
    if source.is_synthetic:
        return tr("{property} (synthetic)").format(property=title)
    name = tr("{property}: latest values") if source.is_complete else tr("{property}: latest values, INCOMPLETE")
    return name.format(property=title)


def _fields() -> QgsFields:
    fields = QgsFields()
    for name, kind in _FIELDS:
        fields.append(QgsField(name, kind))
    return fields


def _memory_layer(name: str) -> QgsVectorLayer:
    layer = QgsVectorLayer(f"Point?crs={CRS_25832}", name, "memory")
    if not layer.dataProvider().addAttributes(list(_fields())):
        raise _not_written(layer)
    layer.updateFields()
    return layer


def _file_layer(name: str, folder: Path) -> QgsVectorLayer:
    path = _free_path(folder, name)
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.layerName = "GPKG", "stations"
    writer = QgsVectorFileWriter.create(
        str(path), _fields(), Qgis.WkbType.Point, QgsCoordinateReferenceSystem(CRS_25832),
        QgsProject.instance().transformContext(), options)
    if writer.hasError() != QgsVectorFileWriter.WriterError.NoError:
        raise LayerError(
            tr("The file {path} could not be written. Check the rights and the space left.").format(path=path),
            writer.errorMessage())
    del writer
    layer = QgsVectorLayer(f"{path}|layername=stations", name, "ogr")
    if not layer.isValid():
        raise LayerError(tr("The file {path} cannot be opened.").format(path=path))
    return layer


def _free_path(folder: Path, name: str) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LayerError(tr("The folder {folder} cannot be written. Check its rights.").format(folder=folder),
                         str(error)) from error
    # A property's name comes from a service: only letters, digits and hyphens reach the file name.
    stem = re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-")[:40] or "stations"
    number = 1
    while (path := folder / f"{stem}-{number}.gpkg").exists():
        number += 1
    return path


def _fill(layer: QgsVectorLayer, readings: Sequence[Reading], placement: Placement, source: StationSource) -> None:
    features = [_feature(layer.fields(), one, placement.points_25832[one.station.id], source) for one in readings]
    ok, _added = layer.dataProvider().addFeatures(features)
    layer.updateExtents()
    if not ok or layer.featureCount() != len(features):
        raise _not_written(layer)


def _feature(fields: QgsFields, reading: Reading, point_25832: Tuple[float, float],
             source: StationSource) -> QgsFeature:
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
        "age_h": _rounded(reading.age_h(source.fetched_at)),
        "stale": reading.is_stale,
        "source": tr("{title} (synthetic)").format(title=source.title) if source.is_synthetic else source.title,
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


def _origin(name: str, source: StationSource) -> Origin:
    return Origin(
        title=name,
        source_url="" if source.is_synthetic else source.address,
        publisher=tr("Synthetic sample, nothing is measured") if source.is_synthetic else source.title,
        fetched_at=source.fetched_at,
    )


def _key(address: str, title: str) -> str:
    return f"{address}|{title}"


def _not_written(layer: QgsVectorLayer) -> LayerError:
    errors = "; ".join(layer.dataProvider().errors())
    sentence = tr("The stations could not be written into the layer “{name}”.")
    return LayerError(sentence.format(name=layer.name()), errors)
