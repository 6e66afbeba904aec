# SPDX-License-Identifier: GPL-2.0-or-later
"""What can be done with the chosen resource: add to the map, open in the browser, copy its address."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices, QGuiApplication
from qgis.PyQt.QtWidgets import QPushButton, QWidget

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.safety import is_web_address
from ruhr_smartcity_plugin.gui.flow_layout import FlowLayout
from ruhr_smartcity_plugin.translation import tr


class ActionRow(QWidget):
    """One primary action and two beside it; each is on only if it can be done."""

    add_requested = pyqtSignal(object, object)  # Dataset, Distribution

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dataset: Dataset | None = None
        self._distribution: Distribution | None = None
        flow = FlowLayout(self)
        self.add_button = QPushButton(QgsApplication.getThemeIcon("/mActionAddLayer.svg"), tr("Add to &map"), self)
        self.add_button.setObjectName("add_to_map")
        self.browse_button = QPushButton(tr("Open in &browser"), self)
        self.browse_button.setObjectName("open_in_browser")
        self.copy_button = QPushButton(tr("Cop&y address"), self)
        self.copy_button.setObjectName("copy_address")
        for button, slot in (
            (self.add_button, self.run_primary),
            (self.browse_button, self._open_in_browser),
            (self.copy_button, self._copy_address),
        ):
            flow.addWidget(button)
            button.clicked.connect(lambda _on=False, slot=slot: slot())
        self.show_choice(None, None)

    def show_choice(self, dataset: Dataset | None, distribution: Distribution | None) -> None:
        """Take the chosen data set and resource."""
        self._dataset, self._distribution = dataset, distribution
        self.add_button.setEnabled(bool(dataset and distribution and distribution.is_loadable))
        self.browse_button.setEnabled(bool(self._page()))
        self.copy_button.setEnabled(bool(self._page()))

    def run_primary(self) -> None:
        """Add the resource to the map, or open in the browser what cannot be added."""
        if self._dataset is None or self._distribution is None:
            return
        if self._distribution.is_loadable:
            self.add_requested.emit(self._dataset, self._distribution)
        else:
            self._open_in_browser()

    def _page(self) -> str:
        """Return what the browser shows: a file itself; of a service, the data set's page in the portal."""
        if self._dataset is None:
            return ""
        own = self._distribution.url if self._distribution else ""
        is_file = bool(own) and not self._distribution.is_loadable
        return own if is_file else self._dataset.landing_url or own

    def _open_in_browser(self) -> None:
        if is_web_address(self._page()):
            QDesktopServices.openUrl(QUrl(self._page()))

    def _copy_address(self) -> None:
        own = self._distribution.url if self._distribution else ""
        QGuiApplication.clipboard().setText(own or self._page())
