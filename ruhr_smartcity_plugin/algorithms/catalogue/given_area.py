# SPDX-License-Identifier: GPL-2.0-or-later
"""An area given to an algorithm, with its coordinate system or without one."""

from __future__ import annotations

import re
from typing import Any, Dict, Tuple

from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingAlgorithm, QgsProcessingContext, QgsRectangle

_ONLY_NUMBERS = re.compile(r"[\d\s.,+\-eE]+")


def given_area(
    algorithm: QgsProcessingAlgorithm, parameters: Dict[str, Any], name: str, context: QgsProcessingContext
) -> Tuple[QgsRectangle, QgsCoordinateReferenceSystem] | None:
    """Return an area as it was given, and the system it is in; None where none was given.

    One that names its system is believed. One that does not is in the project's system, or in degrees if its numbers
    look like that; without a project in EPSG:25832.
    """
    value = parameters.get(name)
    if value in (None, ""):
        return None
    box = algorithm.parameterAsExtent(parameters, name, context)
    is_bare = _ONLY_NUMBERS.fullmatch(str(value)) is not None
    if is_bare:  # QGIS would look for a layer of that name
        own = context.project().crs() if context.project() else QgsCoordinateReferenceSystem()
    else:
        own = algorithm.parameterAsExtentCrs(parameters, name, context)
    if (is_bare or type(value) is QgsRectangle) and not own.isGeographic() and _is_in_degrees(box):
        return box, QgsCoordinateReferenceSystem("EPSG:4326")
    return box, own if own.isValid() else QgsCoordinateReferenceSystem("EPSG:25832")


def _is_in_degrees(box: QgsRectangle) -> bool:
    return max(abs(box.xMinimum()), abs(box.xMaximum())) <= 180 and max(abs(box.yMinimum()), abs(box.yMaximum())) <= 90
