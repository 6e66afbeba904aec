# SPDX-License-Identifier: GPL-2.0-or-later
"""The room "Analyses": pick an analysis, start it, find its results again."""

from __future__ import annotations

from typing import Any, Dict, List, Set

from qgis.core import QgsApplication, QgsMapLayer, QgsVectorLayer
from qgis.gui import QgsFilterLineEdit
from qgis.PyQt.QtCore import QSize, Qt, QTimer
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from ruhr_smartcity_plugin.adapters.layers.origin import ORIGIN_PROPERTY
from ruhr_smartcity_plugin.adapters.layers.tree import room_group, zoom_to
from ruhr_smartcity_plugin.adapters.local_time import short_moment
from ruhr_smartcity_plugin.core.errors import DependencyMissingError, InputError, RuhrError
from ruhr_smartcity_plugin.core.origin import Origin
from ruhr_smartcity_plugin.core.region.area import Area, AreaKind
from ruhr_smartcity_plugin.gui.algorithm_dialogs import AlgorithmDialogs
from ruhr_smartcity_plugin.gui.analyses.area_inputs import limit_to_area
from ruhr_smartcity_plugin.gui.analyses.registry import ANALYSES, Analysis, propose_inputs
from ruhr_smartcity_plugin.gui.analyses.results import recent_results
from ruhr_smartcity_plugin.gui.room import Room
from ruhr_smartcity_plugin.gui.states import EMPTY
from ruhr_smartcity_plugin.paths import resource
from ruhr_smartcity_plugin.translation import tr

_ID = Qt.ItemDataRole.UserRole
_SEARCHED = Qt.ItemDataRole.UserRole + 1


