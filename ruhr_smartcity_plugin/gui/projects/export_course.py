# SPDX-License-Identifier: GPL-2.0-or-later
"""The course of an export: asked in a window, written in a task, told in the room."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, FrozenSet, Tuple

from qgis.core import QgsSettings
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QStandardPaths, Qt, QUrl
from qgis.PyQt.QtGui import QDesktopServices

from ruhr_smartcity_plugin.adapters.projects.exporting import export_projects
from ruhr_smartcity_plugin.adapters.projects.master_files import CARRIED_BY
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.core.projects.master_sync import keeps_masters
from ruhr_smartcity_plugin.core.projects.publicity import count_ahead_of_review
from ruhr_smartcity_plugin.gui.projects.export_dialog import ALL, SELECTED, ExportChoice, ExportDialog
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    from ruhr_smartcity_plugin.gui.projects.panel import ProjectsRoom

_FOLDER = "UI/lastFileNameWidgetDir"  # QGIS's own: where somebody chose a file last


class ExportCourse:
    """Writes projects of the open register into files."""

    def __init__(self, room: ProjectsRoom) -> None:
        self._room = room
        self._dialog: ExportDialog | None = None
        room.ledger.push(self._close)

    def choose(self) -> ExportDialog | None:
        """Ask what is to be exported; None if no register is open, which is said in the room."""
        room, store = self._room, self._room.register.store
        if store is None:
            room.banner.show_failed(tr("Open a register first."))
            return None
        self._close()
        folder = str(QgsSettings().value(_FOLDER, "") or QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation))
        self._dialog = ExportDialog(store.title, folder, len(self._listed()), len(self._selected()),
                                    len(room.register.entries), room.workbench.main_window or room)
        self._dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._dialog.requested.connect(lambda choice: self._export(store, choice))
        self._dialog.help_requested.connect(lambda: room.workbench.open_help("projects_exchange"))
        self._dialog.show()
        return self._dialog

    def _export(self, store: Any, choice: ExportChoice) -> None:
        room = self._room
        wanted = None if choice.which == ALL else self._selected() if choice.which == SELECTED else self._listed()

        def work(_progress: Progress) -> Tuple[int, int]:
            bundles = store.all_projects()
            if wanted is not None:
                bundles = tuple(one for one in bundles if one.project.uuid in wanted)
            masters = store.masters() if wanted is None and choice.internal and keeps_masters(store) else ()
            count = export_projects(bundles, choice.path, internal=choice.internal, licence=choice.licence,
                                    attribution=choice.attribution, masters=masters)
            return count, 0 if choice.internal else count_ahead_of_review(bundles)

        room.workbench.tasks.run(tr("Exporting projects"), work, publish=lambda counts: self._say(*counts, choice),
                                 failed=lambda error: None if sip.isdeleted(room) else room.show_problem(error))

    def _say(self, count: int, early: int, choice: ExportChoice) -> None:
        room = self._room
        if sip.isdeleted(room):
            return
        text = tr("%n project(s) written into “{name}”.", "", count).format(name=choice.path.name)
        if choice.internal:
            text = " ".join((text, tr("INTERN: do not hand it on.")))
            if choice.which == ALL and choice.path.suffix.lower() not in CARRIED_BY:
                text = " ".join((text, tr("This format carries no master data but those that the projects name.")))
        if early:
            text = " ".join((text, tr("%n of these project(s) are public, but not published yet by the review.", "",
                                      early)))
        folder = QUrl.fromLocalFile(str(Path(choice.path).parent))
        show = room.banner.show_partly if choice.internal or early else room.banner.show_empty
        show(text, (tr("Open folder"), lambda: QDesktopServices.openUrl(folder)))

    def _listed(self) -> FrozenSet[str]:
        return frozenset(one.uuid for one in self._room.content.entries())

    def _selected(self) -> FrozenSet[str]:
        return frozenset(one.uuid for one in self._room.views.selected())

    def _close(self) -> None:
        if self._dialog is not None and not sip.isdeleted(self._dialog):
            self._dialog.reject()
        self._dialog = None
