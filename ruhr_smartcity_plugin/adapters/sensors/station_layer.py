# SPDX-License-Identifier: GPL-2.0-or-later
"""Point layers of stations with their latest value, one layer per property."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, List, Sequence, Tuple

from qgis.core import (
    Qgis,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsFeatureRequest,
    QgsFields,
    QgsProject,
    QgsVectorLayer,
)

from ruhr_smartcity_plugin.adapters.layers.origin import write_origin
from ruhr_smartcity_plugin.adapters.layers.tree import add_to_room
from ruhr_smartcity_plugin.adapters.sensors.station_file import free_path, open_file, write_file
from ruhr_smartcity_plugin.adapters.sensors.station_style import style_stations
from ruhr_smartcity_plugin.adapters.sensors.station_table import CRS_25832, make_feature, station_fields
from ruhr_smartcity_plugin.core.errors import LayerError
from ruhr_smartcity_plugin.core.origin import Origin
from ruhr_smartcity_plugin.core.progress import SILENT, Progress, stop_if_cancelled
from ruhr_smartcity_plugin.core.sensors.classes import even_classes, is_celsius, temperature_classes
from ruhr_smartcity_plugin.core.sensors.places import Placement
from ruhr_smartcity_plugin.core.sensors.reading import Reading
from ruhr_smartcity_plugin.translation import tr

# Which service and property a layer shows, so that a refresh finds it again under whatever name.
STATIONS_PROPERTY = "ruhr_smartcity/stations"
_DIVIDER = "|"


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


@dataclass
class _Part:
    """The readings of one property and where they are shown."""

    readings: List[Reading]
    #: Id, provider and source of the layer that shows them already.
    known: Tuple[str, str, str] | None = None
    #: The new file, once it is written.
    path: Path | None = None

    @property
    def is_file(self) -> bool:
        """Answer whether the layer that shows them reads a file."""
        return self.known is not None and self.known[1] == "ogr"


@dataclass
class StationPlan:
    """What goes on the map; made and shown on the main thread, written in a task."""

    source: StationSource
    placement: Placement
    folder: Path | None = None
    transforms: QgsCoordinateTransformContext = field(default_factory=QgsCoordinateTransformContext)
    parts: List[_Part] = field(default_factory=list)


def plan_layers(project: QgsProject, readings: Sequence[Reading], placement: Placement, source: StationSource,
                folder: Path | None = None) -> StationPlan:
    """Note what is to be shown, one layer per property, and which layers show it already. Main thread.

    New layers will be GeoPackages in `folder`, or live in memory without one.
    """
    plan = StationPlan(source, placement, folder, project.transformContext())
    placed = [one for one in readings if one.station.id in placement.points_25832]
    for title in dict.fromkeys(one.property_title for one in placed):
        layer = find_layer(project, source.address, title)
        known = None if layer is None else (layer.id(), layer.providerType(), layer.source())
        plan.parts.append(_Part([one for one in placed if one.property_title == title], known))
    return plan


def write_plan(plan: StationPlan, progress: Progress = SILENT) -> None:
    """Write the points into their files: new ones, and those of the layers that are shown. Any thread.

    Raises
    ------
    LayerError
        No reading has a place, or a file could not be written; new files are then taken away again.
    CancelledError
        Between two layers.
    """
    if not plan.parts:
        raise LayerError(tr("None of these stations has a place that can be shown on the map."))
    try:
        for number, part in enumerate(plan.parts):
            stop_if_cancelled(progress)
            _write_part(part, plan)
            progress.report((number + 1) / len(plan.parts))
    except BaseException:
        for part in plan.parts:
            if part.path is not None:
                part.path.unlink(missing_ok=True)
        raise


def show_plan(project: QgsProject, plan: StationPlan, *, zoom_canvas: Any = None) -> List[QgsVectorLayer]:
    """Open what was written and return the layers in the order of the properties. Main thread.

    A layer that showed the same property of the same source keeps its style. Raises `LayerError`.
    """
    layers = []
    for part in plan.parts:
        layer = project.mapLayer(part.known[0]) if part.known is not None else None
        if layer is None:
            layer = _new_layer(part, plan)
            add_to_room(project, layer, "sensors", zoom_canvas=zoom_canvas)
        else:
            _renew_layer(layer, part, plan)
        layers.append(layer)
    return layers


def find_layer(project: QgsProject, address: str, title: str) -> QgsVectorLayer | None:
    """Return the layer that shows this property of this source; None if there is none."""
    for layer in project.mapLayers().values():
        if layer.customProperty(STATIONS_PROPERTY) == _key(address, title) and layer.isValid():
            return layer
    return None


@dataclass(frozen=True)
class ShownStream:
    """A data stream of a station that is on the map, and the address of its service."""

    address: str
    station: str
    property: str
    station_id: str
    datastream_id: str


def list_streams(project: QgsProject) -> List[ShownStream]:
    """Return the data streams whose stations the map shows, by the names of the stations. Main thread."""
    found = set()
    for layer in project.mapLayers().values():
        address, divider, _title = str(layer.customProperty(STATIONS_PROPERTY) or "").partition(_DIVIDER)
        if not divider or not layer.isValid():
            continue
        request = QgsFeatureRequest().setFlags(Qgis.FeatureRequestFlag.NoGeometry)
        for one in layer.getFeatures(request):
            found.add(ShownStream(address, *(str(one[name]) for name in (
                "station", "property", "station_id", "datastream_id"))))
    return sorted(found, key=lambda one: (one.station.casefold(), one.property, one.datastream_id))


def make_layer(readings: Sequence[Reading], placement: Placement, source: StationSource) -> QgsVectorLayer:
    """Return a styled layer in memory of readings of one property. Raises `LayerError`."""
    plan = StationPlan(source, placement)
    return _new_layer(_Part(list(readings)), plan)


def _write_part(part: _Part, plan: StationPlan) -> None:
    if part.known is None and plan.folder is not None:
        title = layer_name(part.readings[0].property_title, plan.source)
        part.path = free_path(plan.folder, title)
        write_file(part.path, _features(station_fields(), part, plan), plan.transforms)
    elif part.is_file:
        # A layer of the thread's own on the same file: the one on the map belongs to the main thread.
        layer = QgsVectorLayer(part.known[2], "stations", "ogr")
        if not layer.isValid():
            raise _not_written(layer)
        _replace_features(layer, _features(layer.fields(), part, plan))


def _new_layer(part: _Part, plan: StationPlan) -> QgsVectorLayer:
    stream = part.readings[0].datastream
    name = layer_name(stream.title, plan.source)
    if part.path is not None:
        layer = open_file(part.path, name)
    elif part.is_file:  # was on the map when the plan was made, and is not any more
        layer = QgsVectorLayer(part.known[2], name, "ogr")
    else:
        layer = _memory_layer(name)
        _replace_features(layer, _features(layer.fields(), part, plan))
    values = [one.datastream.latest.value for one in part.readings if one.datastream.latest]
    classes = temperature_classes() if is_celsius(stream) else even_classes([one for one in values if one is not None])
    style_stations(layer, classes, stream.unit.symbol)
    layer.setCustomProperty(STATIONS_PROPERTY, _key(plan.source.address, stream.title))
    write_origin(layer, _origin(name, plan.source))
    return layer


def _renew_layer(layer: QgsVectorLayer, part: _Part, plan: StationPlan) -> None:
    """Show the new points; style and everything the user changed stay. Raises `LayerError`.

    A name that the user has not changed says again whether stations are missing.
    """
    source = plan.source
    if part.is_file:
        layer.reload()
        layer.updateExtents()
    else:
        _replace_features(layer, _features(layer.fields(), part, plan))
    title = part.readings[0].property_title
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


def _memory_layer(name: str) -> QgsVectorLayer:
    layer = QgsVectorLayer(f"Point?crs={CRS_25832}", name, "memory")
    if not layer.dataProvider().addAttributes(list(station_fields())):
        raise _not_written(layer)
    layer.updateFields()
    return layer


def _features(fields: QgsFields, part: _Part, plan: StationPlan) -> List[QgsFeature]:
    points = plan.placement.points_25832
    source = plan.source
    title = tr("{title} (synthetic)").format(title=source.title) if source.is_synthetic else source.title
    return [make_feature(fields, one, points[one.station.id], source.fetched_at, title) for one in part.readings]


def _replace_features(layer: QgsVectorLayer, features: List[QgsFeature]) -> None:
    if layer.featureCount() and not layer.dataProvider().truncate():
        raise _not_written(layer)
    ok, _added = layer.dataProvider().addFeatures(features)
    layer.updateExtents()
    if not ok or layer.featureCount() != len(features):
        raise _not_written(layer)


def _origin(name: str, source: StationSource) -> Origin:
    return Origin(
        title=name,
        source_url="" if source.is_synthetic else source.address,
        publisher=tr("Synthetic sample, nothing is measured") if source.is_synthetic else source.title,
        fetched_at=source.fetched_at,
    )


def _key(address: str, title: str) -> str:
    return f"{address}{_DIVIDER}{title}"


def _not_written(layer: QgsVectorLayer) -> LayerError:
    errors = "; ".join(layer.dataProvider().errors())
    sentence = tr("The stations could not be written into the layer “{name}”.")
    return LayerError(sentence.format(name=layer.name()), errors)