class AnalysesRoom(Room):
    """A list of analyses over a list of results; the analyses themselves are Processing algorithms."""

    name = "analyses"
    help_page = "analyses"

    def build(self, layout: QVBoxLayout) -> None:
        self._dialogs = AlgorithmDialogs()
        self.ledger.push(self._dialogs.close_all)
        self._build_search(layout)
        self._build_list(layout)
        self._build_results(layout)
        self._follow_project()
        self.refresh()

    # --- building ---------------------------------------------------------------------------------
    def _build_search(self, layout: QVBoxLayout) -> None:
        self.search = QgsFilterLineEdit(self)
        self.search.setObjectName("analyses_search")
        self.search.setShowSearchIcon(True)
        self.search.setPlaceholderText(tr("Search analyses …"))
        self.search.setAccessibleName(tr("Search analyses"))
        self.search.textChanged.connect(self._filter)
        layout.addWidget(self.search)

    def _build_list(self, layout: QVBoxLayout) -> None:
        self.list = self._list_widget("analyses_list", tr("Analyses"))
        self.list.currentItemChanged.connect(lambda *_: self._show_choice())
        self.list.itemActivated.connect(lambda _item: self.start())
        layout.addWidget(self.list, 3)
        self.nothing_found = QLabel(tr("No analysis has this word. Clear the search to see all."), self)
        self.nothing_found.setObjectName("analyses_nothing_found")
        self.nothing_found.setWordWrap(True)
        self.nothing_found.hide()
        layout.addWidget(self.nothing_found)
        self.area_only = QCheckBox(self)
        self.area_only.setObjectName("analyses_area_only")
        self.area_only.setChecked(True)
        layout.addWidget(self.area_only)
        self.start_button = QPushButton(self)
        self.start_button.setObjectName("analyses_start")
        self.start_button.setDefault(True)
        self.start_button.clicked.connect(lambda _checked=False: self.start())
        # A long name must not keep the dock from becoming narrow.
        self.start_button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        layout.addWidget(self.start_button)

    def _build_results(self, layout: QVBoxLayout) -> None:
        label = QLabel(tr("&Results in this project"), self)
        layout.addWidget(label)
        self.results = self._list_widget("analyses_results", tr("Results in this project"))
        self.results.setToolTip(tr("Double click or Enter zooms the map to the result."))
        self.results.itemActivated.connect(self._zoom_to_result)
        label.setBuddy(self.results)
        layout.addWidget(self.results, 2)
        self.no_results = QLabel(tr("No results yet. They appear here and on the map once an analysis has run."), self)
        self.no_results.setObjectName("analyses_no_results")
        self.no_results.setWordWrap(True)
        layout.addWidget(self.no_results)

    def _list_widget(self, name: str, accessible_name: str) -> QListWidget:
        made = QListWidget(self)
        made.setObjectName(name)
        made.setAccessibleName(accessible_name)
        made.setWordWrap(True)
        made.setFrameShape(QFrame.Shape.StyledPanel)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setResizeMode(QListWidget.ResizeMode.Adjust)
        size = self.style().pixelMetric(QStyle.PixelMetric.PM_LargeIconSize)
        made.setIconSize(QSize(size, size) * 0.75)
        return made

    def _follow_project(self) -> None:
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._show_project)
        project, registry = self.workbench.project, QgsApplication.processingRegistry()
        for signal, slot in (
            (project.layersAdded, self._layers_added),
            (project.layersRemoved, self._layers_changed),
            (registry.providerAdded, self._providers_changed),
            (registry.providerRemoved, self._providers_changed),
        ):
            signal.connect(slot)
            self.ledger.push(lambda signal=signal, slot=slot: signal.disconnect(slot))
        self.ledger.push(self._soon.stop)
        self._watched: Set[str] = set()
        self.ledger.push(self._unwatch)
        self._layers_added(list(project.mapLayers().values()))

    def apply_area(self, area: Area) -> None:
        """Offer to compute only the areas in the chosen one; the whole region limits nothing."""
        self.area_only.setVisible(area.kind is not AreaKind.REGION)
        self.area_only.setText(tr("&Only areas in: {name}").format(name=area.name.replace("&", "&&")))

    # --- showing ----------------------------------------------------------------------------------
    def refresh(self) -> None:
        """Show the analyses whose provider is registered, and what the project offers them."""
        chosen = self.choice()
        self.list.clear()
        for analysis in ANALYSES:
            algorithm = analysis.algorithm()
            if algorithm is None:
                continue
            item = QListWidgetItem(QIcon(str(resource("icons", analysis.icon))), "")
            item.setText(f"{algorithm.displayName()}\n{algorithm.shortDescription()}")
            item.setData(_ID, analysis.algorithm_id)
            item.setData(_SEARCHED, " ".join((item.text(), *algorithm.tags())).casefold())
            self.list.addItem(item)
            if chosen is not None and chosen.algorithm_id == analysis.algorithm_id:
                self.list.setCurrentItem(item)
        self._filter(self.search.text())
        self._show_project()

    def choice(self) -> Analysis | None:
        """Return the analysis the user has chosen; None without one."""
        item = self.list.currentItem()
        if item is None or item.isHidden():
            return None
        return next((one for one in ANALYSES if one.algorithm_id == item.data(_ID)), None)

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        shown = []
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(not all(word in item.data(_SEARCHED) for word in words))
            if not item.isHidden():
                shown.append(item)
        if shown and (self.list.currentItem() is None or self.list.currentItem().isHidden()):
            self.list.setCurrentItem(shown[0])
        self.nothing_found.setVisible(not shown and self.list.count() > 0)
        self._show_choice()

    def _show_choice(self) -> None:
        choice = self.choice()
        algorithm = choice.algorithm() if choice is not None else None
        self.start_button.setEnabled(algorithm is not None)
        if algorithm is None:
            self.start_button.setText(tr("&Start …"))
            self.start_button.setToolTip("")
            return
        title = tr("&Start “{name}” …").format(name=algorithm.displayName().replace("&", "&&"))
        self.start_button.setText(title)
        self.start_button.setToolTip(algorithm.shortDescription())
        self._show_missing()

    def _show_missing(self) -> None:
        """Say what the project lacks for the chosen analysis; a file can still be picked in the dialog."""
        choice = self.choice()
        algorithm = choice.algorithm() if choice is not None else None
        if algorithm is None:
            return
        missing = propose_inputs(algorithm, self.workbench.project).missing
        if not missing:
            if self.banner.state == EMPTY:
                self.banner.clear()
            return
        sentence = tr(
            "“{name}” needs what the project lacks: {missing}. Add it to the map, or pick a file in the form."
        )
        self.banner.show_empty(
            sentence.format(name=algorithm.displayName(), missing=", ".join(missing)),
            (tr("Search data"), lambda: self.workbench.open_room("catalogue")),
            (tr("Open demo workspace"), self.workbench.open_sample),
        )

    def _show_project(self) -> None:
        self._show_missing()
        self.results.clear()
        for layer, origin in recent_results(self.workbench.project):
            item = QListWidgetItem(QgsApplication.getThemeIcon("/mIconPolygonLayer.svg"), "")
            item.setText(f"{layer.name()}\n{_when_and_from(origin)}")
            item.setData(_ID, layer.id())
            self.results.addItem(item)
        self.results.setVisible(self.results.count() > 0)
        self.no_results.setVisible(self.results.count() == 0)

    def _layers_added(self, layers: List[QgsMapLayer]) -> None:
        for layer in layers:
            # Processing adds a result first and has it described later, with Qt events in between.
            layer.customPropertyChanged.connect(self._property_changed)
            self._watched.add(layer.id())
        self._soon.start()

    def _layers_changed(self, *_: object) -> None:
        self._soon.start()

    def _property_changed(self, key: str) -> None:
        if key == ORIGIN_PROPERTY:
            self._soon.start()

    def _unwatch(self) -> None:
        for layer_id in self._watched:
            layer = self.workbench.project.mapLayer(layer_id)
            if layer is not None:
                layer.customPropertyChanged.disconnect(self._property_changed)
        self._watched.clear()

    def _providers_changed(self, _provider: object) -> None:
        self.refresh()

    # --- doing ------------------------------------------------------------------------------------
    def start(self) -> QWidget | None:
        """Open the form of the chosen analysis, filled with the layers of the project that fit."""
        choice = self.choice()
        algorithm = choice.algorithm() if choice is not None else None
        if algorithm is None:
            return None
        can_run, sentence = algorithm.canExecute()
        try:
            if not can_run:
                raise DependencyMissingError(sentence)
            proposal = propose_inputs(algorithm, self.workbench.project)
            room_group(self.workbench.project, "analyses")  # Processing puts the result into it
            return self._dialogs.open(choice.algorithm_id, self._limited(proposal.parameters))
        except RuhrError as error:
            self.show_problem(error)
            return None

    def _limited(self, parameters: Dict[str, str]) -> Dict[str, Any]:
        """Limit the vector inputs to the chosen area, if the user wants that."""
        area, project = self.workbench.area.area, self.workbench.project
        if not self.area_only.isChecked():
            return dict(parameters)
        layers = {name: project.mapLayer(layer_id) for name, layer_id in parameters.items()}
        return {name: limit_to_area(layer, area, project) if isinstance(layer, QgsVectorLayer) else parameters[name]
                for name, layer in layers.items()}

    def _zoom_to_result(self, item: QListWidgetItem) -> None:
        layer = self.workbench.project.mapLayer(item.data(_ID))
        if layer is None or not zoom_to(self.workbench.canvas, layer, self.workbench.project):
            self.show_problem(InputError(tr("This result has no place on the map: it holds no areas.")))


def _when_and_from(origin: Origin) -> str:
    """Return the second line of a result: when it was computed, and from what."""
    inputs = ", ".join(one.title for one in origin.inputs)
    if origin.fetched_at is None:
        return inputs
    when = short_moment(origin.fetched_at)
    return f"{when} · {inputs}" if inputs else when
