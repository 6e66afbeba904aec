# SPDX-License-Identifier: GPL-2.0-or-later
"""What can be done with the chosen resource: add to the map, download, refresh, open, copy its address."""

from __future__ import annotations

from typing import Callable

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices, QGuiApplication, QIcon
from qgis.PyQt.QtWidgets import QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.safety import is_web_address
from ruhr_smartcity_plugin.gui.catalogue.layer_downloading import can_download
from ruhr_smartcity_plugin.gui.flow_layout import FlowLayout
from ruhr_smartcity_plugin.translation import tr


class ActionRow(QWidget):
    """One primary action and a menu with the others; each is on only if it can be done.

    The primary action puts the resource on the map; of one that cannot be (a document, a web page) it opens the page,
    and of one that nobody knows the kind of it has that found out first.
    """

    add_requested = pyqtSignal(object, object)  # Dataset, Distribution
    find_requested = pyqtSignal(object, object)  # Dataset, Distribution
    download_requested = pyqtSignal(object, object)  # Dataset, Distribution
    refresh_requested = pyqtSignal(object)  # Dataset
    changes_requested = pyqtSignal(object)  # Dataset

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dataset: Dataset | None = None
        self._distribution: Distribution | None = None
        #: Answers whether a layer on the map shows a local copy of a data set.
        self.has_copy: Callable[[Dataset | None], bool] = lambda _dataset: False
        line = FlowLayout(self)  # wraps: with large letters the two buttons do not fit beside each other
        self.add_button = QPushButton(QgsApplication.getThemeIcon("/mActionAddLayer.svg"), tr("Add to &map"), self)
        self.add_button.setObjectName("add_to_map")
        self.add_button.clicked.connect(lambda _on=False: self.run_primary())
        self.download_button = QPushButton(tr("Do&wnload …"), self)
        self.download_button.setObjectName("download")
        self.download_button.clicked.connect(
            lambda _on=False: self.download_requested.emit(self._dataset, self._distribution)
        )
        self.more_button = QToolButton(self)
        self.more_button.setObjectName("more_actions")
        self.more_button.setText("⋯")
        self.more_button.setAccessibleName(tr("More actions"))
        self.more_button.setToolTip(tr("More actions"))
        self.more_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.more_button)
        self.browse = menu.addAction(tr("Open in &browser"), self._open_in_browser)
        self.copy = menu.addAction(tr("Cop&y address"), self._copy_address)
        menu.addSeparator()
        refresh = (tr("&Refresh the copy on the map"), lambda: self.refresh_requested.emit(self._dataset))
        changes = (tr("&Show what has changed since"), lambda: self.changes_requested.emit(self._dataset))
        self.refresh, self.changes = menu.addAction(*refresh), menu.addAction(*changes)
        menu.aboutToShow.connect(self._update_copies)
        self.more_button.setMenu(menu)
        self.add_button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for button in (self.add_button, self.download_button, self.more_button):
            line.addWidget(button)
        self.show_choice(None, None)

    def show_choice(self, dataset: Dataset | None, distribution: Distribution | None) -> None:
        """Take the chosen data set and resource."""
        self._dataset, self._distribution = dataset, distribution
        can_load = bool(dataset and distribution and distribution.is_loadable)
        is_unclear = bool(dataset and distribution and distribution.is_unclear)
        is_page = bool(distribution) and not can_load and not is_unclear and is_web_address(self._page())
        self.add_button.setEnabled(can_load or is_unclear or is_page)
        unclear = tr("Find out and &add") if is_unclear else tr("Add to &map")
        self.add_button.setText(tr("Open in &browser") if is_page else unclear)
        self.add_button.setIcon(QIcon() if is_page else QgsApplication.getThemeIcon("/mActionAddLayer.svg"))
        self.download_button.setEnabled(can_load and can_download(distribution))
        self.download_button.setVisible(not is_page)
        self.browse.setVisible(not is_page)
        has_address = bool(self._page())
        self.more_button.setEnabled(has_address)
        self.browse.setEnabled(has_address)
        self.copy.setEnabled(has_address)

    def run_primary(self) -> None:
        """Add the resource to the map, or have it found out what it is, or open in the browser what cannot be added."""
        if self._dataset is None or self._distribution is None:
            return
        if self._distribution.is_loadable:
            self.add_requested.emit(self._dataset, self._distribution)
        elif self._distribution.is_unclear:
            self.find_requested.emit(self._dataset, self._distribution)
        else:
            self._open_in_browser()

    def _update_copies(self) -> None:
        has_copy = self.has_copy(self._dataset)
        self.refresh.setEnabled(has_copy)
        self.changes.setEnabled(has_copy)

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
