# SPDX-License-Identifier: GPL-2.0-or-later
"""From QGIS features to WKB in one CRS, ready for the kernels."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Iterable, List

from qgis.core import Qgis, QgsCoordinateTransform, QgsCsException, QgsFeature, QgsGeometry

from ruhr_smartcity_plugin.core.progress import SILENT, Progress, stop_if_cancelled

#: Features between two looks at the cancel button.
_STEP = 1000


@dataclass
class SourceGeometries:
    """Geometries of a feature source in its order; None for those that are null or cannot be reprojected."""

    ids: List[int] = field(default_factory=list)
    wkbs: List[bytes | None] = field(default_factory=list)
    #: Features without geometry.
    n_null: int = 0
    #: Features whose coordinates have no place in the target CRS.
    n_unprojectable: int = 0


def read_geometries(
    features: Iterable[QgsFeature],
    transform: QgsCoordinateTransform,
    total: int = 0,
    progress: Progress = SILENT,
) -> SourceGeometries:
    """Read the geometries of `features`, reprojected by `transform`, with curves turned into short lines.

    Selection, filter and extent are the business of whoever made the iterator. Reprojection moves vertices and
    keeps edges straight, as QGIS's own algorithms do. `total` (0 if unknown) is for the progress only.

    Raises
    ------
    CancelledError
        If the user asked to stop.
    """
    found = SourceGeometries()
    for number, feature in enumerate(features):
        if number % _STEP == 0:
            stop_if_cancelled(progress)
            progress.report(min(1.0, number / total) if total > 0 else 0.0)
        found.ids.append(feature.id())
        found.wkbs.append(_wkb(feature.geometry(), transform, found))
    progress.report(1.0)
    return found


def _wkb(geometry: QgsGeometry, transform: QgsCoordinateTransform, found: SourceGeometries) -> bytes | None:
    if geometry.isNull():
        found.n_null += 1
        return None
    if geometry.constGet().hasCurvedSegments():
        geometry = QgsGeometry(geometry.constGet().segmentize())
    if not transform.isShortCircuited() and not _reproject(geometry, transform):
        found.n_unprojectable += 1
        return None
    return geometry.asWkb().data()


def _reproject(geometry: QgsGeometry, transform: QgsCoordinateTransform) -> bool:
    try:
        return geometry.transform(transform) == Qgis.GeometryOperationResult.Success
    except QgsCsException:
        return False
