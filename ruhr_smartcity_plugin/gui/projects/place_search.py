# SPDX-License-Identifier: GPL-2.0-or-later
"""Finding a place by its address. Asks only the service the user has chosen, and only on pressing "Search"."""

from __future__ import annotations

from urllib.parse import urlsplit

from qgis.core import QgsTask
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ruhr_smartcity_plugin.adapters.projects.geocoder import find_address
from ruhr_smartcity_plugin.core.errors import CancelledError
from ruhr_smartcity_plugin.core.projects.geocoding import (
    QUERY,
    AddressAnswer,
    AddressHit,
    GeocoderPreset,
    geocoder_presets,
    service_name,
)
from ruhr_smartcity_plugin.core.projects.places import Places
from ruhr_smartcity_plugin.core.projects.vocabulary import load_vocabulary
from ruhr_smartcity_plugin.gui.states import StateBanner
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr

_HIT = Qt.ItemDataRole.UserRole


class PlaceSearchDialog(QDialog):
    """Says what is sent to whom, lists what the service knows, and hands over what the user picks."""

    picked = pyqtSignal(object)  # AddressHit

    def __init__(self, workbench: Workbench, places: Places, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("place_search")
        self.setWindowTitle(tr("Find an address"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(520, 380)
        self._bench, self._places = workbench, places
        self._task: QgsTask | None = None
        self._build(text)
        self._show_service()

    def _build(self, text: str) -> None:
        layout = QVBoxLayout(self)
        self.notice = QLabel(self)
        self.notice.setObjectName("search_notice")
        self.notice.setTextFormat(Qt.TextFormat.PlainText)
        self.notice.setWordWrap(True)
        layout.addWidget(self.notice)
        line = QHBoxLayout()
        self.text = QLineEdit(text, self)
        self.text.setObjectName("search_text")
        self.text.returnPressed.connect(self.search)
        self.text.setAccessibleName(tr("Address"))
        self.text.setPlaceholderText(tr("Street, number, town"))
        self.search_button = QPushButton(tr("&Search"), self)
        self.search_button.setObjectName("search_address")
        self.search_button.clicked.connect(lambda _on=False: self.search())
        line.addWidget(self.text, 1)
        line.addWidget(self.search_button)
        layout.addLayout(line)
        self.banner = StateBanner(self)
        self.banner.is_expert = self._bench.settings.expert.value
        layout.addWidget(self.banner)
        self.hits = QTreeWidget(self)
        self.hits.setObjectName("search_hits")
        self.hits.setAccessibleName(tr("Places found"))
        self.hits.setRootIsDecorated(False)
        self.hits.setHeaderLabels([tr("Address"), tr("Municipality"), tr("Accuracy")])
        header = self.hits.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.hits.itemActivated.connect(lambda _item: self._pick())
        self.hits.currentItemChanged.connect(lambda new, _old: self.take.setEnabled(new is not None))
        layout.addWidget(self.hits, 1)
        buttons = QDialogButtonBox(self)
        self.take = buttons.addButton(tr("&Take over"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.take.setObjectName("take_address")
        self.take.setEnabled(False)
        buttons.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._pick)
        buttons.rejected.connect(self.reject)
        self.finished.connect(lambda _result: self._cancel())
        layout.addWidget(buttons)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)

    # --- the service ---
    def _show_service(self) -> None:
        template = self._bench.settings.geocoder_url.value().strip()
        for widget in (self.text, self.search_button, self.hits):
            widget.setEnabled(bool(template))
        if not template:
            self.notice.setText(tr(
                "Addresses are not looked up until you choose a service. What you search for is then sent to it, each "
                "time you press “Search”; nothing else is. The options hold your choice."))
            self.banner.show_empty(tr("Which service may be asked for addresses?"), *(
                (_offer(one), lambda one=one: self._choose(one)) for one in geocoder_presets()))
            return
        known = next((one for one in geocoder_presets() if one.url == template), None)
        sentences = [tr("“Search” sends the text to {service} ({host}); nothing else is sent.").format(
            service=service_name(template), host=urlsplit(template.replace(QUERY, "x")).hostname or template)]
        if known is not None:
            sentences += [known.attribution + ".", tr("Terms: {address}").format(address=known.terms)]
        self.notice.setText(" ".join(sentences))
        self.text.setFocus()

    def _choose(self, preset: GeocoderPreset) -> None:
        self._bench.settings.geocoder_url.setValue(preset.url)
        self.banner.clear()
        self._show_service()

    # --- asking ---
    def search(self) -> None:
        """Ask the service for the text."""
        template, text = self._bench.settings.geocoder_url.value().strip(), self.text.text()
        if not template or self._task is not None:
            return
        self.hits.clear()
        self.search_button.setEnabled(False)
        self.banner.show_working(tr("Asking {service} …").format(service=service_name(template)), self._cancel)
        client = self._bench.http
        self._task = self._bench.tasks.run(
            tr("Looking for an address"), lambda progress: find_address(client(), template, text, progress),
            publish=self._show, failed=self._failed)

    def _cancel(self) -> None:
        if self._task is not None and not sip.isdeleted(self._task):
            self._task.cancel()

    def _ended(self) -> bool:
        """Tidy up after a request. Answers whether the dialog is still there."""
        if sip.isdeleted(self):
            return False
        self._task = None
        self.search_button.setEnabled(True)
        self.banner.clear()
        return True

    def _failed(self, error: BaseException) -> None:
        is_here = self._ended()
        if isinstance(error, CancelledError):
            return
        message = self._bench.messages.fail(error, is_shown=is_here)
        if is_here:
            self.banner.show_failed(message)

    def _show(self, answer: AddressAnswer) -> None:
        if not self._ended():
            return
        for hit in answer.hits:
            item = QTreeWidgetItem(self.hits, [hit.text, self._municipality(hit),
                                               load_vocabulary().text("VACC", hit.accuracy)])
            item.setData(0, _HIT, hit)
        if not answer.hits:
            self.banner.show_partly(tr(
                "The service knows no such address. Try fewer words, or set the place on the map."))
        elif answer.unreadable:
            self.banner.show_partly(tr("Left out of the answer, because not readable: %n entry(s).", "",
                                       answer.unreadable))
        elif any(one.is_swapped for one in answer.hits):
            self.banner.show_partly(tr(
                "The service exchanges the axes; the positions are turned round. Check on the map."))
        if answer.hits:
            self.hits.setCurrentItem(self.hits.topLevelItem(0))
            self.hits.setFocus()

    def _municipality(self, hit: AddressHit) -> str:
        found = self._places.suggest(hit.x, hit.y)
        return self._places.name_of(found[0]) if found else tr("outside the region")

    def _pick(self) -> None:
        item = self.hits.currentItem()
        if item is not None:
            self.picked.emit(item.data(0, _HIT))
            self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter searches in the field and picks in the list; nowhere does it close the window.
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)


def _offer(preset: GeocoderPreset) -> str:
    return tr("{service} (not checked)").format(service=preset.title) if preset.unverified else preset.title
