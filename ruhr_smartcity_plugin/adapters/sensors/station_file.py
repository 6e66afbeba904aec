# SPDX-License-Identifier: GPL-2.0-or-later
"""The GeoPackage of a station layer: a free name, written in any thread, opened as a layer."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Sequence

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from ruhr_smartcity_plugin.adapters.sensors.station_table import CRS_25832, station_fields
from ruhr_smartcity_plugin.adapters.written_file import holds_features
from ruhr_smartcity_plugin.core.errors import LayerError
from ruhr_smartcity_plugin.translation import tr

_TABLE = "stations"


def free_path(folder: Path, name: str) -> Path:
    """Return a path in `folder` (made if missing) that no file has yet. Raises `LayerError`."""
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


def write_file(path: Path, features: Sequence[QgsFeature], transforms: QgsCoordinateTransformContext) -> None:
    """Write the features, made with `station_fields`, into a new GeoPackage. Raises `LayerError`."""
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.layerName = "GPKG", _TABLE
    writer = QgsVectorFileWriter.create(str(path), station_fields(), Qgis.WkbType.Point,
                                        QgsCoordinateReferenceSystem(CRS_25832), transforms, options)
    is_written = writer.hasError() == QgsVectorFileWriter.WriterError.NoError and writer.addFeatures(list(features))
    is_written = is_written and writer.flushBuffer()
    detail = writer.errorMessage()
    del writer  # closes the file
    if not is_written or not holds_features(f"{path}|layername={_TABLE}", len(features)):
        raise LayerError(
            tr("The file {path} could not be written. Check the rights and the space left.").format(path=path), detail)


def open_file(path: Path, name: str) -> QgsVectorLayer:
    """Return the layer of a file that `write_file` wrote. Main thread. Raises `LayerError`."""
    layer = QgsVectorLayer(f"{path}|layername={_TABLE}", name, "ogr")
    if not layer.isValid():
        raise LayerError(tr("The file {path} cannot be opened.").format(path=path))
    return layer
