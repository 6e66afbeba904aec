# SPDX-License-Identifier: GPL-2.0-or-later
"""What was measured on: machine, load, versions."""

from __future__ import annotations

import os
import platform
from pathlib import Path
from typing import Any, Dict


def describe() -> Dict[str, Any]:
    """Return machine and versions as plain values."""
    import numpy
    import shapely
    from osgeo import gdal
    from qgis.core import Qgis

    return {
        "cpu": _cpu(),
        "cores": os.cpu_count(),
        "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
        "load": [round(value, 2) for value in os.getloadavg()],
        "system": platform.platform(),
        "python": platform.python_version(),
        "qgis": Qgis.version(),
        "gdal": gdal.__version__,
        "numpy": numpy.__version__,
        "shapely": shapely.__version__,
        "geos": shapely.geos_version_string,
        "page_cache": "warm (each tool runs once before it counts)",
    }


def _cpu() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor()
