# SPDX-License-Identifier: GPL-2.0-or-later
"""Asks how the selected features of a layer become places."""

from __future__ import annotations

from qgis.core import Qgis, QgsFieldProxyModel, QgsProject, QgsVectorLayer
from qgis.gui import QgsFieldComboBox, QgsMapLayerComboBox
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ruhr_smartcity_plugin.adapters.projects.place_features import TakenPlaces, take_selected
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.projects.columns import columns_of
from ruhr_smartcity_plugin.core.projects.record import Site
from ruhr_smartcity_plugin.gui.projects.field_editors import make_editor
from ruhr_smartcity_plugin.translation import tr

_ACCURACY = next(one for one in columns_of(Site) if one.name == "accuracy")


class PlaceSelectionDialog(QDialog):
    """Beside the map: the count follows the selection there, so that it can still be changed."""

    taken = pyqtSignal(object, str)  # TakenPlaces, VACC code

    def __init__(self, project: QgsProject, current: QgsVectorLayer | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("place_selection")
        self.setWindowTitle(tr("Places from selected features"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._project = project
        self._watched: QgsVectorLayer | None = None
        self._found: TakenPlaces | None = None
        self._build()
        if isinstance(current, QgsVectorLayer):
            self.layer.setLayer(current)
        self._layer_chosen()

    def _build(self) -> None:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.layer = QgsMapLayerComboBox(self)
        self.layer.setObjectName("selection_layer")
        self.layer.setProject(self._project)
        self.layer.setFilters(Qgis.LayerFilter.HasGeometry)
        self.label_field = QgsFieldComboBox(self)
        self.label_field.setObjectName("selection_label_field")
        self.label_field.setFilters(QgsFieldProxyModel.Filter.AllTypes)
        self.label_field.setAllowEmptyFieldName(True)
        self.each = QRadioButton(tr("&Each feature is a place"), self)
        self.each.setChecked(True)
        self.as_one = QRadioButton(tr("All of them are &one place (points stay single)"), self)
        self.accuracy = QComboBox(self)
        self.accuracy.setObjectName("selection_accuracy")
        self._accuracy = make_editor(_ACCURACY, self, self.accuracy)
        self._accuracy.set_value("ADR")
        kinds = QVBoxLayout()
        kinds.addWidget(self.each)
        kinds.addWidget(self.as_one)
        form.addRow(tr("&Layer"), self.layer)
        form.addRow(tr("La&bel from"), self.label_field)
        form.addRow(tr("Features"), kinds)
        form.addRow(tr("&Accuracy"), self.accuracy)
        self.count = QLabel(self)
        self.count.setObjectName("selection_count")
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.count.setWordWrap(True)
        buttons = QDialogButtonBox(self)
        self.take = buttons.addButton(tr("&Take over"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.take.setObjectName("take_selection")
        buttons.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.count)
        layout.addWidget(buttons)
        self.layer.layerChanged.connect(lambda _layer: self._layer_chosen())
        self.label_field.fieldChanged.connect(lambda _name: self._look())
        self.as_one.toggled.connect(lambda _on: self._look())
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        self.finished.connect(lambda _result: self._watch(None))

    def _layer_chosen(self) -> None:
        layer = self.layer.currentLayer()
        self.label_field.blockSignals(True)
        self.label_field.setLayer(layer)
        if layer is not None:
            self.label_field.setField(_naming_field(layer))
        self.label_field.blockSignals(False)
        self._watch(layer)
        self._look()

    def _watch(self, layer: QgsVectorLayer | None) -> None:
        if self._watched is not None and self._project.mapLayer(self._watched_id) is not None:
            self._watched.selectionChanged.disconnect(self._look)
        self._watched = layer
        self._watched_id = layer.id() if layer is not None else ""
        if layer is not None:
            layer.selectionChanged.connect(self._look)

    def _look(self, *_changes: object) -> None:
        """Say what would come of the selection."""
        layer = self.layer.currentLayer()
        self._found = None
        try:
            if layer is None:
                raise InputError(tr("There is no vector layer in the project. Load one, or draw the place."))
            self._found = take_selected(layer, self.label_field.currentField(), as_one=self.as_one.isChecked(),
                                        project=self._project)
        except InputError as error:
            self.count.setText(error.sentence)
        else:
            self.count.setText(_outcome(layer.selectedFeatureCount(), self._found))
        self.take.setEnabled(self._found is not None)

    def _accept(self) -> None:
        if self._found is not None:
            self.taken.emit(self._found, self._accuracy.value())
            self.accept()


def _outcome(selected: int, found: TakenPlaces) -> str:
    sentences = [tr("Selected features: {selected}, places from them: {places}.").format(
        selected=selected, places=len(found.places))]
    if found.repaired:
        sentences.append(tr("Areas that cross themselves and are repaired: %n.", "", found.repaired))
    if found.skipped:
        sentences.append(tr("Left out, because without a usable position: %n feature(s).", "", found.skipped))
    return " ".join(sentences)


def _naming_field(layer: QgsVectorLayer) -> str:
    """Return the field that most likely names the features; "" if none does."""
    names = [one.name() for one in layer.fields()]
    likely = ("label", "bezeichnung", "name", "title", "titel")
    return next((name for wanted in likely for name in names if name.lower() == wanted), "")
