# SPDX-License-Identifier: GPL-2.0-or-later
"""Processing with the plugin's provider, small rasters and small areas."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsProcessingContext,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)

from tests.support.processing import Feedback, registered_provider

NUMPY_TO_GDAL = {
    "uint8": gdal.GDT_Byte,
    "int16": gdal.GDT_Int16,
    "float32": gdal.GDT_Float32,
    "float64": gdal.GDT_Float64,
}


@pytest.fixture(scope="module")
def ruhr_provider(qgis_processing):
    with registered_provider() as provider:
        yield provider


@pytest.fixture(autouse=True)
def empty_project(qgis_app):
    """The project owns the layers of a test: QGIS never frees the frames below an algorithm's exception, and a layer
    that only such a frame holds would be freed after QGIS has ended.
    """
    yield
    QgsProject.instance().clear()


def in_project(layer):
    assert layer.isValid()
    return QgsProject.instance().addMapLayer(layer, False)


@pytest.fixture
def run(ruhr_provider):
    """Run an algorithm of the provider; returns (results, feedback, context)."""
    import processing

    def run_algorithm(parameters, feedback=None, context=None, algorithm="ruhr:zonalstatistics"):
        feedback = feedback or Feedback()
        context = context or QgsProcessingContext()
        context.setProject(QgsProject.instance())
        results = processing.run(algorithm, parameters, feedback=feedback, context=context)
        return results, feedback, context

    return run_algorithm


@pytest.fixture
def make_raster(tmp_path):
    """Write a GeoTIFF and return its layer; the upper left corner is (0, 30) unless told."""

    def make(
        cells,
        name="raster",
        geotransform=(0, 10, 0, 30, 0, -10),
        epsg=25832,
        nodata=None,
        path: Path | None = None,
        options=(),
        change=None,
    ):
        cells = np.asarray(cells)
        path = path or tmp_path / f"{name}.tif"
        rows, cols = cells.shape
        kind = NUMPY_TO_GDAL[str(cells.dtype)]
        dataset = gdal.GetDriverByName("GTiff").Create(str(path), cols, rows, 1, kind, list(options))
        dataset.SetGeoTransform(geotransform)
        if epsg:
            from osgeo import osr

            reference = osr.SpatialReference()
            reference.ImportFromEPSG(epsg)
            dataset.SetProjection(reference.ExportToWkt())
        band = dataset.GetRasterBand(1)
        band.WriteArray(cells)
        if nodata is not None:
            band.SetNoDataValue(nodata)
        if change is not None:
            change(dataset, band)
        band = dataset = None
        return in_project(QgsRasterLayer(str(path), name, "gdal"))

    return make


@pytest.fixture
def make_areas(qgis_app):
    """Return a memory layer with one area per WKT (None: no geometry) and a field `name`: a, b, c …"""

    def make(wkts, epsg=25832, kind="MultiPolygon", fields="field=name:string", name="areas"):
        crs = f"crs=EPSG:{epsg}&" if epsg else ""
        layer = QgsVectorLayer(f"{kind}?{crs}{fields}", name, "memory")
        features = []
        for number, wkt in enumerate(wkts):
            feature = QgsFeature(layer.fields())
            feature.setAttributes([chr(ord("a") + number % 26)] + [None] * (layer.fields().count() - 1))
            if wkt is not None:
                geometry = QgsGeometry.fromWkt(wkt)
                if kind.startswith("Multi"):
                    geometry.convertToMultiType()
                feature.setGeometry(geometry)
            features.append(feature)
        ok, _ = layer.dataProvider().addFeatures(features)
        assert ok
        layer.updateExtents()
        return in_project(layer)

    return make
