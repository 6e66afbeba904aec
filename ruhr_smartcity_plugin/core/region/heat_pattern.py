# SPDX-License-Identifier: GPL-2.0-or-later
"""A made-up heat pattern of the region for the demo workspace: no measurement, no model result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Sequence, Tuple

if TYPE_CHECKING:
    import numpy as np

BACKGROUND_C = 27.0  # invented afternoon air temperature of open land
STRONGEST_C = 6.0  # invented excess in the densest town


def synthetic_heat(xs: np.ndarray, ys: np.ndarray, towns: Sequence[Tuple[float, float, float, float]]) -> np.ndarray:
    """Return invented air temperatures in °C, shape (len(ys), len(xs)), float32.

    Each town is (east, north, area in km², inhabitants) with coordinates in EPSG:25832 metres, like `xs`
    (cell centres, west to east) and `ys` (north to south). A town adds a bell whose width is the radius of a
    circle of its area and whose height grows with its density; where towns overlap the strongest counts.

    >>> import numpy as np
    >>> field = synthetic_heat(np.array([0.0, 50000.0]), np.array([0.0]), [(0.0, 0.0, 100.0, 300000.0)])
    >>> [round(float(value), 1) for value in field[0]]
    [33.0, 27.0]
    """
    import numpy as np

    densest = max(people / area for _e, _n, area, people in towns)
    heat = np.zeros((len(ys), len(xs)), dtype=np.float32)
    for east, north, area_km2, people in towns:  # 53 towns, not features: each pass works on the whole raster
        radius = np.sqrt(area_km2 / np.pi) * 1000.0
        bell = np.exp(-(((ys - north) / radius) ** 2))[:, None] * np.exp(-(((xs - east) / radius) ** 2))[None, :]
        np.maximum(heat, (STRONGEST_C * (people / area_km2) / densest * bell).astype(np.float32), out=heat)
    return heat + np.float32(BACKGROUND_C)
