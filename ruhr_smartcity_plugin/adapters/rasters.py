# SPDX-License-Identifier: GPL-2.0-or-later
"""From QGIS raster layers to cells: what a layer says about itself, and a reader that needs no layer."""

from __future__ import annotations

import math
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Iterator, Tuple

from qgis.core import QgsCoordinateReferenceSystem, QgsProviderRegistry, QgsRasterLayer, QgsRasterRange

from ruhr_smartcity_plugin.core.analyses.raster_grid import RasterGrid, ReadCells
from ruhr_smartcity_plugin.core.errors import InputError, LayerError
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    import numpy as np

_PICTURE_PROVIDERS = frozenset({"wms", "wmts", "xyz", "arcgismapserver"})


@dataclass(frozen=True)
class RasterSource:
    """What a task must know to read one band of a raster layer, copied on the main thread."""

    name: str
    uri: str
    open_options: Tuple[str, ...]
    crs: QgsCoordinateReferenceSystem
    band: int
    #: Whether the layer's own NoData setting is switched on in its properties.
    uses_nodata: bool
    #: Additional NoData ranges (smallest, largest value) the user set in the layer's properties.
    hidden_ranges: Tuple[Tuple[float, float], ...] = ()


def raster_source(layer: QgsRasterLayer, band: int) -> RasterSource:
    """Return how to read a band of a layer that GDAL opens.

    Raises
    ------
    InputError
        If the layer comes from a service, or has no such band.
    """
    provider = layer.dataProvider()
    if provider is None or not layer.isValid():
        raise LayerError(tr("The raster “{name}” cannot be opened.").format(name=layer.name()), layer.source())
    if provider.name() in _PICTURE_PROVIDERS:
        sentence = tr(
            "“{name}” is a map service: it gives pictures, not values. "
            "Use a raster file or a coverage service (WCS) saved as GeoTIFF."
        )
        raise InputError(sentence.format(name=layer.name()), provider.name())
    if provider.name() != "gdal":
        sentence = tr("“{name}” is not a raster file. Save it as GeoTIFF first (Layer → Save As), then try again.")
        raise InputError(sentence.format(name=layer.name()), provider.name())
    if not 1 <= band <= provider.bandCount():
        sentence = tr("The raster “{name}” has no band {band}. Choose one from 1 to {count}.")
        raise InputError(sentence.format(name=layer.name(), band=band, count=provider.bandCount()))
    parts = QgsProviderRegistry.instance().decodeUri("gdal", layer.source())
    return RasterSource(
        name=layer.name(),
        uri=layer.source().split("|option:")[0],
        open_options=tuple(parts.get("openOptions") or ()),
        crs=layer.crs(),
        band=band,
        uses_nodata=provider.useSourceNoDataValue(band),
        hidden_ranges=tuple(_limits(one) for one in provider.userNoDataValues(band)),
    )


def _limits(hidden: QgsRasterRange) -> Tuple[float, float]:
    """Return a range with its open ends at infinity (QGIS writes them as NaN)."""
    smallest, largest = hidden.min(), hidden.max()
    return -math.inf if math.isnan(smallest) else smallest, math.inf if math.isnan(largest) else largest


@contextmanager
def open_raster(source: RasterSource) -> Iterator[Tuple[RasterGrid, ReadCells]]:
    """Open a raster for reading in any thread; yields its grid and a reader, and closes the file in the end.

    The reader applies scale and offset, the mask of the file and the NoData ranges of the layer; cells they hide
    become NaN.

    Raises
    ------
    LayerError
        If GDAL cannot open the file, or later cannot read from it.
    InputError
        If the raster is rotated, has no georeference, or holds complex numbers.
    """
    from osgeo import gdal

    dataset = _open(gdal, source)
    try:
        band = dataset.GetRasterBand(source.band)
        if gdal.DataTypeIsComplex(band.DataType):
            raise InputError(
                tr("The raster “{name}” holds complex numbers. Choose a band with plain values.").format(
                    name=source.name
                )
            )
        yield _grid(dataset, band, source), _reader(gdal, band, source)
    finally:
        band = None
        dataset = None  # GDAL closes a dataset when nothing refers to it any more


def _open(gdal: Any, source: RasterSource) -> Any:
    try:
        dataset = gdal.OpenEx(
            source.uri, gdal.OF_RASTER | gdal.OF_READONLY, open_options=list(source.open_options)
        )
    except RuntimeError:  # only if somebody switched GDAL's exceptions on
        dataset = None
    if dataset is None:
        sentence = tr("The raster “{name}” cannot be opened. Check that the file is still there and not damaged.")
        raise LayerError(sentence.format(name=source.name), gdal.GetLastErrorMsg())
    return dataset


def _grid(dataset: Any, band: Any, source: RasterSource) -> RasterGrid:
    geotransform = dataset.GetGeoTransform(can_return_null=True)
    if geotransform is None:
        sentence = tr("The raster “{name}” has no georeference. Give it one with the Georeferencer first.")
        raise InputError(sentence.format(name=source.name))
    return RasterGrid.from_geotransform(
        geotransform,
        dataset.RasterYSize,
        dataset.RasterXSize,
        band.GetNoDataValue() if source.uses_nodata else None,
        band.GetBlockSize()[1],
    )


def _reader(gdal: Any, band: Any, source: RasterSource) -> ReadCells:
    scale, offset = band.GetScale(), band.GetOffset()
    scale, offset = (1.0 if scale is None else scale), (0.0 if offset is None else offset)
    flags = band.GetMaskFlags()
    mask = band.GetMaskBand() if flags & gdal.GMF_PER_DATASET and not flags & gdal.GMF_ALPHA else None
    nodata = band.GetNoDataValue() if source.uses_nodata else None
    is_plain = scale == 1.0 and offset == 0.0 and mask is None and not source.hidden_ranges

    def read_cells(row0: int, row1: int, col0: int, col1: int) -> np.ndarray:
        window = (col0, row0, col1 - col0, row1 - row0)
        cells = _read(gdal, band, window, source)
        if is_plain:
            return cells
        hidden = _hidden(cells, nodata)
        if mask is not None:
            hidden |= _read(gdal, mask, window, source) == 0
        values = cells.astype("float64") * scale + offset
        for smallest, largest in source.hidden_ranges:
            hidden |= (values >= smallest) & (values <= largest)
        values[hidden] = float("nan")
        return values

    return read_cells


def _hidden(cells: np.ndarray, nodata: float | None) -> np.ndarray:
    import numpy as np

    if nodata is None:
        return np.zeros(cells.shape, dtype=bool)
    if cells.dtype.kind == "f":
        return cells == np.asarray(nodata).astype(cells.dtype)
    return cells == nodata


def _read(gdal: Any, band: Any, window: Tuple[int, int, int, int], source: RasterSource) -> np.ndarray:
    try:
        cells = band.ReadAsArray(*window)
    except RuntimeError:
        cells = None
    if cells is None:
        sentence = tr("The raster “{name}” cannot be read to the end; the file is damaged or out of reach.")
        raise LayerError(sentence.format(name=source.name), gdal.GetLastErrorMsg())
    return cells
