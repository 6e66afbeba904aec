# SPDX-License-Identifier: GPL-2.0-or-later
"""The room "Exchange": what is new in the register, and who looks for partners."""

from __future__ import annotations

from typing import List

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from ruhr_smartcity_plugin.adapters.local_time import short_utc_text
from ruhr_smartcity_plugin.adapters.projects.open_register import OpenRegister, register_of
from ruhr_smartcity_plugin.core.exchange.news import NewsItem, latest_news, partner_searches
from ruhr_smartcity_plugin.core.projects.record import ProjectEntry, Visibility
from ruhr_smartcity_plugin.core.region.area import Area, AreaKind
from ruhr_smartcity_plugin.gui.room import Room
from ruhr_smartcity_plugin.translation import tr

_UUID = Qt.ItemDataRole.UserRole


class ExchangeRoom(Room):
    """Two lists read from the open register; a double click or Enter opens the project."""

    name = "exchange"
    help_page = "exchange"
    project_requested = pyqtSignal(str)  # uuid

    def build(self, layout: QVBoxLayout) -> None:
        bench = self.workbench
        self.register: OpenRegister = register_of(bench.shared, bench.tasks, bench.settings)
        self._labels: List[QLabel] = []
        self.news = self._list(layout, "news", tr("What is &new"))
        self.partners = self._list(layout, "partner_searches", tr("Looking for &partners"))
        self.open_button = QPushButton(tr("&Open project"), self)
        self.open_button.setObjectName("open_project")
        self.open_button.clicked.connect(lambda _on=False: self._open_selected())
        layout.addWidget(self.open_button)
        # Keeps the empty state at the top while there are no lists.
        self._filler = QWidget(self)
        layout.addWidget(self._filler, 1)
        self.project_requested.connect(self.register.project_requested)
        self.ledger.push(lambda: self.project_requested.disconnect(self.register.project_requested))
        self.register.changed.connect(self.show_register)
        self.ledger.push(lambda: self.register.changed.disconnect(self.show_register))
        self.register.failed.connect(self._say_failed)
        self.ledger.push(lambda: self.register.failed.disconnect(self._say_failed))
        if self.register.store is None:
            self.register.reopen()

    def _list(self, layout: QVBoxLayout, name: str, title: str) -> QListWidget:
        label = QLabel(title, self)
        label.setObjectName(f"label_{name}")
        shown = QListWidget(self)
        shown.setObjectName(name)
        shown.setAccessibleName(title.replace("&", ""))
        shown.setWordWrap(True)
        shown.setAlternatingRowColors(True)
        shown.setSpacing(2)
        shown.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        label.setBuddy(shown)
        self._labels.append(label)
        shown.itemActivated.connect(self._open_item)
        # One selection for both lists, so that the button means one project.
        shown.currentItemChanged.connect(lambda new, _old, own=shown: self._selected(own, new))
        layout.addWidget(label)
        layout.addWidget(shown, 1)
        return shown

    def apply_area(self, area: Area) -> None:
        self.show_register()

    def show_register(self) -> None:
        """Show what the open register holds for the chosen area."""
        area = self.workbench.area.area
        ags = None if area.kind is AreaKind.REGION else area.ags
        is_open = self.register.store is not None
        for widget in (*self._labels, self.news, self.partners, self.open_button):
            widget.setVisible(is_open)
        self._filler.setVisible(not is_open)
        _fill(self.news, [(one.project_uuid, _news_text(one)) for one in latest_news(
            self.register.recent, self.register.entries, ags)], tr("Nothing new in this area."))
        _fill(self.partners, [(one.uuid, self._partner_text(one)) for one in partner_searches(
            self.register.entries, ags)], tr("Nobody in this area is looking for partners."))
        self.open_button.setEnabled(False)
        if is_open:
            self.banner.clear()
        else:
            self.banner.show_empty(
                tr("News and partner searches come from the project register. No register is open yet."),
                (tr("Go to projects"), lambda: self.workbench.open_room("projects")))

    def _partner_text(self, entry: ProjectEntry) -> str:
        intern = "" if entry.visibility is Visibility.PUBLIC else tr("INTERN") + " · "
        names = ", ".join(self._name_of(ags) for ags in entry.ags)
        return f"{entry.title}\n{intern}" + " · ".join(part for part in (entry.lead_name, names) if part)

    def _name_of(self, ags: str) -> str:
        one = self.workbench.area.region.by_ags(ags)
        return one.name if one else ags

    def _selected(self, own: QListWidget, item: QListWidgetItem | None) -> None:
        if item is None or not item.data(_UUID):
            return
        other = self.partners if own is self.news else self.news
        other.setCurrentItem(None)
        self.open_button.setEnabled(True)

    def _open_item(self, item: QListWidgetItem) -> None:
        if item.data(_UUID):
            # The projects room answers; it may not have been built yet.
            self.workbench.open_room("projects")
            self.project_requested.emit(item.data(_UUID))

    def _open_selected(self) -> None:
        item = self.news.currentItem() or self.partners.currentItem()
        if item is not None:
            self._open_item(item)

    def _say_failed(self, error: BaseException) -> None:
        if self.isVisible():
            self.show_problem(error)


def _news_text(item: NewsItem) -> str:
    comment = f" – {item.comment}" if item.comment else ""
    return f"{item.title}\n{short_utc_text(item.changed_at)} · {item.changed_by} · {item.sentence}{comment}"


def _fill(shown: QListWidget, rows: list, nothing: str) -> None:
    shown.clear()
    for uuid, text in rows:
        item = QListWidgetItem(text, shown)
        item.setData(_UUID, uuid)
    if not rows:
        item = QListWidgetItem(nothing, shown)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
