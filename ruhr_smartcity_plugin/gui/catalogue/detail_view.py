# SPDX-License-Identifier: GPL-2.0-or-later
"""The selected data set: its page, a preview, its extent on the map, the state of its service, and its resources."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QEvent, Qt, pyqtSignal
from qgis.PyQt.QtGui import QHideEvent, QShowEvent
from qgis.PyQt.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ruhr_smartcity_plugin.adapters.layers.service_check import ServiceChecks
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.gui.catalogue.browser_site import client_for
from ruhr_smartcity_plugin.gui.catalogue.detail_view_page import DetailPage
from ruhr_smartcity_plugin.gui.catalogue.detail_view_text import resource_text
from ruhr_smartcity_plugin.gui.catalogue.extent_band import ExtentBand, is_usable
from ruhr_smartcity_plugin.gui.catalogue.layer_adding import LayerAdding
from ruhr_smartcity_plugin.gui.catalogue.preview_view import PreviewView
from ruhr_smartcity_plugin.gui.catalogue.service_state import ServiceStateLine
from ruhr_smartcity_plugin.gui.icon_button import icon_button
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.ledger import Ledger
from ruhr_smartcity_plugin.translation import tr

_DISTRIBUTION = Qt.ItemDataRole.UserRole
_MOST_RESOURCE_LINES = 3


class DetailView(QWidget):
    """Everything shown is foreign text: plain, or rendered safe. Nothing is contacted before the user asks for it."""

    distribution_chosen = pyqtSignal(object)  # Distribution | None
    distribution_activated = pyqtSignal(object)  # Distribution

    def __init__(self, parent: QWidget | None, bench: Workbench, ledger: Ledger, adding: LayerAdding) -> None:
        super().__init__(parent)
        self.setObjectName("dataset_detail")
        self._dataset: Dataset | None = None
        self.checks = ServiceChecks(bench.tasks, lambda url: client_for(bench, url), bench.cache_dir, self)
        self.checks.failed.connect(bench.messages.fail)
        self.band = ExtentBand(bench)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(self._head())
        self.body = self._body(bench, adding)
        layout.addWidget(self.body, 2)
        self._add_resources(layout)
        self.service_state = ServiceStateLine(bench, self.checks, adding, self)
        layout.addWidget(self.service_state)
        self.fold.toggled.connect(self._show_body)
        self.extent_button.toggled.connect(lambda _on: self._draw_extent())
        self.zoom_button.clicked.connect(lambda _on=False: self._zoom())
        self.resources.currentItemChanged.connect(lambda _new, _old: self._choose(self.distribution()))
        self.resources.itemActivated.connect(lambda item: self.distribution_activated.emit(item.data(_DISTRIBUTION)))
        for undo in (self.checks.close, self.preview.stop, self.band.clear):
            ledger.push(undo)
        self.show_dataset(None)

    # --- widgets -----------------------------------------------------------------------------------
    def _head(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self.fold = QToolButton(self)
        self.fold.setObjectName("detail_fold")
        self.fold.setText(tr("&Details"))
        self.fold.setCheckable(True)
        self.fold.setChecked(True)
        self.fold.setAutoRaise(True)
        self.fold.setArrowType(Qt.ArrowType.DownArrow)
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.extent_button = icon_button(self, "show_extent", "/extents.svg", tr("Show the extent on the map"))
        self.extent_button.setCheckable(True)
        self.extent_button.setChecked(True)
        self.zoom_button = icon_button(self, "zoom_to_extent", "/mActionZoomTo.svg", tr("Zoom to the extent"))
        line.addWidget(self.fold)
        line.addStretch(1)
        line.addWidget(self.extent_button)
        line.addWidget(self.zoom_button)
        return line

    def _body(self, bench: Workbench, adding: LayerAdding) -> QTabWidget:
        tabs = QTabWidget(self)
        tabs.setObjectName("detail_body")
        tabs.setAccessibleName(tr("Details and preview"))
        tabs.setDocumentMode(True)
        self.page = DetailPage(tabs)
        self.preview = PreviewView(bench, adding, tabs)
        tabs.addTab(self.page, tr("Ab&out"))
        tabs.addTab(self.preview, tr("Previe&w"))
        return tabs

    def _add_resources(self, layout: QVBoxLayout) -> None:
        label = QLabel(tr("&Resources"), self)
        self.resources = QListWidget(self)
        self.resources.setObjectName("detail_resources")
        self.resources.setAccessibleName(tr("Resources"))
        self.resources.setWordWrap(True)
        self.resources.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        label.setBuddy(self.resources)
        layout.addWidget(label)
        layout.addWidget(self.resources, 1)

    # --- what is shown -----------------------------------------------------------------------------
    def distribution(self) -> Distribution | None:
        """Return the chosen resource; None if there is none."""
        item = self.resources.currentItem()
        return item.data(_DISTRIBUTION) if item is not None else None

    def show_dataset(self, dataset: Dataset | None) -> None:
        """Show a data set, its first loadable resource chosen; None empties the view."""
        self._dataset = dataset
        self.setEnabled(dataset is not None)
        self.resources.blockSignals(True)  # told once, when the resource to start with is chosen
        self.resources.clear()
        for one in dataset.distributions if dataset else ():
            self.resources.addItem(_item_of(one, dataset))
        self._size_resources()
        self._choose_first_loadable()
        self.resources.blockSignals(False)
        self.page.show_dataset(dataset)
        has_extent = dataset is not None and is_usable(dataset.extent_4326)
        self.extent_button.setEnabled(has_extent)
        self.zoom_button.setEnabled(has_extent)
        self._draw_extent()
        self._choose(self.distribution())

    def showEvent(self, event: QShowEvent) -> None:
        """Draw the extent while the detail is to be seen."""
        super().showEvent(event)
        self._draw_extent()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave nothing on the map once the detail is out of sight."""
        super().hideEvent(event)
        self.band.clear()

    def changeEvent(self, event: QEvent) -> None:
        """Keep the list as high as its lines when the font grows."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "resources"):
            self._size_resources()

    def _choose(self, distribution: Distribution | None) -> None:
        self.preview.show_distribution(self._dataset, distribution)
        self.service_state.show_distribution(self._dataset, distribution)
        self.distribution_chosen.emit(distribution)

    def _choose_first_loadable(self) -> None:
        distributions = self._dataset.distributions if self._dataset else ()
        rows = [row for row, one in enumerate(distributions) if one.is_loadable]
        if distributions:
            self.resources.setCurrentRow(rows[0] if rows else 0)

    def _size_resources(self) -> None:
        lines = max(2, min(_MOST_RESOURCE_LINES, self.resources.count())) + 1
        self.resources.setMinimumHeight(self.fontMetrics().lineSpacing() * lines)

    def _show_body(self, shown: bool) -> None:
        self.body.setVisible(shown)
        self.fold.setArrowType(Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow)

    def _draw_extent(self) -> None:
        extent = self._dataset.extent_4326 if self._dataset else None
        if extent is not None and self.isVisible() and self.extent_button.isChecked():
            self.band.show(extent)
        else:
            self.band.clear()

    def _zoom(self) -> None:
        if self._dataset is not None and self._dataset.extent_4326 is not None:
            self.band.zoom(self._dataset.extent_4326)


def _item_of(distribution: Distribution, dataset: Dataset) -> QListWidgetItem:
    icon = "/mIconVector.svg" if distribution.is_loadable else "/mActionFileNew.svg"
    if distribution.kind is ServiceKind.WMS:
        icon = "/mIconWms.svg"
    if distribution.problem:
        icon = "/mIconWarning.svg"
    item = QListWidgetItem(QgsApplication.getThemeIcon(icon), resource_text(distribution, dataset))
    item.setData(_DISTRIBUTION, distribution)
    return item
