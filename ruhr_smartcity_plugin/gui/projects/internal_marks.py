# SPDX-License-Identifier: GPL-2.0-or-later
"""INTERN is seen where it is: beside internal layers in the layer tree, on maps and on layouts that show them."""

from __future__ import annotations

from typing import Any, List

from qgis.core import Qgis, QgsMapLayer, QgsPrintLayout
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QTimer

from ruhr_smartcity_plugin.gui.catalogue.tree_mark import mark_in_tree
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.ledger import Ledger
from ruhr_smartcity_plugin.translation import tr


class InternalMarks(QObject):
    """Looks at layers that come and at layouts that are opened."""

    def __init__(self, workbench: Workbench) -> None:
        super().__init__()
        self._bench = workbench
        self._signs = Ledger(workbench.messages.fail)
        self._designers: List[Any] = []
        # Once for many signals, and not before the layer tree knows a new layer.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.look)

    def register(self, iface: Any, ledger: Ledger) -> None:
        """Begin to look; the undo is pushed."""
        project = self._bench.project
        tree = project.layerTreeRoot()
        for signal in (project.layersAdded, project.layersRemoved, project.readProject, tree.visibilityChanged,
                       tree.nameChanged):
            signal.connect(self._later)
            ledger.push(lambda signal=signal: signal.disconnect(self._later))
        iface.layoutDesignerOpened.connect(self.watch)
        ledger.push(lambda: iface.layoutDesignerOpened.disconnect(self.watch))
        for designer in iface.openLayoutDesigners():
            self.watch(designer)
        ledger.push(self._stop)
        self._later()

    def _later(self, *_: Any) -> None:
        self._soon.start()

    def look(self) -> None:
        """Put the sign beside every internal layer, and the mark on maps and open layouts that show one."""
        project = self._bench.project
        if not project.count() and not self._designers and not project.mainAnnotationLayer().items():
            return
        from ruhr_smartcity_plugin.adapters.projects.internal_layers import is_internal_layer  # QGIS starts without
        from ruhr_smartcity_plugin.adapters.projects.map_mark import mark_maps

        self._signs.unwind()
        internal = [one for one in project.mapLayers().values() if is_internal_layer(one)]
        for layer in internal:
            self._sign(layer)
        mark_maps(project, internal)
        self._designers = [one for one in self._designers if not sip.isdeleted(one)]
        for designer in self._designers:
            self.mark(designer)

    def watch(self, designer: Any) -> None:
        """Look at a layout now, and whenever something is added to it or exported from it."""
        self._designers.append(designer)
        designer.layoutExported.connect(self._later)
        layout = designer.layout()
        if layout is not None:
            layout.itemAdded.connect(self._later)
        if isinstance(layout, QgsPrintLayout):
            layout.atlas().coverageLayerChanged.connect(self._later)
            layout.atlas().toggled.connect(self._later)
        self.mark(designer)

    def mark(self, designer: Any) -> bool:
        """Put the mark on a layout that shows internal layers and lacks it; answers whether that was so."""
        from ruhr_smartcity_plugin.adapters.projects.internal_layers import has_mark, internal_layers_of, put_mark

        layout = designer.layout()
        if layout is None or not layout.pageCollection().pageCount():
            return False
        if not internal_layers_of(layout) or has_mark(layout):
            return False
        put_mark(layout)
        designer.messageBar().pushMessage(tr("Ruhr Smart City"), tr(
            "This layout shows internal layers. It is marked INTERN: do not pass it on. Export it again if you have "
            "exported it already."), Qgis.MessageLevel.Warning, 0)
        return True

    def _sign(self, layer: QgsMapLayer) -> None:
        bench = self._bench
        mark_in_tree(bench.main_window, bench.project, layer, tr("INTERN: do not pass on what this layer shows."),
                     self._signs)

    def _stop(self) -> None:
        self._soon.stop()
        self._signs.unwind()
        self._designers.clear()
        if self._bench.project.mainAnnotationLayer().items():
            from ruhr_smartcity_plugin.adapters.projects.map_mark import mark_maps

            mark_maps(self._bench.project, ())


def register_internal_marks(iface: Any, workbench: Workbench, ledger: Ledger) -> None:
    """Let internal layers and layouts with them be marked."""
    InternalMarks(workbench).register(iface, ledger)
