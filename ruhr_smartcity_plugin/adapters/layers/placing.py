# SPDX-License-Identifier: GPL-2.0-or-later
"""Local copies put in their right place, or refused with the reason."""

from __future__ import annotations

import math
import shutil
import uuid
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Sequence, Tuple

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from ruhr_smartcity_plugin.adapters.layers.files_copy import GEOMETRY, ROW_ID, TABLE, Copy, read_back, rewrite
from ruhr_smartcity_plugin.adapters.layers.loading_feedback import LayerFeedback
from ruhr_smartcity_plugin.adapters.layers.place import area_of_use, places_in_25832
from ruhr_smartcity_plugin.core.catalogue.download.staging import quoted, worded
from ruhr_smartcity_plugin.core.catalogue.place_check import (
    PlaceAction,
    PlaceDecision,
    decide_place,
    is_judged_as_declared,
    lies_near,
    lies_sensibly,
)
from ruhr_smartcity_plugin.core.errors import LayerError
from ruhr_smartcity_plugin.core.progress import SILENT, Progress, stop_if_cancelled
from ruhr_smartcity_plugin.core.sqlite_file import open_read_only
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    import numpy as np


def put_in_place(
    copy: Copy, crs: str, crs_wkt: str = "", *, is_regional: bool = False, progress: Progress = SILENT
) -> Tuple[Copy, PlaceDecision]:
    """Return the copy in its right place and what was decided; its coordinates are rewritten if need be.

    `crs` is the authority id the source declares, "" if none; `crs_wkt` describes one without id. `is_regional` as of
    `decide_place`.

    Raises
    ------
    LayerError
        The coordinates are mixed; the sentence says how many of each.
    """
    xs, ys = read_middles(copy.path)
    decision = judge_place(xs, ys, crs, crs_wkt, is_regional=is_regional)
    if decision.action is PlaceAction.REFUSE:
        raise LayerError(decision.sentence, f"{copy.path.name}: declared {crs or 'nothing'}")
    if decision.action is PlaceAction.CORRECT:
        copy = rewrite(copy, decision.crs, swapped=decision.swapped, progress=progress)
    return copy, decision


def judge_place(
    xs: Sequence[float], ys: Sequence[float], crs: str, crs_wkt: str = "", *, is_regional: bool = False
) -> PlaceDecision:
    """Decide on coordinates in any declared system; those unknown to core are transformed by QGIS first."""
    if is_judged_as_declared(crs):
        return decide_place(xs, ys, crs)
    system = QgsCoordinateReferenceSystem(crs) if crs else QgsCoordinateReferenceSystem.fromWkt(crs_wkt)
    if not system.isValid():
        return decide_place(xs, ys, "")
    east, north = places_in_25832(system, xs, ys)
    elsewhere = lies_sensibly(east, north, area_of_use(system))
    fits = lies_near(east, north)
    exchanged = _near_when_exchanged(system, xs, ys, ~(fits | elsewhere)) if crs else None  # named by its id only
    name = crs or system.userFriendlyIdentifier()
    return decide_place(xs, ys, name, fits, elsewhere, exchanged, is_regional=is_regional)


def _near_when_exchanged(
    system: QgsCoordinateReferenceSystem, xs: Sequence[float], ys: Sequence[float], is_open: np.ndarray
) -> np.ndarray:
    """Return which of the coordinates that are in no sensible place lie near the Ruhr with their axes exchanged."""
    import numpy as np

    found = np.zeros(len(is_open), dtype=bool)
    if is_open.any():
        east, north = places_in_25832(system, np.asarray(ys)[is_open].tolist(), np.asarray(xs)[is_open].tolist())
        found[is_open] = lies_near(east, north)
    return found


def read_middles(path: Path, table: str = TABLE, geometry: str = GEOMETRY) -> Tuple[np.ndarray, np.ndarray]:
    """Return the middles of all objects' boxes, from the spatial index of the copy: no geometry is parsed.

    The index holds 32-bit numbers, half a metre off at most: enough to judge.
    """
    import numpy as np

    with closing(open_read_only(path)) as connection:
        index = quoted(f"rtree_{table}_{geometry}")
        rows = connection.execute(worded("SELECT (minx + maxx) / 2, (miny + maxy) / 2 FROM", index)).fetchall()
    table = np.array(rows, dtype=float).reshape(-1, 2)
    return table[:, 0], table[:, 1]


def corrected_copy(
    layer: QgsVectorLayer, crs: str, cache: Path, expected: int, *, swapped: bool, progress: Progress = SILENT
) -> QgsVectorLayer:
    """Return a local layer with the objects of a live one, their coordinates read as `crs`. For use in a task.

    A live layer itself is never moved: it would ask its service for the wrong places. `expected` is how many objects
    it gave before.

    Raises
    ------
    LayerError
        The copy could not be made, or lacks objects.
    CancelledError
        The user stopped it.
    """
    folder = cache / "files" / f"placed-{uuid.uuid4().hex}"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        written = _write(layer, folder / "objects.gpkg", expected, progress)
        placed = rewrite(written, crs, swapped=swapped, progress=progress)
        written.path.unlink()
        made = QgsVectorLayer(f"{placed.path}|layername={TABLE}", layer.name(), "ogr")
        if not made.isValid():
            raise LayerError(_not_written(layer), made.error().summary())
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return made


def _write(layer: QgsVectorLayer, path: Path, expected: int, progress: Progress) -> Copy:
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.layerName = "GPKG", TABLE
    options.layerOptions = [f"GEOMETRY_NAME={GEOMETRY}", f"FID={ROW_ID}", "SPATIAL_INDEX=YES"]
    context = QgsCoordinateTransformContext()
    with LayerFeedback(progress, layer, math.inf) as watch:
        options.feedback = watch.feedback
        error, detail, _file, _layer = QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), context, options)
    stop_if_cancelled(progress)
    if error != QgsVectorFileWriter.WriterError.NoError:
        raise LayerError(_not_written(layer), detail)
    written = read_back(path, 0)
    if written.rows != expected:
        raise LayerError(_not_written(layer), f"{written.rows} of {expected} objects")
    return written


def _not_written(layer: QgsVectorLayer) -> str:
    return tr("The corrected copy of the layer “{name}” could not be written.").format(name=layer.name())
