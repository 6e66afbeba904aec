# SPDX-License-Identifier: GPL-2.0-or-later
"""Geographic coordinates to UTM zone 32 on GRS 80 (EPSG:25832)."""

from __future__ import annotations

from math import asinh, atan2, atanh, cos, cosh, radians, sin, sinh, sqrt, tan
from typing import Tuple

_RADIUS_M = 6378137.0
_FLATTENING = 1 / 298.257222101
_SCALE = 0.9996
_CENTRAL_MERIDIAN = 9.0
_FALSE_EASTING_M = 500000.0


def to_utm32(latitude: float, longitude: float) -> Tuple[float, float]:
    """Return easting and northing in EPSG:25832, metres, for degrees on ETRS89 (WGS 84 differs by less than a metre).

    Krüger's series in the third flattening n up to the third order (Karney 2011, doi:10.1007/s00190-011-0445-3,
    eq. 7-11 and 35), good to a millimetre within 6° of the central meridian 9° E.

    >>> tuple(round(one) for one in to_utm32(0.0, 9.0))
    (500000, 0)
    """
    n = _FLATTENING / (2 - _FLATTENING)
    alphas = (n / 2 - 2 * n**2 / 3 + 5 * n**3 / 16, 13 * n**2 / 48 - 3 * n**3 / 5, 61 * n**3 / 240)
    rectifying_m = _RADIUS_M / (1 + n) * (1 + n**2 / 4 + n**4 / 64)
    eccentricity = sqrt(_FLATTENING * (2 - _FLATTENING))
    tau = tan(radians(latitude))
    sigma = sinh(eccentricity * atanh(eccentricity * tau / sqrt(1 + tau**2)))
    conformal = tau * sqrt(1 + sigma**2) - sigma * sqrt(1 + tau**2)
    offset = radians(longitude - _CENTRAL_MERIDIAN)
    xi = atan2(conformal, cos(offset))
    eta = asinh(sin(offset) / sqrt(conformal**2 + cos(offset) ** 2))
    east = eta + sum(a * cos(2 * j * xi) * sinh(2 * j * eta) for j, a in enumerate(alphas, 1))
    north = xi + sum(a * sin(2 * j * xi) * cosh(2 * j * eta) for j, a in enumerate(alphas, 1))
    return _FALSE_EASTING_M + _SCALE * rectifying_m * east, _SCALE * rectifying_m * north
