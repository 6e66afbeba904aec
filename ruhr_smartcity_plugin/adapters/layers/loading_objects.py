# SPDX-License-Identifier: GPL-2.0-or-later
"""Objects of a service's layer: fetched, counted, judged for completeness and place."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Callable, Dict, List, Tuple

from qgis.core import QgsDataSourceUri, QgsFeatureRequest, QgsVectorLayer

from ruhr_smartcity_plugin.adapters.layers import oapif, wfs
from ruhr_smartcity_plugin.adapters.layers.loading_feedback import LayerFeedback
from ruhr_smartcity_plugin.adapters.layers.loading_providers import prepare_providers, provider_of
from ruhr_smartcity_plugin.adapters.layers.loading_result import LoadedLayer, require_valid
from ruhr_smartcity_plugin.adapters.layers.place import note_on_layer_place
from ruhr_smartcity_plugin.adapters.layers.placing import corrected_copy, judge_place
from ruhr_smartcity_plugin.core.catalogue.completeness import (
    Completeness,
    Proof,
    Verdict,
    group_digits,
    judge,
    needs_probe,
)
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.layer_source import LayerSource
from ruhr_smartcity_plugin.core.catalogue.place_check import PlaceAction, PlaceDecision, axes_exchanged
from ruhr_smartcity_plugin.core.errors import HttpStatusError, LayerError, NetworkError, UnexpectedContentError
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.progress import Progress, stop_if_cancelled
from ruhr_smartcity_plugin.translation import tr

#: Fetches a layer into a local copy and opens it: layer, how complete it is, notes for the user.
Keep = Callable[[HttpClient, LayerSource, Progress], Tuple[QgsVectorLayer, Completeness, Tuple[str, ...]]]
# Options of QGIS's WFS provider, the likelier first: the service ignores the order its CRS prescribes.
_SAMPLE = 200  # objects by which the place of a layer is judged that is too large to fetch
AXIS_OPTIONS = ("IgnoreAxisOrientation", "InvertAxisOrientation")


def _system_of(layer: QgsVectorLayer) -> Tuple[str, str]:
    """Return authority id and description of a layer's CRS; "" for what it has not."""
    crs = layer.crs()
    return (crs.authid(), crs.toWkt()) if crs.isValid() else ("", "")


