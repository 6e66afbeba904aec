# SPDX-License-Identifier: GPL-2.0-or-later
"""The address of one tile, from a template with its places left open: {z}, {x}, {y}, {-y} (from the south), {q}."""

from __future__ import annotations

import math
import re

# Longitude and latitude (EPSG:4326) of Bochum, and a zoom: every service of the region has this tile.
TEST_PLACE_4326, TEST_ZOOM = (7.2126, 51.4812), 12
_PLACES = re.compile(r"(?i)(?:%7B|\{)(z|x|y|-y|q)(?:%7D|\})")


def fill_template(template: str, zoom: int, lon_deg: float, lat_deg: float) -> str:
    """Return the address of the tile of Web Mercator that holds a place (EPSG:4326).

    Valid between 85.05° south and north, where the grid ends.

    >>> fill_template("https://x.example/{z}/{x}/{y}.png", 1, 7.2, 51.5)
    'https://x.example/1/1/0.png'
    """
    count = 2**zoom
    x = int((lon_deg + 180.0) / 360.0 * count)
    # Spherical Mercator of web maps: y = ln(tan(lat) + 1 / cos(lat)), counted from the north.
    lat = math.radians(lat_deg)
    y = int((1.0 - math.asinh(math.tan(lat)) / math.pi) / 2.0 * count)
    digits = "".join(str((x >> bit & 1) + 2 * (y >> bit & 1)) for bit in range(zoom - 1, -1, -1))
    values = {"x": str(x), "y": str(y), "z": str(zoom), "-y": str(count - 1 - y), "q": digits}
    return _PLACES.sub(lambda found: values[found.group(1).lower()], template)
