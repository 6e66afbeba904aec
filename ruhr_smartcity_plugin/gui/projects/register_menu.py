# SPDX-License-Identifier: GPL-2.0-or-later
"""The menu "Project register": one line of the table below is one entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Callable, Tuple

from qgis.PyQt.QtGui import QAction
from qgis.PyQt.QtWidgets import QFileDialog, QMenu

from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    from ruhr_smartcity_plugin.gui.projects.panel import ProjectsRoom

Entry = Tuple[str, str, Callable[[], None]]  # object name, text, what it does
SEPARATOR: Entry = ("", "", lambda: None)


class RegisterMenu(QMenu):
    """Opens, makes, reads and closes registers; `ways_in` are the same steps as buttons of an empty room."""

    def __init__(self, room: ProjectsRoom) -> None:
        super().__init__(room)
        self._room = room
        for name, text, slot in self._entries():
            if not name:
                self.addSeparator()
                continue
            action = QAction(text, self)
            action.setObjectName(name)
            action.triggered.connect(lambda _on=False, slot=slot: slot())
            self.addAction(action)

    def _entries(self) -> Tuple[Entry, ...]:
        room = self._room
        return (
            ("open_register", tr("&Open register …"), self.choose_file),
            ("create_register", tr("&New register …"), self.choose_new_file),
            ("open_sample_register", tr("Open &sample"), self.open_sample),
            SEPARATOR,
            *room.team.entries(),
            SEPARATOR,
            ("show_internal", tr("Show &internal projects on the map (INTERN)"), room.map.show_internal),
            ("style_by_field", tr("Map by &field of action"), room.care.show_by_field),
            ("style_by_status", tr("Map by s&tatus"), room.care.show_by_status),
            ("open_tables", tr("Open as &layers (QGIS, INTERN)"), room.care.open_tables),
            SEPARATOR,
            ("master_data", tr("M&aster data …"), room.masters.show),
            ("show_backups", tr("&Backups …"), room.care.show_backups),
            ("reload_register", tr("&Reload"), room.register.reload),
            SEPARATOR,
            ("past_register", tr("As of a &day …"), room.past.choose_day),
            ("deleted_projects", tr("De&leted projects …"), room.past.show_deleted),
            SEPARATOR,
            ("import_projects", tr("I&mport projects …"), room.imports.choose),
            ("undo_import", tr("&Take back an import or a join …"), room.imports.choose_undo),
            ("export_projects", tr("E&xport projects …"), room.exports.choose),
            SEPARATOR,
            ("person_report", tr("Data protection: &what do we hold on a person …"), room.persons.report),
            ("delete_person", tr("Data protection: &delete a person …"), room.persons.delete),
            SEPARATOR,
            ("close_register", tr("&Close register"), room.register.close),
        )

    def ways_in(self) -> Tuple[Tuple[str, Callable[[], None]], ...]:
        """Return the steps that lead to a register, as buttons of the banner."""
        return ((tr("Create new"), self.choose_new_file), (tr("Open …"), self.choose_file),
                (tr("Connect with a team …"), self._room.team.connect_team),
                (tr("Open sample"), self.open_sample))

    def choose_file(self) -> None:
        """Ask for a register and open it."""
        path, _filter = QFileDialog.getOpenFileName(self._room, tr("Open project register"), "", _gpkg_filter())
        if path:
            self._room.open_file(path)

    def choose_new_file(self) -> None:
        """Ask for a name and make a register there."""
        path, _filter = QFileDialog.getSaveFileName(
            self._room, tr("New project register"), "", _gpkg_filter(),
            options=QFileDialog.Option.DontConfirmOverwrite)  # an existing file is never overwritten
        if path:
            self._room.create_file(path if path.lower().endswith(".gpkg") else path + ".gpkg")

    def open_sample(self) -> None:
        """Open the sample register in the user's workspace."""
        self._room.register.open_sample(self._room.workbench.workspace_dir() / "demo" / "sample_register.gpkg")


def _gpkg_filter() -> str:
    return tr("GeoPackage") + " (*.gpkg)"
