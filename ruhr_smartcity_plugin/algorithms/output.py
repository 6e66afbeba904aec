# SPDX-License-Identifier: GPL-2.0-or-later
"""A sink that leaves nothing half-written behind."""

from __future__ import annotations

from pathlib import Path

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
        self._sink, self.destination = algorithm.parameterAsSink(parameters, name, context, fields, geometry_type, crs)
        if self._sink is None:
            raise StoreError(algorithm.invalidSinkError(parameters, name))

    def add(self, feature: QgsFeature) -> None:
        """Write one feature; raises `StoreError` if the file does not take it."""
        if not self._sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert):
            raise StoreError(self._algorithm.writeFeatureError(self._sink, self._parameters, self._name))

    def __enter__(self) -> ResultSink:
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: object) -> None:
        if kind is not None:
            self._discard()
            return
        if not self._sink.flushBuffer():
            detail = self._sink.lastError()
            self._discard()
            sentence = tr("The result could not be written completely ({detail}). Check the free space of the disk.")
            raise StoreError(sentence.format(detail=detail))
        self._sink = None  # closes the file

    def _discard(self) -> None:
        self._sink = None
        remaining = self._context.layersToLoadOnCompletion()
        if remaining.pop(self.destination, None) is not None:
            self._context.setLayersToLoadOnCompletion(remaining)
        _delete_output(self.destination)


def _delete_output(destination: str) -> None:
    """Delete the layer a sink has written: its table if the file holds other tables, else the file."""
    from osgeo import gdal

    path, _, options = destination.partition("|")
    if not Path(path).is_file():
        return  # a memory layer; it goes with the context
    layer_name = dict(part.partition("=")[::2] for part in options.split("|")).get("layername", "")
    dataset = gdal.OpenEx(path, gdal.OF_VECTOR | gdal.OF_UPDATE)
    names = [dataset.GetLayer(i).GetName() for i in range(dataset.GetLayerCount())] if dataset is not None else []
    if layer_name in names and len(names) > 1:
        dataset.DeleteLayer(names.index(layer_name))
        return
    driver = dataset.GetDriver() if dataset is not None else None
    dataset = None
    if driver is not None:
        driver.Delete(path)
    Path(path).unlink(missing_ok=True)
