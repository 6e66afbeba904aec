# SPDX-License-Identifier: GPL-2.0-or-later
"""Fills the layers of registers that have no views: in portions, and only with what has changed."""

from __future__ import annotations

from datetime import datetime, timezone
from time import perf_counter
from typing import Callable, Collection, Dict, Iterable, Iterator, List, Sequence, Set, Tuple

from qgis.core import NULL, QgsFeature, QgsGeometry, QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QDate, QObject, QTimer

from ruhr_smartcity_plugin.adapters.layers.origin import write_origin
from ruhr_smartcity_plugin.adapters.projects.register_layers import VIEW_PROPERTY
from ruhr_smartcity_plugin.adapters.projects.register_source import INTERNAL_VIEWS
from ruhr_smartcity_plugin.adapters.projects.unfilled_layers import is_in_memory, is_marked, unmark
from ruhr_smartcity_plugin.core.errors import LayerError, RuhrError
from ruhr_smartcity_plugin.core.origin import Origin
from ruhr_smartcity_plugin.core.projects.gpkg_geometry import encode_wkb
from ruhr_smartcity_plugin.core.projects.map_places import INTERNAL_COLUMNS, MapPlace
from ruhr_smartcity_plugin.core.projects.record import SiteShape
from ruhr_smartcity_plugin.translation import tr

_TURN_S = 0.02  # of one turn of the event loop
_PORTION = 250  # features between two looks at the clock
_DAY = INTERNAL_COLUMNS.index("as_of")
_SHAPES = {"areas": SiteShape.AREA, "lines": SiteShape.LINE, "points": SiteShape.POINT}


class _Content:
    """What one layer holds: the place of each feature, and its features by project."""

    def __init__(self, layer: QgsVectorLayer) -> None:
        self.layer = layer
        self.places: Dict[Tuple[object, ...], Tuple[int, MapPlace]] = {}
        self.owners: Dict[int, str] = {}
        self.features: Dict[str, Set[int]] = {}
        self.round = 0
        self.is_working = False

    def take(self, feature: int, place: MapPlace) -> None:
        self.places[place.key] = feature, place
        self.owners[feature] = place.project_uuid
        self.features.setdefault(place.project_uuid, set()).add(feature)

    def drop(self, place: MapPlace) -> None:
        feature, _place = self.places.pop(place.key)
        del self.owners[feature]
        self.features[place.project_uuid].discard(feature)


class PlaceFilling(QObject):
    """Keeps layers in memory like the register they show. Main thread only.

    A layer that came with a saved project is empty and is filled anew, so is a copy somebody made of one.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._contents: Dict[str, _Content] = {}

    def fill(self, layer: QgsVectorLayer, places: Sequence[MapPlace], *, then: Callable[[bool], None],
             failed: Callable[[RuhrError], None]) -> None:
        """Let a layer show those of `places` that belong to its view, then call `then`: whether anything changed.

        A later call for the same layer takes the place of one that is not done, which then calls nothing.
        """
        content = self._content_of(layer)
        content.round += 1
        content.is_working = True
        self._turn(content, content.round, self._steps(content, places), then, failed)

    def needs(self, layer: QgsVectorLayer) -> bool:
        """Answer whether nobody fills or has filled this layer."""
        known = self._contents.get(layer.id())
        return is_in_memory(layer) and (known is None or known.layer is not layer)

    def is_working(self, layer: QgsVectorLayer) -> bool:
        """Answer whether the layer is just being filled."""
        return not self.needs(layer) and layer.id() in self._contents and self._contents[layer.id()].is_working

    def filled(self) -> List[QgsVectorLayer]:
        """Return the layers that were filled and are still there."""
        return [one.layer for one in self._contents.values() if not sip.isdeleted(one.layer)]

    def features_of(self, layer: QgsVectorLayer, uuids: Collection[str]) -> List[int]:
        """Return the features of these projects in a layer."""
        if self.needs(layer):
            return []
        known = self._contents[layer.id()].features
        return [feature for uuid in uuids for feature in known.get(uuid, ())]

    def projects_at(self, layer: QgsVectorLayer, features: Iterable[int]) -> Set[str]:
        """Return the projects to which features of a layer belong."""
        if self.needs(layer):
            return set()
        known = self._contents[layer.id()].owners
        return {known[one] for one in features if one in known}

    def stop(self) -> None:
        """End all work, and forget the layers."""
        for one in self._contents.values():
            one.round += 1
        self._contents.clear()

    def _content_of(self, layer: QgsVectorLayer) -> _Content:
        self._contents = {key: one for key, one in self._contents.items() if not sip.isdeleted(one.layer)}
        if self.needs(layer):
            layer.dataProvider().truncate()
            self._contents[layer.id()] = _Content(layer)
        return self._contents[layer.id()]

    def _turn(self, content: _Content, number: int, steps: Iterator[bool | None], then: Callable[[bool], None],
              failed: Callable[[RuhrError], None]) -> None:
        if sip.isdeleted(self) or sip.isdeleted(content.layer) or number != content.round:
            return
        started = perf_counter()
        try:
            is_changed = next(steps)
            while is_changed is None and perf_counter() - started < _TURN_S:
                is_changed = next(steps)
        except RuhrError as error:
            content.is_working = False
            failed(error)
            return
        if is_changed is None:
            QTimer.singleShot(0, lambda: self._turn(content, number, steps, then, failed))
            return
        content.is_working = False
        then(is_changed)

    def _steps(self, content: _Content, places: Sequence[MapPlace]) -> Iterator[bool | None]:
        """Bring a layer to what it is to show, one portion at a time; the last value is whether it changed."""
        layer, provider = content.layer, content.layer.dataProvider()
        wanted = {one.key: one for one in _of_view(layer, places)}
        yield None
        gone = [place for key, (_feature, place) in content.places.items() if wanted.get(key) != place]
        if gone:
            provider.deleteFeatures([content.places[one.key][0] for one in gone])
            for one in gone:
                content.drop(one)
        new = [one for key, one in wanted.items() if key not in content.places]
        width = layer.fields().count()
        for start in range(0, len(new), _PORTION):
            yield None
            portion = new[start:start + _PORTION]
            is_taken, made = provider.addFeatures([_feature_of(one, width) for one in portion])
            if not is_taken:
                raise LayerError(tr("QGIS could not take the places into the layer “{name}”.").format(
                    name=layer.name()), "; ".join(provider.errors()))
            for feature, place in zip(made, portion):
                content.take(feature.id(), place)
        is_changed = bool(gone or new or is_marked(layer))
        unmark(layer)
        write_origin(layer, Origin(title=layer.name(), fetched_at=datetime.now(timezone.utc)))
        if is_changed:
            layer.updateExtents(True)
            layer.triggerRepaint()
        yield is_changed


def _of_view(layer: QgsVectorLayer, places: Iterable[MapPlace]) -> Iterator[MapPlace]:
    view = str(layer.customProperty(VIEW_PROPERTY))
    shape, is_internal = _SHAPES[view.split("_")[1]], view in INTERNAL_VIEWS
    return (one for one in places if one.shape is shape and (is_internal or one.is_public))


def _feature_of(place: MapPlace, width: int) -> QgsFeature:
    values = [NULL if one is None else one for one in place.values[:width]]
    if place.values[_DAY]:
        values[_DAY] = QDate.fromString(place.values[_DAY][:10], "yyyy-MM-dd")
    feature = QgsFeature()
    feature.setAttributes(values)
    if place.coordinates is not None:
        geometry = QgsGeometry()
        geometry.fromWkb(encode_wkb(place.shape, place.coordinates))
        feature.setGeometry(geometry)
    return feature
