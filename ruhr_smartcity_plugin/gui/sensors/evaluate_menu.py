# SPDX-License-Identifier: GPL-2.0-or-later
"""The menu "Evaluate": the checks and computations on stored values, with the store filled in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Callable, Dict, Tuple

from qgis.PyQt.QtGui import QAction
from qgis.PyQt.QtWidgets import QDialog, QMenu, QPushButton, QWidget

from ruhr_smartcity_plugin.adapters.sensors.own_thresholds import load_thresholds
from ruhr_smartcity_plugin.core.errors import InputError, RuhrError
from ruhr_smartcity_plugin.core.sensors.quantity import quantities
from ruhr_smartcity_plugin.gui.algorithm_dialogs import AlgorithmDialogs
from ruhr_smartcity_plugin.gui.sensors.threshold_dialog import ThresholdDialog
from ruhr_smartcity_plugin.translation import tr


class EvaluateMenu(QMenu):
    """Opens Processing's dialogs for a store of measured values.

    `find_store` returns the store that is shown; `find_quantity` the title of the measurement the list is filtered by,
    or ""; `thresholds_path` is the user's file; errors go to `show_problem`.
    """

    def __init__(self, find_store: Callable[[], Path], find_quantity: Callable[[], str], thresholds_path: Path,
                 show_problem: Callable[[RuhrError], None], parent: QWidget) -> None:
        super().__init__(tr("Evaluate"), parent)
        self.setObjectName("evaluate_menu")
        self._find_store, self._find_quantity = find_store, find_quantity
        self._thresholds_path, self._show_problem = thresholds_path, show_problem
        self.dialogs = AlgorithmDialogs()
        # No section: some styles draw only its line.
        self._store_line = self.addAction("")
        self._store_line.setEnabled(False)
        self.addSeparator()
        entries: Tuple[Tuple[str, str, Tuple[str, ...]], ...] = (
            (tr("Check &stations …"), "stationquality", ("PROPERTY",)),
            (tr("Climate and air &indices …"), "climateindices", ("PROPERTY",)),
            (tr("&Months, seasons, years …"), "stationperiods", ("PROPERTY",)),
            (tr("Heavy &rain …"), "stationrain", ()),
            (tr("&Heat in town and country …"), "stationheat", ()),
            (tr("&Play values on the map …"), "stationseries", ("PROPERTY",)),
        )
        for text, name, taken in entries:
            action = self.addAction(text)
            action.setObjectName(f"evaluate_{name}")
            action.triggered.connect(lambda _checked=False, name=name, taken=taken: self.open(name, taken))
        self.addSeparator()
        self.thresholds: QAction = self.addAction(tr("&Thresholds of the checks …"))
        self.thresholds.setObjectName("evaluate_thresholds")
        self.thresholds.triggered.connect(lambda _checked=False: self.edit_thresholds())
        self.aboutToShow.connect(self._name_store)

    def make_button(self, parent: QWidget) -> QPushButton:
        """Return the button that opens the menu."""
        button = QPushButton(tr("&Evaluate"), parent)
        button.setObjectName("evaluate")
        button.setToolTip(tr("Checks, indices, periods and heat of the stored values"))
        button.setMenu(self)
        return button

    def open(self, name: str, taken: Tuple[str, ...] = ()) -> QDialog | None:
        """Open the dialog of an algorithm on the store; None if there is no store yet or Processing is off."""
        try:
            return self.dialogs.open(f"ruhr:{name}", self._parameters(name, taken))
        except RuhrError as error:
            self._show_problem(error)
            return None

    def edit_thresholds(self) -> None:
        """Let the user edit the thresholds."""
        try:
            dialog = ThresholdDialog(self._thresholds_path, self.parentWidget())
        except RuhrError as error:
            self._show_problem(error)
            return
        dialog.exec()
        dialog.deleteLater()

    def _parameters(self, name: str, taken: Tuple[str, ...]) -> Dict[str, Any]:
        store = self._find_store()
        if not store.is_file():
            raise InputError(tr("There are no stored values yet. Fetch some first: “⋯” → “Fetch measured values …”."))
        found: Dict[str, Any] = {"STORE": str(store)}
        title = self._find_quantity()
        quantity = next((one.name for one in quantities().values() if one.title == title), "") if title else ""
        if quantity and "PROPERTY" in taken:
            found["PROPERTY"] = quantity
        if name == "stationquality":
            own = load_thresholds(self._thresholds_path)
            if own:
                found["THRESHOLDS"] = json.dumps(own, ensure_ascii=False)
        return found

    def _name_store(self) -> None:
        store = self._find_store()
        text = tr("Stored values: {name}").format(name=store.name) if store.is_file() else tr("No stored values yet")
        self._store_line.setText(text)