class ObjectLoading:
    """One layer with objects on its way.

    `axes` remembers which services need their axes read the other way round; `cache` is the folder
    for a copy where only that can be put right. `keep` makes a local copy of a layer of ArcGIS. `is_regional` as of
    `decide_place`.
    """

    def __init__(
        self,
        client: HttpClient,
        source: LayerSource,
        service: str,
        cap: int | None,
        authcfg: str,
        most_objects: int,
        progress: Progress,
        axes: Dict[str, str],
        cache: Path | None,
        keep: Keep | None = None,
        *,
        is_regional: bool = False,
    ) -> None:
        self._client, self._source, self._service, self._cap = client, source, service or source.title, cap
        self._authcfg, self._most, self._progress = authcfg, most_objects, progress
        self._axes, self._cache, self._keep = axes, cache, keep
        self._provider, self._is_regional = provider_of(source.kind), is_regional
        prepare_providers()

    def load(self) -> LoadedLayer:
        """Open, count, judge."""
        self._progress.report(0.05, tr("Asking for the number of objects"))
        stated = self._stated()
        if stated is not None and stated > self._most and not self._is_bounded:
            return self._follow_view(stated)
        if self._source.kind is ServiceKind.ARCGIS:
            return self._load_copy()
        self._progress.report(0.1, tr("Opening the layer"))
        layer = self._open(view_only=False)
        received, xs, ys = self._fetch(layer, stated)
        if received > self._most and not self._is_bounded:
            return self._follow_view(None)  # more than were stated: that number was a limit
        completeness = self._judge(stated, received)
        decision = self._judge_place(xs, ys, layer)
        if decision.action is PlaceAction.CORRECT:
            return self._correct(layer, decision, completeness)
        notes, exchanged = self._noted(layer, decision, xs), self._exchanged(xs)
        return LoadedLayer(layer, self._source, completeness, (*exchanged, *notes), "".join(exchanged))

    @property
    def _is_bounded(self) -> bool:
        """Answer whether the layer is a table of SensorThings, which no map view narrows: its source has a limit."""
        return self._source.kind is ServiceKind.STA and not self._source.parts.get("geometry")

    def count(self, layer: QgsVectorLayer) -> Completeness | None:
        """Fetch the objects of an opened layer and judge whether all came; None if they are too many to fetch.

        Raises
        ------
        NetworkError, LayerError, CancelledError
            They were not counted.
        """
        stated = self._stated()
        if stated is not None and stated > self._most:
            return None
        require_valid(layer, self._source, self._service)
        received, _xs, _ys = self._fetch(layer, stated)
        return None if received > self._most else self._judge(stated, received)

    def confirm(self, received: int) -> Completeness | None:
        """Judge by the service's number alone whether it still has as many objects; None if that proves nothing.

        Raises
        ------
        NetworkError, CancelledError
            The service could not be asked.
        """
        stated = self._stated()
        found = self._judge(stated, received) if stated == received else None
        return found if found is not None and found.verdict is Verdict.COMPLETE else None

    def _load_copy(self) -> LoadedLayer:
        """Show a local copy: QGIS's provider asks a service that hangs for each object again, and cannot be stopped."""
        if self._keep is None:
            raise LayerError(tr("There is no folder for a copy of the layer."), self._source.url)
        layer, completeness, notes = self._keep(self._client, self._source, self._progress)
        received, xs, ys = self._fetch(layer, completeness.received)
        if received != completeness.received:
            raise LayerError(tr("The downloaded file cannot be read again."), f"{received} objects")
        decision = self._judge_place(xs, ys, layer)
        if decision.action is PlaceAction.CORRECT:
            return self._correct(layer, decision, completeness)
        noted = self._noted(layer, decision, xs) or notes
        return LoadedLayer(layer, self._source, completeness, noted)

    def _noted(self, layer: QgsVectorLayer, decision: PlaceDecision, xs: List[float]) -> Tuple[str, ...]:
        """Return the notes on the place. Raises `LayerError` where the coordinates are mixed."""
        if decision.action is PlaceAction.REFUSE:
            raise LayerError(decision.sentence, f"{self._source.url} {self._source.layer}")
        if xs and not layer.crs().isValid():
            return (note_on_layer_place(self._source.title, layer.crs(), xs, xs),)
        return (decision.sentence,) if decision.sentence else ()

    def _exchanged(self, xs: List[float]) -> Tuple[str, ...]:
        """Say of objects in their place that only what is remembered of the service has put them there."""
        return (axes_exchanged(),) if xs and self._axis() else ()

    # --- the right place ---------------------------------------------------------------------------
    def _judge_place(self, xs: List[float], ys: List[float], layer: QgsVectorLayer) -> PlaceDecision:
        return judge_place(xs, ys, *_system_of(layer), is_regional=self._is_regional)

    def _correct(self, layer: QgsVectorLayer, decision: PlaceDecision, completeness: Completeness) -> LoadedLayer:
        """Have the provider read the axes as they are; what that does not mend is mended in a copy."""
        if decision.swapped and self._source.kind is ServiceKind.WFS:
            for option in self._other_axes():
                again = self._open(view_only=False, axis=option)
                received, xs, ys = self._fetch(again, completeness.received)
                is_right = self._judge_place(xs, ys, again).action is PlaceAction.KEEP
                if is_right and received == completeness.received:
                    if not option:  # the service has been put right since
                        return LoadedLayer(again, self._source, completeness)
                    self._axes[self._axis_key()] = option
                    notes = (decision.sentence,)
                    return LoadedLayer(again, self._source, completeness, notes, decision.sentence)
        if self._cache is None:
            raise LayerError(decision.sentence, "no folder for a corrected copy")
        self._progress.report(0.96, tr("Correcting the place in a copy"))
        placed = corrected_copy(
            layer, decision.crs, self._cache, completeness.received, swapped=decision.swapped, progress=self._progress
        )
        placed.setName(self._source.title)
        return LoadedLayer(placed, self._source, completeness, (decision.sentence,), decision.sentence)

    def _axis_key(self) -> str:
        return f"{self._source.url} {self._source.crs}"

    def _other_axes(self) -> Tuple[str, ...]:
        """Return the ways to read the axes that were not tried; what was remembered of the service is forgotten."""
        tried = self._axes.pop(self._axis_key(), "")
        return tuple(one for one in (*([""] if tried else []), *AXIS_OPTIONS) if one != tried)

    def _axis(self) -> str:
        return self._axes.get(self._axis_key(), "")

    def _stated(self) -> int | None:
        try:
            return self._provider.stated_count(
                self._client, self._source, service=self._service, progress=self._progress
            )
        except (HttpStatusError, UnexpectedContentError):
            # Some services cannot count. If it is the service itself that fails, opening the layer says so.
            return None

    def _open(self, *, view_only: bool, axis: str = "", most: int = 0) -> QgsVectorLayer:
        stop_if_cancelled(self._progress)
        uri = self._provider.uri(self._source, authcfg=self._authcfg, view_only=view_only)
        axis = axis or self._axis()
        options = {axis: "1"} if axis else {}
        if most and self._provider.name in (wfs.PROVIDER, oapif.PROVIDER):
            options["maxNumFeatures"] = str(most)
        if options:
            parts = QgsDataSourceUri(uri)
            for name, value in options.items():
                parts.setParam(name, value)
            uri = parts.uri(False)
        layer = QgsVectorLayer(uri, self._source.title, self._provider.name)
        require_valid(layer, self._source, self._service)
        return layer

    def _follow_view(self, stated: int | None) -> LoadedLayer:
        """Show the objects of the map view only. The place is judged by the first ones the service gives."""
        completeness = Completeness(stated, 0, Proof.VIEW)
        sample, xs, decision = self._judge_sample()
        if decision.action is not PlaceAction.CORRECT:
            notes, exchanged = self._noted(sample, decision, xs), self._exchanged(xs)
            layer = self._open(view_only=True)
            return LoadedLayer(layer, self._source, completeness, (*exchanged, *notes), "".join(exchanged))
        if decision.swapped and self._source.kind is ServiceKind.WFS:
            for option in self._other_axes():
                _layer, again, found = self._judge_sample(option)
                if found.action is PlaceAction.KEEP and len(again) == len(xs):
                    if not option:
                        return LoadedLayer(self._open(view_only=True), self._source, completeness)
                    self._axes[self._axis_key()] = option
                    layer = self._open(view_only=True)
                    return LoadedLayer(layer, self._source, completeness, (decision.sentence,), decision.sentence)
        note = tr(
            "The objects lie in the wrong place, and a layer that shows the map view only cannot put that right. "
            "“Download completely” makes a corrected copy."
        )
        return LoadedLayer(self._open(view_only=True), self._source, completeness, (note,), is_misplaced=True)

    def _judge_sample(self, axis: str = "") -> Tuple[QgsVectorLayer, List[float], PlaceDecision]:
        layer = self._open(view_only=False, axis=axis, most=_SAMPLE)
        _received, xs, ys = self._fetch(layer, _SAMPLE, _SAMPLE)
        return layer, xs, self._judge_place(xs, ys, layer)

    def _fetch(self, layer: QgsVectorLayer, stated: int | None, most: int = 0) -> Tuple[int, List[float], List[float]]:
        """Fetch all or `most` objects into the provider's cache; return their number and the middles of their boxes."""
        received, xs, ys = 0, [], []
        with LayerFeedback(self._progress, layer, self._client.limits.total_s) as watch:
            # Not chained: QgsFeatureRequest().setLimit(…) returns a reference into an object that is gone by then.
            request = QgsFeatureRequest()
            if most:
                request.setLimit(most)
            with closing(watch.features(request)) as features:
                for feature in features:
                    received += 1
                    if received > self._most:
                        break
                    if feature.hasGeometry():
                        middle = feature.geometry().boundingBox().center()
                        xs.append(middle.x())
                        ys.append(middle.y())
                    if received % 500 == 0:
                        self._tell(received, stated)
        stop_if_cancelled(self._progress)
        return received, xs, ys

    def _tell(self, received: int, stated: int | None) -> None:
        expected = stated if stated and received <= stated else self._most  # a limit may be stated as the number
        fraction = 0.1 + 0.8 * min(1.0, received / max(expected, 1))
        text = tr("{count} objects received").format(count=group_digits(received))
        self._progress.report(fraction, text)

    def _judge(self, stated: int | None, received: int) -> Completeness:
        is_wfs = self._source.kind is ServiceKind.WFS
        if not is_wfs:
            # numberMatched is the number of all hits (OGC 17-069r4, 7.15.6). Where it is a limit, QGIS, which follows
            # the links to the last page, has received more.
            return Completeness(stated, received, Proof.NONE if stated is None or stated < received else Proof.STATED)
        if not needs_probe(stated, received):
            return judge(stated, received, cap=self._cap)
        self._progress.report(0.95, tr("Checking that nothing is missing"))
        try:
            has_more = wfs.has_more_than(
                self._client, self._source, received, service=self._service, progress=self._progress
            )
        except NetworkError as error:  # unproven, and said so: the objects that came are still of use
            found = judge(stated, received, cap=self._cap)
            if found.proof is Proof.STATED and isinstance(error, (HttpStatusError, UnexpectedContentError)):
                return found  # a service that cannot start at an object: its number has to do
            cause = tr("The check for missing objects failed: {reason}").format(reason=error.sentence)
            return replace(found, proof=Proof.NONE, cause=cause)
        return judge(stated, received, cap=self._cap, has_more=has_more)
