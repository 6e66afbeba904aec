# SPDX-License-Identifier: GPL-2.0-or-later
"""The results of analyses among the layers of a project."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import List, Tuple

from qgis.core import QgsMapLayer, QgsProject

from ruhr_smartcity_plugin.adapters.layers.origin import read_origin
from ruhr_smartcity_plugin.core.origin import Origin

#: More are still in the layer tree; the list is for the latest.
SHOWN = 20
_LONG_AGO = datetime.min.replace(tzinfo=timezone.utc)


def recent_results(project: QgsProject) -> List[Tuple[QgsMapLayer, Origin]]:
    """Return the layers of the project that an analysis of the plugin has made, newest first.

    They are recognised by their origin, so results of the toolbox, of models and of an earlier session that the
    project was saved with are there as well.
    """
    found = [(layer, read_origin(layer)) for layer in project.mapLayers().values()]
    results = [(layer, origin) for layer, origin in found if origin is not None and origin.inputs]
    results.sort(key=lambda pair: pair[1].fetched_at or _LONG_AGO, reverse=True)
    return results[:SHOWN]
