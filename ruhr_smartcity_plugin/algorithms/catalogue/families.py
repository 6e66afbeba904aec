# SPDX-License-Identifier: GPL-2.0-or-later
"""Which layers Processing opens of an output whose objects differ in their kind of geometry."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProcessingContext

from ruhr_smartcity_plugin.adapters.layers.families import families_of


def load_families(context: QgsProcessingContext, target: str) -> None:
    """Have Processing open a layer for each family of geometries in an output that it is to open anyhow.

    With one family, or an output that is not to be opened, nothing changes.
    """
    families = families_of(Path(target))
    if not families or not context.willLoadLayerOnCompletion(target):
        return
    wanted = context.layersToLoadOnCompletion()
    details = wanted.pop(target)
    for one in families:
        own = QgsProcessingContext.LayerDetails(details)
        own.name, own.forceName = one.titled(details.name), True  # by the name of the file, all would be called alike
        wanted[one.source] = own
    context.setLayersToLoadOnCompletion(wanted)
