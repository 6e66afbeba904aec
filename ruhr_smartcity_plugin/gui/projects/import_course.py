# SPDX-License-Identifier: GPL-2.0-or-later
"""The course of an import: a file is chosen or dropped on the room, checked in a window, taken over, or taken back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Callable, List

from qgis.PyQt import sip
from qgis.PyQt.QtCore import QEvent, QMimeData, QObject
from qgis.PyQt.QtWidgets import QDialog, QFileDialog

from ruhr_smartcity_plugin.gui.projects.import_dialog import Imported, ImportDialog
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    from ruhr_smartcity_plugin.gui.projects.panel import ProjectsRoom

ENDINGS = ("csv", "txt", "xlsx", "xlsm", "ods", "geojson", "json", "jsonld", "gpkg", "shp", "gml", "kml", "fgb")


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
        path, _filter = QFileDialog.getOpenFileName(
            self._room, tr("Import projects"), "", f"{tr('Lists of projects')} ({endings})")
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

    def _say_imported(self, store: Any, imported: Imported) -> None:
        text = tr("%n project(s) taken over", "", imported.count)
        self._say_after_reload(lambda: self._room.banner.show_empty(f"{text} ({imported.source})"))

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


def dropped_file(mime: QMimeData) -> Path | None:
    """Return the file that is dragged; None if it is none or several, or of a kind that holds no projects."""
    if not mime.hasUrls() or len(mime.urls()) != 1:
        return None
    path = Path(mime.urls()[0].toLocalFile())
    return path if path.suffix.lower().lstrip(".") in ENDINGS else None
