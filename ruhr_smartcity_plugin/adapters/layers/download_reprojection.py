# SPDX-License-Identifier: GPL-2.0-or-later
"""A downloaded file in another coordinate reference system, where the service does not offer the wanted one."""

from __future__ import annotations

import os
from pathlib import Path

from osgeo import gdal

from ruhr_smartcity_plugin.adapters.layers.download_file import FID, GEOMETRY, failures_named
from ruhr_smartcity_plugin.core.errors import LayerError
from ruhr_smartcity_plugin.translation import tr


def reproject(path: Path, crs: str) -> None:
    """Move all objects of a GeoPackage into `crs`, in place.

    Raises
    ------
    LayerError
        Objects have no place there.
    StoreError
        The file cannot be written.
    """
    moved = path.with_name(path.name + ".moved.gpkg")
    try:
        with failures_named():
            before = gdal.OpenEx(str(path), gdal.OF_VECTOR)
            expected = before.GetLayer(0).GetFeatureCount()
            options = gdal.VectorTranslateOptions(
                ["-preserve_fid"], format="GPKG", dstSRS=crs, reproject=True,
                datasetCreationOptions=["VERSION=1.2"],
                layerCreationOptions=[f"GEOMETRY_NAME={GEOMETRY}", f"FID={FID}", "SPATIAL_INDEX=YES"],
            )  # fmt: skip
            after = gdal.VectorTranslate(str(moved), before, options=options)
            found = after.GetLayer(0).GetFeatureCount() if after is not None else 0
            before = after = None  # closes the files
        if found != expected:
            sentence = tr("%n object(s) have no place in the wanted coordinate system. Choose another one.", "",
                          expected - found)  # fmt: skip
            raise LayerError(sentence, crs)
        os.replace(moved, path)
    finally:
        moved.unlink(missing_ok=True)
