# SPDX-License-Identifier: GPL-2.0-or-later
"""A look at the chosen resource, fetched when the user asks for it: a picture, or fields and first rows."""

from __future__ import annotations

from typing import Callable, Tuple

from qgis.core import QgsTask
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QImageReader, QPainter, QPixmap, QResizeEvent
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QPushButton,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ruhr_smartcity_plugin.adapters.layers.preview import Preview, can_preview, make_preview, preview_box
from ruhr_smartcity_plugin.adapters.layers.preview_files import WHOLE_FILES
from ruhr_smartcity_plugin.adapters.layers.preview_rows import Rows
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.errors import CancelledError
from ruhr_smartcity_plugin.core.network.service import host_of, quotable
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.gui.catalogue.browser_site import client_for
from ruhr_smartcity_plugin.gui.catalogue.layer_adding import LayerAdding
from ruhr_smartcity_plugin.gui.catalogue.portal_wait import PortalWait
from ruhr_smartcity_plugin.gui.states import WORKING, StateBanner
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr

_MOST_PIXELS = 2000  # per side: what we asked for is smaller


class PreviewView(QWidget):
    """Contacts nobody before its button is pressed. What comes for a resource no longer chosen is dropped.

    The portal is asked for the resource's address of today first, as for adding it.
    """

    _waiting = pyqtSignal(int, object)  # the portal lets us wait: round, go on without it
    _waited = pyqtSignal(int)

    def __init__(self, bench: Workbench, adding: LayerAdding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preview")
        self._bench, self._adding = bench, adding
        self._dataset: Dataset | None = None
        self._distribution: Distribution | None = None
        self._task: QgsTask | None = None
        self._round = 0
        self._picture = QPixmap()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        self.banner = StateBanner(self)
        self.banner.setObjectName("preview_banner")
        self.note = QLabel(self)
        self.note.setObjectName("preview_note")
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setWordWrap(True)
        self.button = QPushButton(tr("Show pre&view"), self)
        self.button.setObjectName("show_preview")
        self.button.clicked.connect(lambda _on=False: self.fetch())
        self._waiting.connect(self._say_working)
        self._waited.connect(self._say_working)
        self.picture = QLabel(self)
        self.picture.setObjectName("preview_picture")
        self.picture.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.picture.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.table = self._make_table()
        layout.addWidget(self.banner)
        layout.addWidget(self.note)
        layout.addWidget(self.button)
        layout.addWidget(self.picture, 1)
        layout.addWidget(self.table, 1)
        layout.addStretch(0)
        self.show_distribution(None, None)

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(self)
        table.setObjectName("preview_rows")
        table.setAccessibleName(tr("First rows"))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.verticalHeader().setVisible(False)
        table.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 1.4))  # QGIS's own is twice it
        table.setMinimumHeight(self.fontMetrics().lineSpacing() * 4)
        return table

    def show_distribution(self, dataset: Dataset | None, distribution: Distribution | None) -> None:
        """Get ready for a resource: stop what runs for another one, and offer the preview."""
        if (dataset, distribution) == (self._dataset, self._distribution) and self._round:
            return
        self.stop()
        self._dataset, self._distribution = dataset, distribution
        self._clear()
        possible = dataset is not None and distribution is not None and can_preview(distribution)
        self.button.setVisible(possible)
        if possible:
            is_whole = distribution.kind in WHOLE_FILES and not distribution.has_datastore
            text = tr("Asks {host} for a small part of the data.")
            if is_whole:
                text = tr("Fetches the file from {host} if it is not larger than 2 MB.")
            elif distribution.kind in (ServiceKind.GEOTIFF, ServiceKind.IMAGE):
                text = tr("Fetches at most 5 MB from {host}.")
            first = tr("First asks {portal} for today's address.")
            asked = [first.format(portal=host_of(dataset.portal_root))] if self._adding.asks_portal(dataset) else []
            self.note.setText("\n".join((*asked, text.format(host=host_of(distribution.url)))))
        elif distribution is not None:
            self.note.setText(tr("There is no preview for this kind of resource."))

    def fetch(self) -> None:
        """Ask for the preview of the chosen resource."""
        dataset, distribution = self._dataset, self._distribution
        if dataset is None or distribution is None or not can_preview(distribution):
            return
        self.stop()
        self._clear()
        self.button.hide()
        bench, mine = self._bench, self._round
        box = preview_box(dataset, bench.area.area.box_25832)

        def look(one: Distribution, progress: Progress) -> Preview:
            asked = dataset.portal_root if one.has_datastore and dataset.portal_root else one.url
            return make_preview(client_for(bench, asked), dataset, one, box, progress=progress)

        work = self._adding.found_again(dataset, distribution, look, self._wait(mine))
        title = tr("Preview of “{title}”").format(title=distribution.title or dataset.title)
        self._task = self._bench.tasks.run(
            title, work, publish=self._if_current(mine, self._show), failed=self._if_current(mine, self._failed)
        )  # fmt: skip
        self._say_working()

    def _wait(self, mine: int) -> PortalWait:
        def began(skip: Callable[[], None]) -> None:
            if not sip.isdeleted(self):
                self._waiting.emit(mine, skip)

        return PortalWait(began, lambda: None if sip.isdeleted(self) else self._waited.emit(mine))

    def _say_working(self, mine: int | None = None, skip: Callable[[], None] | None = None) -> None:
        """Say what is being done; where the portal lets us wait, offer to go on without it."""
        if mine not in (None, self._round) or (mine is not None and self.banner.state != WORKING):
            return
        if skip is None:
            self.banner.show_working(tr("Fetching the preview …"), self._cancel)
            return
        portal = self._dataset.portal or host_of(self._dataset.portal_root)
        text = tr("Asking “{portal}” for today's address").format(portal=quotable(portal, 80))
        self.banner.show_working(text, self._cancel, None, (tr("Use the known address"), skip))

    def stop(self) -> None:
        """Stop what runs; its result is not shown any more."""
        self._round += 1
        task, self._task = self._task, None
        if task is not None and not sip.isdeleted(task):
            task.cancel()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the picture into the room there is."""
        super().resizeEvent(event)
        self._fit()

    def _if_current(self, mine: int, then: Callable[[object], None]) -> Callable[[object], None]:
        def run(value: object) -> None:
            if not sip.isdeleted(self) and mine == self._round:
                self._task = None
                then(value)

        return run

    def _cancel(self) -> None:
        if self._task is not None and not sip.isdeleted(self._task):
            self._task.cancel()

    def _clear(self) -> None:
        self.banner.clear()
        self.note.setText("")
        self._picture = QPixmap()
        self.picture.clear()
        self.picture.hide()
        self.table.clear()
        self.table.hide()

    def _show(self, found: Tuple[Distribution, Preview]) -> None:
        resource, preview = found
        self.banner.clear()
        self.note.setText("\n".join(one for one in (preview.note, resource.doubt) if one))
        if preview.rows is not None:
            self._fill(preview.rows)
            return
        self._picture = read_picture(preview.picture)
        if self._picture.isNull():
            self.button.show()
            text = tr("The service sent a picture that cannot be read.")
            self.banner.show_failed(text, (tr("Try again"), self.fetch))
            return
        self.picture.setAccessibleName(tr("Preview: {note}").format(note=preview.note))
        self.picture.show()
        self._fit()

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, CancelledError):
            self._clear()
            self.button.show()
            return
        message = self._bench.messages.fail(error, is_shown=self.isVisible())
        self.banner.show_failed(message, (tr("Try again"), self.fetch))

    def _fill(self, rows: Rows) -> None:
        self.table.setColumnCount(len(rows.heads))
        self.table.setRowCount(len(rows.cells))
        self.table.setHorizontalHeaderLabels(list(rows.heads))
        for number, row in enumerate(rows.cells):
            for column, text in enumerate(row):
                self.table.setItem(number, column, QTableWidgetItem(text))
        self.table.resizeColumnsToContents()
        widest = self.fontMetrics().horizontalAdvance("x") * 30
        for column in range(self.table.columnCount()):
            self.table.setColumnWidth(column, min(widest, self.table.columnWidth(column)))
        self.table.show()

    def _fit(self) -> None:
        if self._picture.isNull():
            return
        least = self.fontMetrics().lineSpacing() * 4
        room = QSize(self.width(), max(least, self.picture.height())).boundedTo(self._picture.size())
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        self.picture.setPixmap(self._picture.scaled(room, keep, smooth))


def read_picture(content: bytes) -> QPixmap:
    """Return a picture from a service on white, as maps are meant; null for none, or one larger than was asked for."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > _MOST_PIXELS:
        return QPixmap()
    image = reader.read()
    if image.isNull():
        return QPixmap()
    paper = QPixmap(image.size())
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(0, 0, image)
    painter.end()
    return paper
