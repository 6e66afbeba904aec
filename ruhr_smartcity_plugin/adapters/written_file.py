# SPDX-License-Identifier: GPL-2.0-or-later
"""Is a file that a driver says it has written really all there?"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Tuple

from osgeo import gdal


def holds_features(destination: str, n_features: int) -> bool:
    """Answer whether a closed output file holds at least so many features.

    Drivers write the last part when they close the file, and QGIS does not hear of it when that fails: a full disk
    would otherwise end in "success" and a file without its last thousands of features. True for what is no file.

    `destination` is a path, or a path with options as QGIS writes them ("x.gpkg|layername=y").
    """
    path, layer_name = file_and_layer(destination)
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


def file_and_layer(destination: str) -> Tuple[Path, str]:
    """Split the name QGIS gives an output file into path and layer name ("" for the only layer)."""
    path, _, options = destination.partition("|")
    return Path(path), dict(part.partition("=")[::2] for part in options.split("|")).get("layername", "")
