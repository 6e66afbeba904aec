# SPDX-License-Identifier: GPL-2.0-or-later
"""A sink that leaves nothing half-written behind."""

from __future__ import annotations

import glob
from pathlib import Path
from typing import Any, Tuple

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureSink,
    QgsFields,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
)

from ruhr_smartcity_plugin.core.errors import StoreError
from ruhr_smartcity_plugin.translation import tr


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
        self._sink, self.destination = algorithm.parameterAsSink(parameters, name, context, fields, geometry_type, crs)
        if self._sink is None:
            raise StoreError(algorithm.invalidSinkError(parameters, name))

    def add(self, feature: QgsFeature) -> None:
        """Write one feature; raises `StoreError` if the file does not take it."""
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
        if not is_flushed or not _holds(self.destination, self._n_written):
            self._discard()
            sentence = tr("The result could not be written completely. Check the free space of the disk.")
            raise StoreError(sentence, detail)

    def _discard(self) -> None:
        self._sink = None
        remaining = self._context.layersToLoadOnCompletion()
        if remaining.pop(self.destination, None) is not None:
            self._context.setLayersToLoadOnCompletion(remaining)
        _delete_output(self.destination)


def _holds(destination: str, n_features: int) -> bool:
    """Answer whether a closed output file holds at least so many features.

    Drivers write the last part when they close the file, and QGIS does not hear of it when that fails: a full disk
    would otherwise end in "success" and a result without its last thousands of areas.
    """
    from osgeo import gdal

    path, layer_name = _file_and_layer(destination)
    if not path.is_file():
        return True  # a memory layer or a database
    if path.suffix.lower() in (".geojson", ".json"):  # cheaper than reading it all: it ends with a bracket or is cut
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - 16))
            return file.read().rstrip().endswith(b"}")
    try:
        dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR)
        return dataset is not None and _layer_holds(dataset, layer_name, n_features)
    except RuntimeError:  # where Processing has switched GDAL's exceptions on
        return False


def _layer_holds(dataset: Any, layer_name: str, n_features: int) -> bool:
    layer = dataset.GetLayerByName(layer_name) if layer_name else dataset.GetLayer(0)
    if layer is None or layer.GetFeatureCount() < n_features:
        return False
    # Some formats state the number at their head; the last feature proves the tail.
    return not n_features or (layer.SetNextByIndex(n_features - 1) == 0 and layer.GetNextFeature() is not None)


def _file_and_layer(destination: str) -> Tuple[Path, str]:
    """Split the name QGIS gives an output file into path and layer name ("" for the only layer)."""
    path, _, options = destination.partition("|")
    return Path(path), dict(part.partition("=")[::2] for part in options.split("|")).get("layername", "")


def _delete_output(destination: str) -> None:
    """Delete the layer a sink has written: its table if the file holds other tables, else the file."""
    from osgeo import gdal

    path, layer_name = _file_and_layer(destination)
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
