# SPDX-License-Identifier: GPL-2.0-or-later
"""What the room adds to QGIS's layer tree: commands for layers that show a local copy, signs at incomplete ones."""

from __future__ import annotations

from typing import Callable

from qgis.core import QgsApplication, QgsMapLayer
from qgis.gui import QgsLayerTreeView
from qgis.PyQt import sip
from qgis.PyQt.QtWidgets import QMenu, QWidget

from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.ledger import Ledger
from ruhr_smartcity_plugin.translation import tr


def follow_layer_tree(main_window: QWidget | None, bench: Workbench) -> Callable[[], None]:
    """Add the commands whenever the tree's menu opens; returns the undo. Does nothing where there is no tree."""
    view = main_window.findChild(QgsLayerTreeView) if main_window is not None else None
    if view is None:
        return lambda: None

    def fill(menu: QMenu) -> None:
        # Imported when a menu opens: the start of QGIS has no time for it.
        from ruhr_smartcity_plugin.gui.catalogue.layer_refreshing import may_be_copy

        layer = view.currentLayer()
        if layer is not None and may_be_copy(layer):
            fill_menu(menu, bench, layer)

    view.contextMenuAboutToShow.connect(fill)
    return lambda: None if sip.isdeleted(view) else view.contextMenuAboutToShow.disconnect(fill)


def follow_projects(bench: Workbench) -> Callable[[], None]:
    """Put the sign of incomplete layers into the tree of every project that is opened; returns the undo."""
    signs = Ledger(bench.messages.fail)

    def mark(*_document: object) -> None:
        from ruhr_smartcity_plugin.gui.catalogue.tree_mark import mark_incomplete

        signs.unwind()
        mark_incomplete(bench.main_window, bench.project, signs)

    def undo() -> None:
        bench.project.readProject.disconnect(mark)
        signs.unwind()

    bench.project.readProject.connect(mark)
    return undo


def fill_menu(menu: QMenu, bench: Workbench, layer: QgsMapLayer) -> None:
    """Add the commands for a layer; the data room runs them and says how they go."""

    def run(is_refresh: bool) -> None:
        room = bench.open_room("catalogue")
        if room is not None:
            (room.refreshing.refresh if is_refresh else room.refreshing.show_changes)(layer)

    menu.addSeparator()
    icon = QgsApplication.getThemeIcon("/mActionRefresh.svg")
    refresh = menu.addAction(icon, tr("Refresh the local copy"), lambda: run(True))
    changes = menu.addAction(tr("Show what has changed since"), lambda: run(False))
    refresh.setObjectName("ruhr_refresh_copy")
    changes.setObjectName("ruhr_show_changes")
