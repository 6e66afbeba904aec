# SPDX-License-Identifier: GPL-2.0-or-later
"""A downloaded file put in its right place, cut to an area, or moved into another coordinate reference system."""

from __future__ import annotations

import os
from pathlib import Path
from typing import List, Sequence

from osgeo import gdal
from qgis.core import QgsCoordinateReferenceSystem

from ruhr_smartcity_plugin.adapters.layers.download_file import FID, GEOMETRY, failures_named
from ruhr_smartcity_plugin.adapters.layers.place import note_on_layer_place
from ruhr_smartcity_plugin.adapters.layers.placing import judge_place
from ruhr_smartcity_plugin.core.catalogue.download.feed import Bounds
from ruhr_smartcity_plugin.core.catalogue.place_check import PlaceAction, PlaceDecision
from ruhr_smartcity_plugin.core.errors import LayerError
from ruhr_smartcity_plugin.translation import tr

_WKT = "WKT:"


def judge_download(
    title: str, crs: str, xs: Sequence[float], ys: Sequence[float], *, is_regional: bool = False
) -> PlaceDecision:
    """Decide how downloaded coordinates are to be read, one per object, stated to be in `crs` ("" if unknown).

    `is_regional` as of `decide_place`.

    Raises
    ------
    LayerError
        They are mixed, so that any reading would put a part of them in the wrong place.
    """
    stated = ("", crs[len(_WKT):]) if crs.startswith(_WKT) else (crs, "")
    decision = judge_place(xs, ys, *stated, is_regional=is_regional)
    if decision.action is PlaceAction.REFUSE:
        raise LayerError(decision.sentence, crs or "no system")
    if decision.action is PlaceAction.KEEP and not crs:
        note = note_on_layer_place(title, QgsCoordinateReferenceSystem(), list(xs), list(ys))
        return PlaceDecision(PlaceAction.KEEP, sentence=note)
    return decision


def put_right(path: Path, decision: PlaceDecision) -> None:
    """Have the numbers of a GeoPackage read as was decided, in place. Raises as `reproject`."""
    if decision.swapped:
        swap = ["-s_srs", decision.crs, "-t_srs", decision.crs, "-ct", "+proj=axisswap +order=2,1"]
        _rewrite(path, swap, decision.crs)
    else:
        _rewrite(path, ["-a_srs", decision.crs], decision.crs)


def reproject(path: Path, crs: str) -> None:
    """Move all objects of a GeoPackage into `crs`, in place.

    Raises
    ------
    LayerError
        Objects have no place there.
    StoreError
        The file cannot be written.
    """
    _rewrite(path, ["-t_srs", crs], crs)


def cut(path: Path, area: Bounds, area_crs: str, table: str = "") -> int:
    """Leave only the objects of a GeoPackage that touch an area; return their number.

    `area_crs` may be "": then the area's numbers are taken in the file's own system. `table` is the one that stays, ""
    for the only one. Raises StoreError.
    """
    options = ["-spat", *map(repr, area), *(["-spat_srs", area_crs] if area_crs else [])]
    options += [table] if table else []
    return _translate(path, options)[1]


def _rewrite(path: Path, options: List[str], crs: str) -> None:
    before, after = _translate(path, options)
    if after != before:
        sentence = tr("%n object(s) have no place in the wanted coordinate system. Choose another one.", "",
                      before - after)  # fmt: skip
        raise LayerError(sentence, crs)


def _translate(path: Path, options: List[str]) -> tuple[int, int]:
    """Write the file anew; return its numbers of objects before and after."""
    moved = path.with_name(path.name + ".moved.gpkg")
    options = [
        "-f", "GPKG", "-preserve_fid", "-dsco", "VERSION=1.2", "-lco", f"GEOMETRY_NAME={GEOMETRY}",
        "-lco", f"FID={FID}", "-lco", "SPATIAL_INDEX=YES", *options,
    ]  # fmt: skip
    try:
        with failures_named():
            source = gdal.OpenEx(str(path), gdal.OF_VECTOR)
            before = source.GetLayer(0).GetFeatureCount()
            made = gdal.VectorTranslate(str(moved), source, options=options)
            after = made.GetLayer(0).GetFeatureCount() if made is not None else 0
            source = made = None  # closes the files
        os.replace(moved, path)
    finally:
        moved.unlink(missing_ok=True)
    return before, after
