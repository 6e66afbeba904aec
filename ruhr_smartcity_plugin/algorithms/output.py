# SPDX-License-Identifier: GPL-2.0-or-later
"""A sink that leaves nothing half-written behind."""

from __future__ import annotations

import glob
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsDataSourceUri,
    QgsFeature,
    QgsFeatureSink,
    QgsFields,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingOutputLayerDefinition,
)

from ruhr_smartcity_plugin.adapters.projects.destination import check_destination
from ruhr_smartcity_plugin.adapters.written_file import file_and_layer, holds_features
from ruhr_smartcity_plugin.core.errors import StoreError
from ruhr_smartcity_plugin.core.spreadsheet import guard_cell
from ruhr_smartcity_plugin.translation import tr

_SPREADSHEETS = (".csv", ".xlsx", ".ods")


class ResultSink:
    """The vector output of an algorithm; a context manager that takes the output back if its body fails.

    Processing writes files while the algorithm runs. Without this, a cancelled run or a full disk would leave a
    file that looks like a result.
    """

    def __init__(
        self,
        algorithm: QgsProcessingAlgorithm,
        parameters: dict,
        context: QgsProcessingContext,
        fields: QgsFields,
        geometry_type: int,
        crs: QgsCoordinateReferenceSystem,
        name: str = "OUTPUT",
    ) -> None:
        self._algorithm, self._parameters, self._name = algorithm, parameters, name
        self._context = context
        self._n_written = 0
        self._is_for_spreadsheets = False
        check_destination(_named_file(parameters.get(name), context))
        self._sink, self.destination = algorithm.parameterAsSink(parameters, name, context, fields, geometry_type, crs)
        if self._sink is None:
            raise StoreError(algorithm.invalidSinkError(parameters, name))
        self._is_for_spreadsheets = file_and_layer(self.destination)[0].suffix.lower() in _SPREADSHEETS

    def add(self, feature: QgsFeature) -> None:
        """Write one feature; raises `StoreError` if the file does not take it. Foreign text becomes no formula."""
        if self._is_for_spreadsheets:
            feature = QgsFeature(feature)
            feature.setAttributes([guard_cell(one) if isinstance(one, str) else one for one in feature.attributes()])
        if not self._sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert):
            raise StoreError(self._algorithm.writeFeatureError(self._sink, self._parameters, self._name))
        self._n_written += 1

    def __enter__(self) -> ResultSink:
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: object) -> None:
        if kind is not None:
            self._discard()
            return
        is_flushed = self._sink.flushBuffer()
        detail = self._sink.lastError()
        self._sink = None  # closes the file
        if not is_flushed or not holds_features(self.destination, self._n_written):
            self._discard()
            sentence = tr("The result could not be written completely. Check the free space of the disk.")
            raise StoreError(sentence, detail)

    def _discard(self) -> None:
        self._sink = None
        remaining = self._context.layersToLoadOnCompletion()
        if remaining.pop(self.destination, None) is not None:
            self._context.setLayersToLoadOnCompletion(remaining)
        _delete_output(self.destination)


def _named_file(value: Any, context: QgsProcessingContext) -> Path:
    """Return the file a destination names: by its path, or with a table in it (`ogr:dbname='x.gpkg' table=…`)."""
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        value, _is_valid = value.sink.valueAsString(context.expressionContext())
    text = str(value or "")
    return Path(QgsDataSourceUri(text[4:]).database()) if text.startswith("ogr:") else file_and_layer(text)[0]


def _delete_output(destination: str) -> None:
    """Delete the layer a sink has written: its table if the file holds other tables, else the file."""
    from osgeo import gdal

    path, layer_name = file_and_layer(destination)
    if not path.is_file():
        return  # a memory layer; it goes with the context
    try:
        is_kept = _delete_layer(gdal, path, layer_name)
    except RuntimeError:  # too damaged to be opened
        is_kept = False
    if not is_kept:
        for left in (path, *path.parent.glob(f"{glob.escape(path.name)}-*")):  # with SQLite's journals
            left.unlink(missing_ok=True)


def _delete_layer(gdal: Any, path: Path, layer_name: str) -> bool:
    """Delete a layer by its driver, with its side files; answers whether the file stays, for its other layers."""
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_UPDATE)
    if dataset is None:
        return False
    names = [dataset.GetLayer(i).GetName() for i in range(dataset.GetLayerCount())]
    if layer_name in names and len(names) > 1:
        dataset.DeleteLayer(names.index(layer_name))
        return True
    driver = dataset.GetDriver()
    dataset = None
    driver.Delete(str(path))
    return False
