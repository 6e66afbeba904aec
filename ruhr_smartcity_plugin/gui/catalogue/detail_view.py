# SPDX-License-Identifier: GPL-2.0-or-later
"""The selected data set: facts, description as plain text, and its resources to choose from."""

from __future__ import annotations

from typing import List, Tuple

from qgis.core import QgsApplication
from qgis.gui import QgsScrollArea
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.themes import theme_title
from ruhr_smartcity_plugin.core.region.municipalities import load_region
from ruhr_smartcity_plugin.gui.catalogue.result_list import date_text
from ruhr_smartcity_plugin.translation import tr

_DISTRIBUTION = Qt.ItemDataRole.UserRole
_BODY_LINES = 3
_MOST_RESOURCE_LINES = 3
_LONGEST_NOTES = 8000


class DetailView(QWidget):
    """Everything shown is foreign text, so nothing here understands rich text."""

    distribution_chosen = pyqtSignal(object)  # Distribution | None
    distribution_activated = pyqtSignal(object)  # Distribution

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dataset_detail")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        self.fold = QToolButton(self)
        self.fold.setObjectName("detail_fold")
        self.fold.setText(tr("&Details"))
        self.fold.setCheckable(True)
        self.fold.setChecked(True)
        self.fold.setAutoRaise(True)
        self.fold.setArrowType(Qt.ArrowType.DownArrow)
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        layout.addWidget(self.fold)
        self.body = self._body()
        layout.addWidget(self.body, 2)
        label = QLabel(tr("&Resources"), self)
        self.resources = QListWidget(self)
        self.resources.setObjectName("detail_resources")
        self.resources.setAccessibleName(tr("Resources"))
        self.resources.setWordWrap(True)
        self.resources.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        label.setBuddy(self.resources)
        layout.addWidget(label)
        layout.addWidget(self.resources, 1)
        self.fold.toggled.connect(self._show_body)
        self.resources.currentItemChanged.connect(lambda _new, _old: self.distribution_chosen.emit(self.distribution()))
        self.resources.itemActivated.connect(lambda item: self.distribution_activated.emit(item.data(_DISTRIBUTION)))

    def _body(self) -> QScrollArea:
        """Title, facts and description; scrolls, so that the list above keeps its room."""
        area = QgsScrollArea(self)
        area.setObjectName("detail_body")
        area.setAccessibleName(tr("Details"))
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget(area)
        layout = QVBoxLayout(inside)
        self.title = self._label("detail_title", inside)
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        self.facts = self._label("detail_facts", inside)
        self.notes = self._label("detail_notes", inside)
        for label in (self.title, self.facts, self.notes):
            layout.addWidget(label)
        layout.addStretch(1)
        area.setWidget(inside)
        area.setMinimumHeight(self.fontMetrics().lineSpacing() * _BODY_LINES)
        return area

    def _show_body(self, shown: bool) -> None:
        self.body.setVisible(shown)
        self.fold.setArrowType(Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow)

    def distribution(self) -> Distribution | None:
        """Return the chosen resource; None if there is none."""
        item = self.resources.currentItem()
        return item.data(_DISTRIBUTION) if item is not None else None

    def show_dataset(self, dataset: Dataset | None) -> None:
        """Show a data set, its first loadable resource chosen; None empties the view."""
        self.setEnabled(dataset is not None)
        self.resources.clear()
        self.title.setText(dataset.title if dataset else "")
        self.facts.setText("\n".join(f"{name}: {value}" for name, value in _facts_of(dataset)) if dataset else "")
        self.notes.setText(dataset.notes[:_LONGEST_NOTES] if dataset else "")
        if dataset is None:
            return
        for one in dataset.distributions:
            self.resources.addItem(_item_of(one))
        lines = max(2, min(_MOST_RESOURCE_LINES, len(dataset.distributions))) + 1
        self.resources.setMinimumHeight(self.fontMetrics().lineSpacing() * lines)
        self._choose_first_loadable(dataset)

    def _choose_first_loadable(self, dataset: Dataset) -> None:
        rows = [row for row, one in enumerate(dataset.distributions) if one.is_loadable]
        if dataset.distributions:
            self.resources.setCurrentRow(rows[0] if rows else 0)

    def _label(self, name: str, parent: QWidget) -> QLabel:
        label = QLabel(parent)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        return label


def _facts_of(dataset: Dataset) -> List[Tuple[str, str]]:
    licence = dataset.licence
    stated = licence.name or tr("not stated")
    facts = [
        (tr("Publisher"), dataset.publisher),
        (tr("Licence"), f"{stated} – {licence.state.text()}. {licence.advice()}"),
        (tr("Source note"), dataset.attribution),
        (tr("Changed"), date_text(dataset)),
        (tr("Covers"), _area_text(dataset)),
        (tr("Themes"), ", ".join(dict.fromkeys(map(theme_title, dataset.themes)))),
        (tr("Listed in"), dataset.portal),
        (tr("Note"), " ".join(dataset.remarks)),
    ]
    return [(name, value) for name, value in facts if value]


def _area_text(dataset: Dataset) -> str:
    region = load_region()
    towns = sorted(region.by_ags(ags).name for ags in dataset.municipalities)
    districts = sorted(one.name for one in region.districts if one.key in dataset.districts)
    how = {
        "geocoding": tr("by official key"),
        "publisher": tr("by publisher"),
        "title": tr("by title"),
    }.get(dataset.municipality_evidence, "")
    names = ", ".join([*towns, *districts])
    return f"{names} ({how})" if names and how else names


def _item_of(distribution: Distribution) -> QListWidgetItem:
    kind = tr("Sample") if distribution.sample else distribution.kind.title
    unclear = distribution.kind is ServiceKind.UNKNOWN and not distribution.sample
    stated = distribution.declared_format if unclear else kind
    lines = [f"{stated or '?'} – {distribution.title}", distribution.problem]
    if not distribution.problem and not distribution.is_loadable:
        lines.append(tr("Opens in the browser"))
    if distribution.url.startswith("http:"):
        lines.append(tr("Not encrypted (http)"))
    icon = "/mIconVector.svg" if distribution.is_loadable else "/mActionFileNew.svg"
    if distribution.kind is ServiceKind.WMS:
        icon = "/mIconWms.svg"
    if distribution.problem:
        icon = "/mIconWarning.svg"
    item = QListWidgetItem(QgsApplication.getThemeIcon(icon), "\n".join(line for line in lines if line))
    item.setData(_DISTRIBUTION, distribution)
    return item
