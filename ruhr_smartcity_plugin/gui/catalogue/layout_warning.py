# SPDX-License-Identifier: GPL-2.0-or-later
"""A layout that does not name its sources says so when it is opened and when it has been exported."""

from __future__ import annotations

from typing import Any, Dict, Set

from qgis.core import Qgis
from qgis.PyQt import sip
from qgis.PyQt.QtWidgets import QPushButton

from ruhr_smartcity_plugin.core.errors import RuhrError
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.ledger import Ledger
from ruhr_smartcity_plugin.translation import tr


class LayoutWarning:
    """Listens to layout designers; one line in the designer's own message bar, with the way out."""

    def __init__(self, workbench: Workbench) -> None:
        self._workbench = workbench
        self._listening: Set[Any] = set()
        self._shown: Dict[Any, Any] = {}

    def register(self, iface: Any, ledger: Ledger) -> None:
        """Begin to listen, also to the designers that are open already; the undo is pushed."""
        iface.layoutDesignerOpened.connect(self.watch)
        for designer in iface.openLayoutDesigners():
            self.watch(designer)
        ledger.push(lambda: iface.layoutDesignerOpened.disconnect(self.watch))
        ledger.push(self._stop)

    def watch(self, designer: Any) -> None:
        """Look at the layout now, and again when it has been exported."""
        designer.layoutExported.connect(lambda: self.warn(designer))
        self._listening.add(designer)
        self.warn(designer)

    def warn(self, designer: Any) -> bool:
        """Warn in the designer if its layout lacks source notes; answers whether it does."""
        if designer not in self._listening or sip.isdeleted(designer):
            return False
        layout = designer.layout()
        if layout is None:  # a report of which no section is being edited
            return False
        from ruhr_smartcity_plugin.adapters.layers.layout_notes import NotesState, judge_layout  # QGIS starts without

        state, missing = judge_layout(layout)
        if state not in (NotesState.MISSING, NotesState.OUTDATED, NotesState.CUT):
            return False
        if state is NotesState.CUT:
            text = tr("The label with the source notes is too small: some of them are not printed.")
        else:
            text = tr("This layout does not name %n source(s) its licences ask for.", "", len(missing))
        bar = designer.messageBar()
        self._take_away(designer)
        item = bar.createMessage(tr("Ruhr Smart City"), text)
        button = QPushButton(tr("Insert source notes"), item)
        button.setObjectName("ruhr_insert_notes")
        button.clicked.connect(lambda _on=False: self._insert(designer))
        item.layout().addWidget(button)
        bar.pushWidget(item, Qgis.MessageLevel.Warning)
        self._shown[designer] = item
        return True

    def _take_away(self, designer: Any) -> None:
        """Remove the warning of before, so that ten exports do not leave ten of them."""
        item = self._shown.pop(designer, None)
        if item is not None and not sip.isdeleted(item):
            designer.messageBar().popWidget(item)

    def _insert(self, designer: Any) -> None:
        from ruhr_smartcity_plugin.adapters.layers.layout_notes import put_notes

        try:
            put_notes(designer.layout())
        except RuhrError as error:
            self._workbench.messages.fail(error)
        self._take_away(designer)

    def _stop(self) -> None:
        self._listening.clear()
        self._shown.clear()


def register_layout_warning(iface: Any, workbench: Workbench, ledger: Ledger) -> None:
    """Let layouts without source notes warn."""
    LayoutWarning(workbench).register(iface, ledger)
