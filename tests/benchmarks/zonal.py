# SPDX-License-Identifier: GPL-2.0-or-later
"""G3: statistics of a 10 m raster per area, beside QGIS's own zonal statistics; files in, layer out."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Dict, List, Tuple

import numpy as np

from tests.benchmarks.qgis_session import start_processing, start_qgis

STATISTICS = ("count", "sum", "mean", "min", "max", "std")
NATIVE = {"count": 0, "sum": 1, "mean": 2, "min": 5, "max": 6, "std": 4}
NATIVE_FIELDS = ("count", "sum", "mean", "min", "max", "stdev")


def run(tool: str, areas: str, raster: str, answer: str) -> Dict[str, float]:
    """Run one tool once and save its answer; returns the seconds it took."""
    from qgis.core import Qgis, QgsProcessingContext, QgsProcessingFeedback, QgsProject

    start_qgis()
    start_processing()
    import processing

    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    context.setProject(QgsProject.instance())
    context.setInvalidGeometryCheck(Qgis.InvalidGeometryCheck.NoCheck)
    algorithm, parameters = _call(tool, areas, raster)
    started = time.perf_counter()
    layer = processing.run(algorithm, parameters, context=context, feedback=feedback)["OUTPUT"]
    seconds = time.perf_counter() - started
    np.save(answer, _answer(layer, tool))
    return {"seconds": seconds}


def _call(tool: str, areas: str, raster: str) -> Tuple[str, dict]:
    if tool == "ours":
        return "ruhr:zonalstatistics", {"AREAS": areas, "RASTER": raster, "BAND": 1, "OUTPUT": "memory:"}
    return "native:zonalstatisticsfb", {
        "INPUT": areas,
        "INPUT_RASTER": raster,
        "RASTER_BAND": 1,
        "COLUMN_PREFIX": "z_",
        "STATISTICS": [NATIVE[name] for name in STATISTICS],
        "OUTPUT": "memory:",
    }


def _answer(layer: object, tool: str) -> np.ndarray:
    fields = STATISTICS if tool == "ours" else [f"z_{name}" for name in NATIVE_FIELDS]
    indices = [layer.fields().lookupField(name) for name in ("number", *fields)]
    rows = []
    for feature in layer.getFeatures():
        values = feature.attributes()
        rows.append([float("nan") if not isinstance(values[i], (int, float)) else values[i] for i in indices])
    table = np.array(rows, dtype=np.float64)
    return table[np.argsort(table[:, 0]), 1:]


def differences(ours: Path, theirs: Path) -> List[str]:
    """Compare two answers: counts exactly, the rest to 1e-9; QGIS weighs cells by cover below two centres."""
    one, other = np.load(ours), np.load(theirs)
    if one.shape != other.shape:
        return [f"{one.shape[0]} rows against {other.shape[0]}"]
    found = []
    comparable = one[:, 0] >= 2
    counts = int((one[comparable, 0] != other[comparable, 0]).sum())
    if counts:
        found.append(f"{counts} of {comparable.sum()} counts differ")
    for column, name in enumerate(STATISTICS[1:], start=1):
        if not np.allclose(one[comparable, column], other[comparable, column], rtol=1e-9, atol=1e-9):
            found.append(f"{name} differs")
    return found


def grow(sizes: List[int]) -> Dict[str, List[float]]:
    """Time the kernel alone for n areas of 800 cells each, from arrays in memory; the best of three."""
    import shapely

    from ruhr_smartcity_plugin.core.analyses.areas import read_areas
    from ruhr_smartcity_plugin.core.analyses.raster_grid import RasterGrid
    from ruhr_smartcity_plugin.core.analyses.zonal import zonal_statistics
    from tests.benchmarks import inputs

    seconds = []
    for n in sizes:
        side = int((800 * n) ** 0.5)
        cells, wkbs = inputs.make_cells(side), list(shapely.to_wkb(inputs.make_blocks(n, side)))
        north = inputs.SOUTH + side * inputs.CELL_M
        grid = RasterGrid(inputs.WEST, north, inputs.CELL_M, -inputs.CELL_M, side, side, inputs.NODATA, 256)
        times = []
        for _ in range(3):
            started = time.perf_counter()
            zonal_statistics(read_areas(wkbs), grid, lambda r0, r1, c0, c1, cells=cells: cells[r0:r1, c0:c1])
            times.append(time.perf_counter() - started)
        seconds.append(min(times))
    return {"seconds": seconds}
