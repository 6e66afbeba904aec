# SPDX-License-Identifier: GPL-2.0-or-later
"""The course of an import: a file is chosen or dropped on the room, checked in a window, taken over, or taken back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Callable, List, Tuple

from qgis.PyQt import sip
from qgis.PyQt.QtCore import QEvent, QMimeData, QObject
from qgis.PyQt.QtWidgets import QDialog, QFileDialog

from ruhr_smartcity_plugin.adapters.local_time import short_utc_text
from ruhr_smartcity_plugin.adapters.projects.import_undo import Undone, can_undo, list_imports, undo_import
from ruhr_smartcity_plugin.core.projects.import_batch import ImportBatch
from ruhr_smartcity_plugin.gui.projects.import_dialog import ImportDialog, Imported
from ruhr_smartcity_plugin.gui.questions import ask_choice
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    from ruhr_smartcity_plugin.gui.projects.panel import ProjectsRoom

ENDINGS = ("csv", "txt", "xlsx", "xlsm", "ods", "geojson", "json", "jsonld", "gpkg", "shp", "zip", "gml", "kml", "fgb")


class ImportCourse(QObject):
    """Brings files into the open register of the room."""

    def __init__(self, room: ProjectsRoom) -> None:
        super().__init__(room)
        self._room = room
        self._dialogs: List[QDialog] = []
        room.setAcceptDrops(True)
        room.installEventFilter(self)
        room.ledger.push(self._close)

    def choose(self) -> None:
        """Ask for a file and open it for import."""
        endings = " ".join(f"*.{one}" for one in ENDINGS)
        kinds = tr("Lists of projects") + f" ({endings})"
        path, _filter = QFileDialog.getOpenFileName(self._room, tr("Import projects"), "", kinds)
        if path:
            self.open(Path(path))

    def open(self, path: Path) -> ImportDialog | None:
        """Open a file for import; None if no register can take it, which is said in the room."""
        room, store = self._room, self._room.register.store
        reason = tr("Open a register first, then import into it.") if store is None else store.read_only_reason
        if reason:
            room.banner.show_failed(reason)
            return None
        dialog = ImportDialog(room.workbench, store, path, room.workbench.main_window or room)
        dialog.imported.connect(lambda imported: self._say_imported(store, imported))
        self._dialogs = [one for one in self._dialogs if not sip.isdeleted(one)]
        self._dialogs.append(dialog)
        dialog.show()
        return dialog

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a file that is dropped on the room."""
        if event.type() in (QEvent.Type.DragEnter, QEvent.Type.Drop):
            path = dropped_file(event.mimeData())
            if path is not None:
                event.acceptProposedAction()
                if event.type() == QEvent.Type.Drop:
                    self.open(path)
                return True
        return super().eventFilter(watched, event)

    def choose_undo(self) -> None:
        """Ask which import is to be taken back; the list is read in a task."""
        room, store = self._room, self._room.register.store
        if not can_undo(store):
            reason = tr("Open a register first.") if store is None else store.read_only_reason
            room.banner.show_failed(reason or tr(
                "Imports into this register cannot be taken back from here: it keeps no history."))
            return
        room.workbench.tasks.run(tr("Reading the history"), lambda _progress: list_imports(store),
                                 publish=lambda found: self._ask_undo(store, found), failed=self._fail)

    def undo(self, store: Any, mark: str) -> None:
        """Take an import back in a task."""
        who = self._room.workbench.settings.editor_name()
        self._room.banner.show_working(f"{tr('Taking the import back')} …")  # and no second way to do the same
        self._room.workbench.tasks.run(
            tr("Taking the import back"), lambda _progress: undo_import(store, mark, who),
            publish=self._say_undone, failed=self._fail)

    def _ask_undo(self, store: Any, found: Tuple[ImportBatch, ...]) -> None:
        if sip.isdeleted(self._room):
            return
        if not found:
            self._room.banner.show_empty(tr("The history of this register holds no import and no join that could be "
                                            "taken back."))
            return
        lines = {f"{number}. {_line(one)}": one for number, one in enumerate(found, 1)}
        chosen = ask_choice(self._room, tr("Take back an import or a join"), tr(
            "Which one? What somebody has changed since is left as it is."), list(lines))
        if chosen:
            self.undo(store, lines[chosen].mark)

    def _say_undone(self, undone: Undone) -> None:
        text = tr("%n project(s) are as they were before.", "", undone.count)
        if undone.masters:
            text = " ".join((text, tr("%n entry(ies) of the master data, too.", "", undone.masters)))
        if undone.left:
            text = " ".join((text, tr("Left, because somebody has changed them since: {titles}.").format(
                titles=", ".join(undone.left))))
        show = self._room.banner.show_partly if undone.left else self._room.banner.show_empty
        self._say_after_reload(lambda: show(text))

    def _fail(self, error: BaseException) -> None:
        if not sip.isdeleted(self._room):
            self._room.show_problem(error)

    def _say_imported(self, store: Any, imported: Imported) -> None:
        text = tr("%n project(s) taken over from “{name}”.", "", imported.count).format(name=imported.source)
        undo = ((tr("Undo"), lambda: self.undo(store, imported.mark)),) if can_undo(store) else ()
        self._say_after_reload(lambda: self._room.banner.show_empty(text, *undo))

    def _say_after_reload(self, say: Callable[[], None]) -> None:
        """Read the lists anew, and speak when the room has shown them: showing clears what was said before."""
        register = self._room.register

        def shown() -> None:
            register.changed.disconnect(shown)
            if not sip.isdeleted(self._room):
                say()

        register.changed.connect(shown)
        register.reload()

    def _close(self) -> None:
        self._room.removeEventFilter(self)
        for dialog in self._dialogs:
            if not sip.isdeleted(dialog):
                dialog.reject()
        self._dialogs.clear()


def _line(batch: ImportBatch) -> str:
    count = tr("%n project(s)", "", batch.projects)
    return " · ".join((batch.title, count, batch.who, short_utc_text(batch.when)))


def dropped_file(mime: QMimeData) -> Path | None:
    """Return the file that is dragged; None if it is none or several, or of a kind that holds no projects."""
    if not mime.hasUrls() or len(mime.urls()) != 1:
        return None
    path = Path(mime.urls()[0].toLocalFile())
    return path if path.suffix.lower().lstrip(".") in ENDINGS else None
