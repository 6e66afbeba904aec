# SPDX-License-Identifier: GPL-2.0-or-later
"""The list of a project's places: several can be selected, each shows what it is and where."""

from __future__ import annotations

from typing import Callable, Dict, Iterable, Sequence, Tuple

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QLocale, Qt
from qgis.PyQt.QtGui import QResizeEvent
from qgis.PyQt.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from ruhr_smartcity_plugin.core.projects.record import Site, SiteShape
from ruhr_smartcity_plugin.core.projects.vocabulary import load_vocabulary
from ruhr_smartcity_plugin.translation import tr

_UUID = Qt.ItemDataRole.UserRole
_ICONS = {SiteShape.POINT: "/mIconPointLayer.svg", SiteShape.LINE: "/mIconLineLayer.svg",
          SiteShape.AREA: "/mIconPolygonLayer.svg"}

_LEAST_ROWS = 9


class PlaceList(QTreeWidget):
    """Shows sites; knows them by their ids."""

    def __init__(self, name_of: Callable[[str], str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sites")
        self._name_of = name_of
        self._items: Dict[str, QTreeWidgetItem] = {}
        self.setAccessibleName(tr("Places of the project"))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHeaderLabels([tr("Label"), tr("Role"), tr("Municipality"), tr("Accuracy"), tr("Visibility")])
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(30)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.setMinimumHeight(_LEAST_ROWS * self.fontMetrics().lineSpacing())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Each column gets what its texts need, as long as a third is left for the label."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        header, most = self.header(), self.viewport().width() // 6
        needed = {one: max(self.sizeHintForColumn(one), header.sectionSizeHint(one))
                  for one in range(1, self.columnCount())}
        spare = sum(max(0, most - one) for one in needed.values())  # what short texts leave for longer ones
        for column, width in needed.items():
            more = max(0, min(width - most, spare))
            spare -= more
            header.resizeSection(column, min(width, most + more))

    def show_sites(self, sites: Sequence[Site], selected: Iterable[str]) -> None:
        """Show these sites and select those with these ids."""
        chosen = set(selected)
        self.blockSignals(True)
        self.clear()
        self._items = {}
        for site in sites:
            item = QTreeWidgetItem(self)
            item.setData(0, _UUID, site.uuid)
            self._items[site.uuid] = item
            self.describe(site)
        self._select(chosen)
        self.blockSignals(False)
        self._share_width()
        self.itemSelectionChanged.emit()

    def describe(self, site: Site) -> None:
        """Show what a site of the list has become."""
        item = self._items[site.uuid]
        vocabulary = load_vocabulary()
        texts = (site.label or site.address or tr("Unnamed place"), vocabulary.text("VSITE", site.role),
                 self._name_of(site.ags) if site.ags else "", _accuracy_text(site),
                 vocabulary.text("VVIS", site.visibility.value))
        item.setIcon(0, QgsApplication.getThemeIcon(_ICONS[site.shape]))
        for column, text in enumerate(texts):
            item.setText(column, text)

    def selected_ids(self) -> Tuple[str, ...]:
        """Return the ids of the selected sites, in the order of the list."""
        return tuple(uuid for uuid, item in self._items.items() if item.isSelected())

    def select(self, uuids: Iterable[str]) -> None:
        """Select exactly these sites."""
        self.blockSignals(True)
        self._select(set(uuids))
        self.blockSignals(False)
        self.itemSelectionChanged.emit()

    def _select(self, uuids: set) -> None:
        self.clearSelection()
        first = next((item for uuid, item in self._items.items() if uuid in uuids), None)
        if first is not None:
            self.setCurrentItem(first)
            self.scrollToItem(first)
        for uuid, item in self._items.items():
            item.setSelected(uuid in uuids)


def _accuracy_text(site: Site) -> str:
    if site.coordinates is None:
        return tr("no position")
    return load_vocabulary().text("VACC", site.accuracy) if site.accuracy else ""


def position_text(site: Site) -> str:
    """Return where a site lies in words or numbers; "" if only its address is known."""
    if site.coordinates is None:
        return ""
    if site.shape is SiteShape.LINE:
        return tr("Route")
    if site.shape is SiteShape.AREA:
        return tr("Area on the map")
    return numbers_text(site.coordinates, 1)


def numbers_text(pair: Tuple[float, float], decimals: int) -> str:
    """Return two numbers without thousands separators, so that the text can be typed back."""
    locale = QLocale()
    locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    return "  ".join(locale.toString(float(value), "f", decimals) for value in pair)
