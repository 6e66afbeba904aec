# SPDX-License-Identifier: GPL-2.0-or-later
"""A warning sign beside an incomplete layer in QGIS's layer tree."""

from __future__ import annotations

from qgis.core import QgsApplication, QgsMapLayer, QgsProject
from qgis.gui import QgsLayerTreeView, QgsLayerTreeViewIndicator
from qgis.PyQt import sip
from qgis.PyQt.QtWidgets import QWidget

from ruhr_smartcity_plugin.ledger import Ledger


def mark_incomplete(main_window: QWidget | None, project: QgsProject, ledger: Ledger) -> None:
    """Put the sign beside all layers of a project that were not complete when they were counted."""
    from ruhr_smartcity_plugin.adapters.layers.marks import sentence_of_incomplete  # QGIS starts without

    for layer in project.mapLayers().values():
        sentence = sentence_of_incomplete(layer)
        if sentence:
            mark_in_tree(main_window, project, layer, sentence, ledger)


def mark_in_tree(
    main_window: QWidget | None, project: QgsProject, layer: QgsMapLayer, sentence: str, ledger: Ledger
) -> bool:
    """Put a warning sign with the sentence as its tip beside the layer; answers False where there is no tree.

    The name of the layer says the same, so the sign is not the only notice. `ledger` takes it back.
    """
    view = main_window.findChild(QgsLayerTreeView) if main_window is not None else None
    node = project.layerTreeRoot().findLayer(layer.id())
    if view is None or node is None:
        return False
    indicator = QgsLayerTreeViewIndicator(view)
    indicator.setIcon(QgsApplication.getThemeIcon("/mIconWarning.svg"))
    indicator.setToolTip(sentence)
    view.addIndicator(node, indicator)

    def undo() -> None:
        if not any(sip.isdeleted(one) for one in (view, node, indicator)):
            view.removeIndicator(node, indicator)

    ledger.push(undo)
    return True
