# SPDX-License-Identifier: GPL-2.0-or-later
"""Fills the layers of registers that have no views: in portions, and only with what has changed."""

from __future__ import annotations

from collections import deque
from datetime import datetime, timezone
from itertools import islice
from time import perf_counter
from typing import (
    Callable,
    Collection,
    Deque,
    Dict,
    Iterable,
    Iterator,
    List,
    NamedTuple,
    Sequence,
    Set,
    Tuple,
    TypeVar,
)

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
_COMPARED, _DELETED, _ADDED = 2000, 500, 50  # places between two looks at the clock
_DAY = INTERNAL_COLUMNS.index("as_of")
_T = TypeVar("_T")
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


class _Job(NamedTuple):
    content: _Content
    number: int
    steps: Iterator[bool | None]
    then: Callable[[bool], None]
    failed: Callable[[RuhrError], None]

    def is_void(self) -> bool:
        """Answer whether nobody waits for this any more: the layer is gone, or there is a later job for it."""
        return sip.isdeleted(self.content.layer) or self.number != self.content.round


class PlaceFilling(QObject):
    """Keeps layers in memory like the register they show. Main thread only.

    A layer that came with a saved project is empty and is filled anew, so is a copy somebody made of one.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._contents: Dict[str, _Content] = {}
        self._waiting: Deque[_Job] = deque()  # one after the other: together they would be felt
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._turn)

    def fill(self, layer: QgsVectorLayer, places: Sequence[MapPlace], *, then: Callable[[bool], None],
             failed: Callable[[RuhrError], None]) -> None:
        """Let a layer show those of `places` that belong to its view, then call `then`: whether anything changed.

        A later call for the same layer takes the place of one that is not done, which then calls nothing.
        """
        content = self._content_of(layer)
        content.round += 1
        content.is_working = True
        self._waiting.append(_Job(content, content.round, _steps(content, places), then, failed))
        self._soon.start()

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
        self._waiting.clear()

    def _content_of(self, layer: QgsVectorLayer) -> _Content:
        self._contents = {key: one for key, one in self._contents.items() if not sip.isdeleted(one.layer)}
        if self.needs(layer):
            layer.dataProvider().truncate()
            self._contents[layer.id()] = _Content(layer)
        return self._contents[layer.id()]

    def _turn(self) -> None:
        """Work for a moment on the layer that is next, then let the window breathe."""
        if not self._waiting:
            return
        job, end = self._waiting[0], perf_counter() + _TURN_S
        if job.is_void():
            self._next()
            return
        try:
            is_changed = next(job.steps)
            while is_changed is None and perf_counter() < end:
                is_changed = next(job.steps)
        except RuhrError as error:
            self._next(job)
            job.failed(error)
            return
        if is_changed is None:
            self._soon.start()
        else:
            self._next(job)
            job.then(is_changed)

    def _next(self, done: _Job | None = None) -> None:
        if done is not None:
            done.content.is_working = False
        self._waiting.popleft()
        self._soon.start()


def _steps(content: _Content, places: Sequence[MapPlace]) -> Iterator[bool | None]:
    """Bring a layer to what it is to show, one portion at a time; the last value is whether it changed."""
    layer, provider = content.layer, content.layer.dataProvider()
    wanted: Dict[Tuple[object, ...], MapPlace] = {}
    for portion in _portions(_of_view(layer, places), _COMPARED):
        wanted.update((one.key, one) for one in portion)
        yield None
    gone: List[MapPlace] = []
    for portion in _portions(list(content.places.values()), _COMPARED):
        gone += [place for _feature, place in portion if wanted.get(place.key) != place]
        yield None
    for portion in _portions(gone, _DELETED):
        provider.deleteFeatures([content.places[one.key][0] for one in portion])
        for one in portion:
            content.drop(one)
        yield None
    width, is_changed = layer.fields().count(), bool(gone) or is_marked(layer)
    for portion in _portions((one for key, one in wanted.items() if key not in content.places), _ADDED):
        is_taken, made = provider.addFeatures([_feature_of(one, width) for one in portion])
        if not is_taken:
            raise LayerError(tr("QGIS could not take the places into the layer “{name}”.").format(
                name=layer.name()), "; ".join(provider.errors()))
        for feature, place in zip(made, portion):
            content.take(feature.id(), place)
        is_changed = True
        yield None
    unmark(layer)
    write_origin(layer, Origin(title=layer.name(), fetched_at=datetime.now(timezone.utc)))
    if is_changed:
        layer.updateExtents(True)
        layer.triggerRepaint()
    yield is_changed


def _portions(all_of_them: Iterable[_T], size: int) -> Iterator[List[_T]]:
    rest = iter(all_of_them)
    portion = list(islice(rest, size))
    while portion:
        yield portion
        portion = list(islice(rest, size))


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
