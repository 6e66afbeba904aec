# SPDX-License-Identifier: GPL-2.0-or-later
"""Local copies put in their right place, or refused with the reason."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Tuple

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem

from ruhr_smartcity_plugin.adapters.layers.files_copy import Copy, rewrite
from ruhr_smartcity_plugin.adapters.layers.place import places_in_25832
from ruhr_smartcity_plugin.core.catalogue.place_check import (
    PlaceAction,
    PlaceDecision,
    decide_place,
    is_judged_as_declared,
    lies_near,
)
from ruhr_smartcity_plugin.core.errors import LayerError
from ruhr_smartcity_plugin.core.progress import SILENT, Progress


def put_in_place(
    copy: Copy, crs: str, crs_wkt: str = "", *, progress: Progress = SILENT
) -> Tuple[Copy, PlaceDecision]:
    """Return the copy in its right place and what was decided; its coordinates are rewritten if need be.

    `crs` is the authority id the source declares, "" if none; `crs_wkt` describes one without id.

    Raises
    ------
    LayerError
        The coordinates are mixed; the sentence says how many of each.
    """
    xs, ys = read_middles(copy.path)
    decision = judge_place(xs, ys, crs, crs_wkt)
    if decision.action is PlaceAction.REFUSE:
        raise LayerError(decision.sentence, f"{copy.path.name}: declared {crs or 'nothing'}")
    if decision.action is PlaceAction.CORRECT:
        copy = rewrite(copy, decision.crs, swapped=decision.swapped, progress=progress)
    return copy, decision


def judge_place(xs: np.ndarray, ys: np.ndarray, crs: str, crs_wkt: str = "") -> PlaceDecision:
    """Decide on coordinates in any declared system; those unknown to core are transformed by QGIS first."""
    if is_judged_as_declared(crs):
        return decide_place(xs, ys, crs)
    system = QgsCoordinateReferenceSystem(crs) if crs else QgsCoordinateReferenceSystem.fromWkt(crs_wkt)
    if not system.isValid():
        return decide_place(xs, ys, "")
    east, north = places_in_25832(system, xs, ys)
    return decide_place(xs, ys, crs or system.userFriendlyIdentifier(), fits=lies_near(east, north))


def read_middles(path: Path) -> Tuple[np.ndarray, np.ndarray]:
    """Return the middles of all objects' boxes, from the spatial index of the copy: no geometry is parsed.

    The index holds 32-bit numbers, half a metre off at most: enough to judge.
    """
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        rows = connection.execute(
            "SELECT (minx + maxx) / 2, (miny + maxy) / 2 FROM rtree_objects_object_geometry"
        ).fetchall()
    table = np.array(rows, dtype=float).reshape(-1, 2)
    return table[:, 0], table[:, 1]
