# SPDX-License-Identifier: GPL-2.0-or-later
"""The coordinate systems in which data of the Ruhr come, each with its way to EPSG:25832."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, Callable, Dict, Tuple

from ruhr_smartcity_plugin.core.region.transverse_mercator import BESSEL_1841, GRS80, TransverseMercator

if TYPE_CHECKING:
    import numpy as np

Converter = Callable[[Any, Any], Tuple["np.ndarray", "np.ndarray"]]

UTM_32 = TransverseMercator(GRS80, 9.0, 0.9996, 500_000.0)
UTM_33 = TransverseMercator(GRS80, 15.0, 0.9996, 500_000.0)
_GAUSS_KRUEGER_2 = TransverseMercator(BESSEL_1841, 6.0, 1.0, 2_500_000.0)
_GAUSS_KRUEGER_3 = TransverseMercator(BESSEL_1841, 9.0, 1.0, 3_500_000.0)
_ZONE_PREFIX_M = 32_000_000.0
_WEB_MERCATOR_RADIUS_M = 6_378_137.0
# DHDN to WGS 84, EPSG operation 1777 (position vector, 3 m in western Germany): metres, arc seconds, parts per million.
_DHDN_SHIFT_M = (598.1, 73.7, 418.2)
_DHDN_TURN_S = (0.202, 0.045, -2.455)
_DHDN_SCALE_PPM = 6.7


class Units(Enum):
    """What the numbers of a reference system are."""

    DEGREES = "degrees"
    METRES = "metres"


@dataclass(frozen=True)
class ReferenceSystem:
    """A coordinate system with x first (east or longitude), as GIS files have it.

    `name` is what a user knows it by, `to_25832` takes x and y (arrays or numbers) to metres in EPSG:25832.
    `rough_box` (xmin, ymin, xmax, ymax in the system's own units) holds the Ruhr with some 100 km around it: numbers
    beyond it need no projecting to be ruled out.
    """

    crs: str
    name: str
    units: Units
    rough_box: Tuple[float, float, float, float]
    to_25832: Converter


def _same(x: Any, y: Any) -> Tuple[np.ndarray, np.ndarray]:
    import numpy as np

    return np.asarray(x, dtype=float), np.asarray(y, dtype=float)


def _without_zone(x: Any, y: Any) -> Tuple[np.ndarray, np.ndarray]:
    east, north = _same(x, y)
    return east - _ZONE_PREFIX_M, north


def _from_web_mercator(x: Any, y: Any) -> Tuple[np.ndarray, np.ndarray]:
    """EPSG:3857: spherical formulas on the WGS 84 radius (EPSG Guidance Note 7-2, method 1024)."""
    import numpy as np

    east, north = _same(x, y)
    lon = np.degrees(east / _WEB_MERCATOR_RADIUS_M)
    lat = np.degrees(np.arctan(np.sinh(north / _WEB_MERCATOR_RADIUS_M)))
    return UTM_32.forward(lon, lat)


def _from_gauss_krueger(projection: TransverseMercator) -> Converter:
    def convert(x: Any, y: Any) -> Tuple[np.ndarray, np.ndarray]:
        return UTM_32.forward(*_dhdn_to_etrs89(*projection.inverse(x, y)))

    return convert


def _dhdn_to_etrs89(lon_deg: Any, lat_deg: Any) -> Tuple[np.ndarray, np.ndarray]:
    """Move geographic coordinates from DHDN to ETRS89 by a seven-parameter Helmert transformation, height 0.

    Good to about 3 m: enough to judge; exact work is done by PROJ's grids in QGIS.
    """
    import numpy as np

    x, y, z = _geocentric(lon_deg, lat_deg)
    rx, ry, rz = (np.radians(turn / 3600.0) for turn in _DHDN_TURN_S)
    scale = 1.0 + _DHDN_SCALE_PPM * 1e-6
    dx, dy, dz = _DHDN_SHIFT_M
    x1 = dx + scale * (x - rz * y + ry * z)
    y1 = dy + scale * (rz * x + y - rx * z)
    z1 = dz + scale * (-ry * x + rx * y + z)
    return _geographic(x1, y1, z1)


def _geocentric(lon_deg: Any, lat_deg: Any) -> Tuple[Any, Any, Any]:
    import numpy as np

    semi_major, inverse_flattening = BESSEL_1841
    e2 = (2.0 - 1.0 / inverse_flattening) / inverse_flattening
    lon, lat = np.radians(lon_deg), np.radians(lat_deg)
    across = semi_major / np.sqrt(1.0 - e2 * np.sin(lat) ** 2)
    return across * np.cos(lat) * np.cos(lon), across * np.cos(lat) * np.sin(lon), across * (1.0 - e2) * np.sin(lat)


def _geographic(x: Any, y: Any, z: Any) -> Tuple[np.ndarray, np.ndarray]:
    """Longitude and latitude on GRS80 (B. R. Bowring, Survey Review 23, 1976; exact to nanometres near the ground)."""
    import numpy as np

    semi_major, inverse_flattening = GRS80
    f = 1.0 / inverse_flattening
    semi_minor = semi_major * (1.0 - f)
    e2 = f * (2.0 - f)
    across = np.hypot(x, y)
    theta = np.arctan2(z * semi_major, across * semi_minor)
    upper = z + e2 / (1.0 - e2) * semi_minor * np.sin(theta) ** 3
    lower = across - e2 * semi_major * np.cos(theta) ** 3
    return np.degrees(np.arctan2(y, x)), np.degrees(np.arctan2(upper, lower))


SYSTEMS: Tuple[ReferenceSystem, ...] = (
    ReferenceSystem("EPSG:25832", "ETRS89 / UTM 32N", Units.METRES, (210e3, 5.57e6, 535e3, 5.85e6), _same),
    ReferenceSystem("EPSG:4326", "WGS 84", Units.DEGREES, (4.8, 50.2, 9.6, 52.9), UTM_32.forward),
    ReferenceSystem("EPSG:4647", "ETRS89 / UTM 32N (zE-N)", Units.METRES, (32.21e6, 5.57e6, 32.535e6, 5.85e6),
                    _without_zone),
    ReferenceSystem("EPSG:31466", "DHDN / Gauss-Krüger 2", Units.METRES, (2.41e6, 5.57e6, 2.75e6, 5.85e6),
                    _from_gauss_krueger(_GAUSS_KRUEGER_2)),
    ReferenceSystem("EPSG:31467", "DHDN / Gauss-Krüger 3", Units.METRES, (3.2e6, 5.57e6, 3.54e6, 5.86e6),
                    _from_gauss_krueger(_GAUSS_KRUEGER_3)),
    ReferenceSystem("EPSG:3857", "Web Mercator", Units.METRES, (535e3, 6.47e6, 1.07e6, 6.96e6), _from_web_mercator),
)
_BY_CRS: Dict[str, ReferenceSystem] = {one.crs: one for one in SYSTEMS}
# Systems that differ from one of ours by less than this page can tell (below one metre), x first.
_SAME_AS = {
    "EPSG:4258": "EPSG:4326",
    "OGC:CRS84": "EPSG:4326",
    "CRS:84": "EPSG:4326",
    "EPSG:32632": "EPSG:25832",
    "EPSG:3044": "EPSG:25832",
    "EPSG:5555": "EPSG:25832",  # with a height, as 4937 and 4979
    "EPSG:4937": "EPSG:4326",
    "EPSG:4979": "EPSG:4326",
    "EPSG:5652": "EPSG:4647",  # only the order of the axes differs, as in 5676 and 5677; x is first here
    "EPSG:5676": "EPSG:31466",
    "EPSG:5677": "EPSG:31467",
    "EPSG:900913": "EPSG:3857",
}


def find_system(crs: str) -> ReferenceSystem | None:
    """Return the system with this authority id ("EPSG:4258", "epsg:25832"); None for one that is not judged here.

    >>> find_system("EPSG:4258").crs, find_system("EPSG:2056")
    ('EPSG:4326', None)
    """
    key = crs.strip().upper()
    return _BY_CRS.get(_SAME_AS.get(key, key))
