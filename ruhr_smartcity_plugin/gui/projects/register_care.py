# SPDX-License-Identifier: GPL-2.0-or-later
"""Backups and repair of the register file, and its tables as layers, as the user meets them in the room."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Callable, Tuple

from qgis.PyQt.QtCore import QObject

from ruhr_smartcity_plugin.adapters.projects.backup import Backup, latest_intact, list_backups, restore
from ruhr_smartcity_plugin.adapters.projects.postgis_connection import PostgisAddress
from ruhr_smartcity_plugin.adapters.projects.postgis_upgrade import upgrade_postgis
from ruhr_smartcity_plugin.adapters.projects.register_styles import BY_FIELD, BY_STATUS
from ruhr_smartcity_plugin.adapters.projects.register_tables import open_tables
from ruhr_smartcity_plugin.adapters.projects.repair import RepairReport, repair
from ruhr_smartcity_plugin.core.errors import (
    NotARegisterError,
    OlderSchemaError,
    RuhrError,
    StoreDamagedError,
    StoreError,
)
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.gui.projects.backups_dialog import BackupsDialog
from ruhr_smartcity_plugin.gui.projects.decisions import ask, ask_to_upgrade
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    from ruhr_smartcity_plugin.gui.projects.panel import ProjectsRoom

Way = Tuple[str, Callable[[], None]]


class RegisterCare(QObject):
    """Keeps the register file safe: shows its backups, goes back to one, repairs."""

    def __init__(self, room: ProjectsRoom) -> None:
        super().__init__(room)
        self._room = room

    # --- backups ---
    def show_backups(self) -> None:
        """Show the backups of the open register."""
        path = self._room.register.backup_of or self._path()
        if path is None:
            if self._room.register.store is not None:
                self._room.banner.show_partly(tr(
                    "The administrator of the database or the service keeps the backups of this register. A local "
                    "copy, or an export, is yours to make."))
            return
        register = self._room.register
        can_restore = register.backup_of is not None or not register.store.read_only_reason
        dialog = BackupsDialog(path.stem, list_backups(path), can_restore=can_restore,
                               parent=self._room.workbench.main_window or self._room)
        dialog.view_wanted.connect(lambda one: (dialog.accept(), register.view_backup(one.path, path)))
        dialog.restore_wanted.connect(lambda one: self._ask_to_restore(dialog, path, one))
        dialog.exec()
        dialog.deleteLater()

    def _ask_to_restore(self, dialog: BackupsDialog, path: Path, backup: Backup) -> None:
        text = tr("Go back to the backup “{name}”? What was saved since is no longer in the register then; the present "
                  "state is kept among the backups.").format(name=backup.path.name)
        answers = (("restore", tr("Go back")), ("keep", tr("Keep the register")))
        if ask(dialog, "restore_question", text, answers) == "restore":
            dialog.accept()
            self.restore(path, backup.path)

    def restore(self, path: Path, backup: Path) -> None:
        """Give a register the content of a backup, in a task, and open it."""
        self._run(tr("Going back to a backup"), lambda _progress: restore(path, backup),
                  lambda aside: self._restored(path, aside))

    def _restored(self, path: Path, aside: Path) -> None:
        self._room.workbench.messages.succeed(tr(
            "The register “{name}” is as the backup was. The state before is kept as “{aside}”.").format(
                name=path.name, aside=aside.name))
        self._room.register.open(path)

    # --- damage ---
    def ways_out(self, error: BaseException) -> Tuple[Way, ...]:
        """Return what the user can do about a register that is damaged, gone, or a team's old one; else nothing."""
        if isinstance(error, OlderSchemaError) and error.may_upgrade:
            return ((tr("Bring up to date …"), lambda: self.upgrade(error.address, error.authcfg)),)
        if isinstance(error, NotARegisterError) and self._room.register.store is not None:
            return ((tr("Open …"), self._room.menu.choose_file),)  # it was moved, or another file was chosen
        if not isinstance(error, StoreDamagedError) or not error.path:
            return ()
        path = Path(error.path)
        return ((tr("Open latest backup"), lambda: self.open_latest(path)), (tr("Repair"), lambda: self.repair(path)))

    def upgrade(self, address: str, authcfg: str) -> None:
        """Bring a team's register up to date after a question, in a task, and open it."""
        if ask_to_upgrade(self._room):
            self._run(tr("Bringing the register up to date"),
                      lambda _progress: upgrade_postgis(PostgisAddress(address, authcfg)),
                      lambda _nothing: self._room.register.open_address(address, authcfg))

    def open_latest(self, path: Path) -> None:
        """Open the latest intact backup for reading."""
        def work(_progress: Progress) -> Path:
            found = latest_intact(path)
            if found is None:
                raise StoreError(tr("There is no backup of the register “{name}”.").format(name=path.name))
            return found.path

        self._run(tr("Looking for a backup"), work, lambda found: self._room.register.view_backup(found, path))

    def repair(self, path: Path) -> None:
        """Repair a register in a task, say what became of it, and open it."""
        self._run(tr("Repairing the project register"), lambda progress: repair(path, progress),
                  lambda report: self._repaired(path, report))

    def _repaired(self, path: Path, report: RepairReport) -> None:
        sentence, detail = repair_text(path, report)
        messages = self._room.workbench.messages
        is_short = report.is_backup_only or report.total("lost") + report.total("refused")
        (messages.warn if is_short else messages.succeed)(sentence, detail)
        self._room.register.open(path)

    # --- the map ---
    def show_by_field(self) -> None:
        """Colour the map by field of action."""
        self._restyle(BY_FIELD)

    def show_by_status(self) -> None:
        """Colour the map by status."""
        self._restyle(BY_STATUS)

    def _restyle(self, style: str) -> None:
        source = self._room.register.store
        if source is None:
            return
        try:
            self._room.map.layers.show(source)
        except RuhrError as error:
            self._room.show_problem(error)
            return
        self._room.map.layers.use_style(source, style)

    def open_tables(self) -> None:
        """Add the tables of the register as layers to edit, marked INTERN."""
        path = self._path()
        if path is None:
            return
        try:
            open_tables(self._room.workbench.project, path)
        except RuhrError as error:
            self._room.show_problem(error)

    def _path(self) -> Path | None:
        return getattr(self._room.register.store, "path", None)

    def _run(self, title: str, work: Callable[[Progress], Any], publish: Callable[[Any], None]) -> None:
        room = self._room
        room.banner.show_working(title)
        room.workbench.tasks.run(title, work, publish=room.alive(publish), failed=room.alive(self._failed))

    def _failed(self, error: BaseException) -> None:
        self._room.show_problem(error, *self.ways_out(error))


def repair_text(path: Path, report: RepairReport) -> Tuple[str, str]:
    """Return a sentence on what a repair has saved and lost, and the figures by table."""
    lost = report.total("lost") + report.total("refused")
    if report.is_backup_only:
        sentence = tr("Nothing of “{name}” could be read. It is now as its backup “{backup}” was; what was saved since "
                      "then is missing. The damaged file is kept as “{kept}”.").format(
            name=path.name, backup=report.backup.name, kept=report.kept.name if report.kept else "")
        return sentence, ""
    sentence = tr("“{name}” was repaired: {read} rows were read, {backup} came from the backup, {lost} are lost. "
                  "The damaged file is kept as “{kept}”.").format(
        name=path.name, read=report.total("read"), backup=report.total("from_backup"), lost=lost,
        kept=report.kept.name if report.kept else "")
    figures = [tr("{table}: {read} read, {backup} from the backup, {lost} lost").format(
        table=table, read=one.read, backup=one.from_backup, lost=one.lost + one.refused)
        for table, one in sorted(report.tables.items()) if one.read + one.from_backup + one.lost + one.refused]
    return sentence, "\n".join(figures)
