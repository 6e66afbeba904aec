# SPDX-License-Identifier: GPL-2.0-or-later
"""A page for foreign text: loads nothing, follows nothing by itself, opens web and mail addresses on a click."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import QEvent, QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QFrame, QTextBrowser, QWidget

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.markdown_inline import allowed_target
from ruhr_smartcity_plugin.gui.catalogue.detail_view_text import page_html, page_style
from ruhr_smartcity_plugin.translation import tr

_LINES = 3


class DetailPage(QTextBrowser):
    """Shows one data set. Can be read, scrolled and its links followed with the keyboard (Tab, Enter)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("detail_page")
        self.setAccessibleName(tr("Details"))
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * _LINES)
        self.anchorClicked.connect(self._open)
        self._dataset: Dataset | None = None

    def show_dataset(self, dataset: Dataset | None) -> None:
        """Show a data set from its beginning; None empties the page."""
        self._dataset = dataset
        self._render()
        self.verticalScrollBar().setValue(0)

    def loadResource(self, kind: int, name: QUrl) -> Any:
        """Load nothing: neither pictures nor style sheets, neither from the disk nor from the network."""
        del kind, name
        return ""

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme: warnings and links keep their contrast."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and getattr(self, "_dataset", None) is not None:
            self._render()

    def _render(self) -> None:
        self.document().setDefaultStyleSheet(page_style(self.palette()))
        self.setHtml(page_html(self._dataset, self.palette()) if self._dataset else "")

    def _open(self, address: QUrl) -> None:
        target = allowed_target(address.toString(QUrl.ComponentFormattingOption.FullyEncoded))
        if target:
            QDesktopServices.openUrl(QUrl(target))
