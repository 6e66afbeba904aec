# SPDX-License-Identifier: GPL-2.0-or-later
"""The tab whose page stands in the dialog's .ui file: places."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Callable, FrozenSet, Sequence

from qgis.PyQt.QtWidgets import QLabel, QScrollArea, QWidget

from ruhr_smartcity_plugin.adapters.projects.open_register import OpenRegister
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.columns import columns_of
from ruhr_smartcity_plugin.core.projects.findings import Finding
from ruhr_smartcity_plugin.core.projects.labels import field_label
from ruhr_smartcity_plugin.core.projects.places import Places
from ruhr_smartcity_plugin.core.projects.record import Project
from ruhr_smartcity_plugin.core.projects.rules import REQUIRED
from ruhr_smartcity_plugin.gui.projects.field_editors import make_editor
from ruhr_smartcity_plugin.gui.projects.finding_mark import severity_word
from ruhr_smartcity_plugin.gui.projects.location_tool import PlaceTool
from ruhr_smartcity_plugin.gui.projects.places_tab import PlacesTab
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr

_SPATIAL_EFFECT = next(one for one in columns_of(Project) if one.name == "spatial_effect")


class PlacesPage:
    """Spatial effect, sites and municipalities; a place can be picked on the map while the dialog hides."""

    name = "places"
    fields: FrozenSet[str] = frozenset(("spatial_effect", "sites", "municipalities"))

    def __init__(self, dialog: Any, workbench: Workbench, places: Places, changed: Callable[[], None]) -> None:
        self.title = tr("&Places")
        self.page: QWidget = dialog.tab_places
        self._dialog, self._workbench = dialog, workbench
        self._effect = make_editor(_SPATIAL_EFFECT, dialog, dialog.spatial_effect)
        self._effect.on_change(changed)
        name = _SPATIAL_EFFECT.name
        dialog.label_spatial_effect.setText(field_label(name) + ("*" if name in REQUIRED else ""))
        self._tab = PlacesTab(dialog, workbench.area.region, places, changed)
        self.tool = PlaceTool(workbench.canvas, workbench.project) if workbench.canvas else None
        dialog.pick_place.setEnabled(self.tool is not None)
        if self.tool is not None:
            dialog.pick_place.clicked.connect(lambda _on=False: self._pick())
            self.tool.picked.connect(self._picked)
            self.tool.cancelled.connect(self._back_from_map)

    def show(self, bundle: ProjectBundle, _register: OpenRegister) -> None:
        """Show the places of a project."""
        self._effect.set_value(bundle.project.spatial_effect)
        self._tab.show(bundle)

    def apply(self, bundle: ProjectBundle) -> ProjectBundle:
        """Return the bundle with the places as edited."""
        project = replace(bundle.project, spatial_effect=self._effect.value())
        return replace(bundle, project=project, sites=self._tab.sites(), municipalities=self._tab.municipalities())

    def mark(self, findings: Sequence[Finding]) -> None:
        """Show the findings below their fields."""
        for name in self.fields:
            label: QLabel = getattr(self._dialog, f"hint_{name}")
            mine = [one for one in findings if one.field == name]
            label.setText("\n".join(f"{severity_word(one.severity)}: {one.sentence}" for one in mine))
            label.setVisible(bool(mine))
            getattr(self._dialog, name).setAccessibleDescription(label.text())

    def jump(self, finding: Finding) -> bool:
        """Put the cursor into the field, or select the place."""
        if finding.field not in self.fields:
            return False
        widget: QWidget = getattr(self._dialog, finding.field)
        self.page.findChild(QScrollArea, "scroll_places").ensureWidgetVisible(widget)
        if finding.item:
            self._tab.select(finding.item)
        widget.setFocus()
        return True

    def enter(self) -> None:
        """The page is there from the beginning."""

    def drop(self) -> None:
        """Let go of the map."""
        if self.tool is not None:
            self.tool.blockSignals(True)
            self.tool.stop()

    def _pick(self) -> None:
        self._dialog.hide()
        self._workbench.messages.inform(tr("Click the place on the map. Esc goes back to the project."))
        self.tool.start()

    def _picked(self, x: float, y: float) -> None:
        self._back_from_map()
        self._tab.set_position(x, y, tr("picked on the map"))

    def _back_from_map(self) -> None:
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()
