# SPDX-License-Identifier: GPL-2.0-or-later
"""The list of found data sets: two lines each, an icon for what can be done with it, states in words."""

from __future__ import annotations

from typing import Any, Callable, List, Sequence

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QAbstractListModel, QMimeData, QModelIndex, Qt
from qgis.PyQt.QtGui import QIcon

from ruhr_smartcity_plugin.adapters.local_time import short_date
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.licence import LicenceState
from ruhr_smartcity_plugin.core.catalogue.municipalities import evidence_text
from ruhr_smartcity_plugin.core.region.municipalities import load_region
from ruhr_smartcity_plugin.gui.catalogue.dragging import MIME_TYPE, Reference, mime_of
from ruhr_smartcity_plugin.gui.two_line_list import (
    MUTED_ROLE,
    RECORD_ROLE,
    SECOND_ICON_ROLE,
    SECOND_LINE_ROLE,
    SIDE_ROLE,
)
from ruhr_smartcity_plugin.translation import tr

_MOST_KINDS = 3


def icon_of(dataset: Dataset) -> QIcon:
    """Return an icon for what adding the data set gives: objects, a picture, or nothing for the map."""
    kinds = dataset.kinds()
    if not dataset.is_loadable:
        return QgsApplication.getThemeIcon("/mActionFileNew.svg")
    is_picture = kinds and kinds[0].is_picture
    return QgsApplication.getThemeIcon("/mIconWms.svg" if is_picture else "/mIconVector.svg")


def licence_icon(state: LicenceState) -> QIcon:
    """Return an icon for a licence state; it always stands beside the state's words."""
    name = {
        LicenceState.OPEN: "/mIconSuccess.svg",
        LicenceState.CONDITIONS: "/mIconWarning.svg",
        LicenceState.CLOSED: "/mIconCritical.svg",
        LicenceState.UNKNOWN: "/mIconWarning.svg",
    }[state]
    return QgsApplication.getThemeIcon(name)


def kinds_text(dataset: Dataset) -> str:
    """Return the formats of a data set, the loadable ones first, cut after three."""
    names = [kind.title for kind in dataset.kinds()]
    return ", ".join(names[:_MOST_KINDS]) + (" …" if len(names) > _MOST_KINDS else "")


def date_text(dataset: Dataset) -> str:
    """Return the date of the last change in the user's form; "" if unknown."""
    if dataset.modified is None:
        return ""
    return short_date(dataset.modified)


def town_text(dataset: Dataset) -> str:
    """Return the towns or districts of a data set with how they are known, where its publisher does not say it."""
    region = load_region()
    towns = [town.name for town in map(region.by_ags, sorted(dataset.municipalities)) if town is not None]
    names = towns or [one.name for one in region.districts if one.key in dataset.districts]
    if not names or (len(names) == 1 and names[0] in dataset.publisher):
        return ""
    shown = names[0] if len(names) == 1 else tr("%n town(s)", "", len(names))
    how = evidence_text(dataset.municipality_evidence)
    return f"{shown} ({how})" if how else shown


def second_line(dataset: Dataset) -> str:
    """Return licence state, formats, publisher, town and date; the important ones first, as the line may be cut."""
    parts = [dataset.licence_state.text(), kinds_text(dataset), dataset.publisher, town_text(dataset),
             date_text(dataset)]  # fmt: skip
    return " · ".join(part for part in parts if part)


class ResultModel(QAbstractListModel):
    """Data sets in the order in which they arrived."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._datasets: List[Dataset] = []
        # Answers whether an entry is kept; None while there is nowhere to keep it.
        self.is_favourite: Callable[[Dataset], bool] | None = None

    def show(self, datasets: Sequence[Dataset]) -> None:
        """Show these and no others; what is selected stays selected where new ones only come behind the old."""
        old = len(self._datasets)
        if old and len(datasets) >= old and all(a is b for a, b in zip(self._datasets, datasets)):
            self.append(datasets[old:])
            return
        self.beginResetModel()
        self._datasets = list(datasets)
        self.endResetModel()

    def append(self, datasets: Sequence[Dataset]) -> None:
        """Show these too; what is selected stays selected."""
        if not datasets:
            return
        first = len(self._datasets)
        self.beginInsertRows(QModelIndex(), first, first + len(datasets) - 1)
        self._datasets += datasets
        self.endInsertRows()

    @property
    def has_stars(self) -> bool:
        """Answer whether entries can be kept."""
        return self.is_favourite is not None

    def stars_changed(self) -> None:
        """Draw the stars again."""
        if self._datasets:
            self.dataChanged.emit(self.index(0), self.index(len(self._datasets) - 1))

    def find(self, reference: Reference) -> Dataset | None:
        """Return the shown data set with this portal and key; None if it is not shown."""
        return next((one for one in self._datasets if (one.portal_root, one.key) == reference[:2]), None)

    def dataset_at(self, index: QModelIndex) -> Dataset | None:
        """Return the data set of a row; None for no row."""
        inside = index.isValid() and 0 <= index.row() < len(self._datasets)
        return self._datasets[index.row()] if inside else None

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008 (Qt's signature)
        return 0 if parent.isValid() else len(self._datasets)

    def flags(self, index: QModelIndex) -> Qt.ItemFlags:
        """Return what can be done with a row: what can be loaded can be dragged to the map."""
        flags = super().flags(index)
        dataset = self.dataset_at(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if dataset is not None and dataset.is_loadable else flags

    def mimeTypes(self) -> List[str]:
        return [MIME_TYPE]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData | None:
        dataset = self.dataset_at(indexes[0]) if indexes else None
        return mime_of(dataset) if dataset is not None else None

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        dataset = self.dataset_at(index)
        if dataset is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(dataset.title.split())
        if role == SECOND_LINE_ROLE:
            return second_line(dataset)
        if role == RECORD_ROLE:
            return dataset
        if role == MUTED_ROLE:
            return not dataset.is_loadable
        if role == SIDE_ROLE and self.is_favourite is not None:
            return "★" if self.is_favourite(dataset) else "☆"
        if role == Qt.ItemDataRole.DecorationRole:
            return icon_of(dataset)
        if role == SECOND_ICON_ROLE:
            return licence_icon(dataset.licence_state)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(dataset)
        return None

    def _spoken(self, dataset: Dataset) -> str:
        can = tr("can be put on the map") if dataset.is_loadable else tr("cannot be put on the map")
        texts = [dataset.title, second_line(dataset), can]
        if self.is_favourite is not None and self.is_favourite(dataset):
            texts.append(tr("is a favourite"))
        return ". ".join(texts)
