# SPDX-License-Identifier: GPL-2.0-or-later
"""The pages "Exchange" and "History" of the project dialog: read and written in tasks."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, Callable, FrozenSet, Protocol, Sequence, Tuple

from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsCsException, QgsGeometry
from qgis.gui import QgsMapCanvas, QgsScrollArea
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QFrame, QWidget

from ruhr_smartcity_plugin.adapters.projects.open_register import OpenRegister
from ruhr_smartcity_plugin.core.projects.bundle import CHILD_TABLES, ProjectBundle
from ruhr_smartcity_plugin.core.projects.changes import Change
from ruhr_smartcity_plugin.core.projects.comments import (
    Comment,
    Entry,
    count_unread,
    last_look,
    thread,
    with_look,
)
from ruhr_smartcity_plugin.core.projects.findings import Finding, Severity
from ruhr_smartcity_plugin.core.projects.flat import sites_wkt
from ruhr_smartcity_plugin.core.projects.history import as_new_edit
from ruhr_smartcity_plugin.core.projects.record import Site
from ruhr_smartcity_plugin.core.projects.rules import Context, check
from ruhr_smartcity_plugin.gui.projects import decisions
from ruhr_smartcity_plugin.gui.projects.exchange_tab import ExchangeTab
from ruhr_smartcity_plugin.gui.projects.history_tab import HistoryTab
from ruhr_smartcity_plugin.gui.projects.side_pages import SidePages
from ruhr_smartcity_plugin.gui.states import StateBanner
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr

_CRS = "EPSG:25832"
_MARGIN_M = 250.0
_MOST_SENTENCES = 3


class Editing(Protocol):
    """What the pages need of the dialog."""

    stored: ProjectBundle
    store: Any
    banner: StateBanner
    tabs: SidePages
    is_dirty: bool

    def show_bundle(self, stored: ProjectBundle) -> None:
        """Show a project as it is stored now."""

    def jump_to(self, finding: Finding) -> None:
        """Show the field of a finding."""


class _Page:
    """A page on which no field is edited; see `Tab`."""

    name = title = ""
    fields: FrozenSet[str] = frozenset()

    def __init__(self, tab: QWidget, dialog: Any, workbench: Workbench) -> None:
        # On a small screen the page scrolls, as the others do.
        self.page = QgsScrollArea(dialog)
        self.page.setObjectName(f"tab_{self.name}")
        self.page.setFrameShape(QFrame.Shape.NoFrame)
        self.page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.page.setWidgetResizable(True)
        self.page.setWidget(tab)
        self._dialog: Editing = dialog
        self._workbench = workbench
        self._register: OpenRegister | None = None

    def apply(self, bundle: ProjectBundle) -> ProjectBundle:
        """Return the bundle as it is."""
        return bundle

    def mark(self, findings: Sequence[Finding]) -> None:
        """No finding is about this page."""

    def jump(self, _finding: Finding) -> bool:
        """Answer that no field is here."""
        return False

    def _alive(self, slot: Callable[[Any], None]) -> Callable[[Any], None]:
        """The dialog may be closed before an answer comes."""
        return lambda answer: None if sip.isdeleted(self.page) else slot(answer)

    def _fail(self, error: BaseException) -> None:
        self._dialog.banner.show_failed(self._workbench.messages.fail(error, is_shown=True))


class HistoryPage(_Page):
    """Who changed what; earlier versions are compared and brought back."""

    name = "history"

    def __init__(self, dialog: Any, workbench: Workbench) -> None:
        self.tab = HistoryTab(dialog)
        super().__init__(self.tab, dialog, workbench)
        self.title = tr("History")
        self._read: Tuple[Any, ...] = ()
        self.tab.restore_requested.connect(self._restore)
        self.tab.place_requested.connect(self._show_place)

    def show(self, _bundle: ProjectBundle, register: OpenRegister) -> None:
        """Read the history of what is stored, now or when the page is seen."""
        self._register = register
        if self.tab.isVisible():
            self.enter()

    def enter(self) -> None:
        """Read the history, unless that of this version was read."""
        bundle, store, register = self._dialog.stored, self._dialog.store, self._register
        if register is None or self._read == (store, bundle.project):
            return
        self._read = (store, bundle.project)
        self.tab.show_history(bundle, ())
        if not bundle.project.version:
            return

        def read() -> Tuple[Tuple[Change, ...], Tuple[Any, ...]]:
            shared = (*store.list_organisations(), *store.list_programmes())
            return store.history(bundle.project.uuid), shared

        def publish(answer: Tuple[Tuple[Change, ...], Tuple[Any, ...]]) -> None:
            if self._dialog.stored.project == bundle.project:
                self.tab.show_history(bundle, answer[0], (*answer[1], *register.entries),
                                      can_restore=not store.read_only_reason)

        register.read(tr("Reading the history"), read, publish=self._alive(publish),
                      failed=self._alive(self._workbench.messages.fail))

    def _restore(self, number: int, past: ProjectBundle, uncertain: str) -> None:
        dialog, register = self._dialog, self._register
        if dialog.is_dirty:
            dialog.banner.show_failed(tr("Save or discard what you have entered before you restore a version."))
            return
        edit = as_new_edit(past, dialog.stored)
        errors = [one.sentence for one in check(edit, Context(date.today())) if one.severity is Severity.ERROR]
        if errors:
            dialog.banner.show_failed(tr("Version {version} cannot be restored as it was: {reasons}").format(
                version=number, reasons=" ".join(errors[:_MOST_SENTENCES])))
            return
        question = tr(
            "Save the content of version {version} as the newest version? What is there now stays in the history.",
        ).format(version=number)
        answer = decisions.ask(self.page, "restore_question", f"{question}\n{uncertain}".strip(),
                               (("restore", tr("Restore")), ("keep", tr("Back"))))
        if answer == "restore":
            register.save(dialog.store, edit, tr("Version {version} restored").format(version=number),
                          publish=self._alive(self._restored), failed=self._alive(self._fail))

    def _restored(self, stored: ProjectBundle) -> None:
        self._dialog.banner.clear()
        self._dialog.show_bundle(stored)
        self._workbench.messages.inform(tr("Saved: {title}").format(title=stored.project.title),
                                        private=(stored.project.title,))

    def _show_place(self, table: str, position: str) -> None:
        canvas = self._workbench.canvas
        if canvas is not None and position:
            flash_place(canvas, table, position)


class ExchangePage(_Page):
    """The comments on a project, and the words of its review; saved by themselves."""

    name = "exchange"

    def __init__(self, dialog: Any, workbench: Workbench) -> None:
        self.tab = ExchangeTab(dialog)
        super().__init__(self.tab, dialog, workbench)
        self.title = tr("Exchange")
        self._entries: Tuple[Entry, ...] = ()
        self._uuid = ""
        self._shown: Tuple[Any, ...] = ()
        self._reads = 0
        self.tab.comment_written.connect(self._save)
        self.tab.field_requested.connect(lambda field: dialog.jump_to(Finding("comment", Severity.REMINDER, field, "")))
        self.tab.looked_at.connect(self._looked)

    def show(self, _bundle: ProjectBundle, register: OpenRegister) -> None:
        """Read the thread of what is stored, unless that was done for this version."""
        self._register = register
        project = self._dialog.stored.project
        if self._shown == (self._dialog.store, project):
            return
        self._shown = (self._dialog.store, project)
        self._uuid = project.uuid if project.version else ""
        if self._uuid:
            self._read()
        else:
            self._publish(((), ()))

    def enter(self) -> None:
        """Look for what others have written meanwhile."""
        if self._uuid:
            self._read()

    def _read(self) -> None:
        store, uuid = self._dialog.store, self._uuid
        self._reads += 1
        number = self._reads

        def publish(answer: Tuple[Tuple[Comment, ...], Tuple[Change, ...]]) -> None:
            # Tasks may end in another order than they began: an older answer must not hide what was saved since.
            if self._uuid == uuid and number == self._reads:
                self._publish(answer)

        self._register.read(tr("Reading the comments"), lambda: (store.comments(uuid), store.history(uuid)),
                            publish=self._alive(publish), failed=self._alive(self._fail))

    def _publish(self, answer: Tuple[Tuple[Comment, ...], Tuple[Change, ...]]) -> None:
        self._entries = thread(*answer)
        self.tab.show_thread(self._entries, self._uuid, self._who(), can_write=not self._dialog.store.read_only_reason)
        if self.tab.isVisible():
            self._looked()
        else:
            self._show_title()

    def _save(self, comment: Comment) -> None:
        store, who = self._dialog.store, self._who()

        def saved(_stored: Comment) -> None:
            self.tab.sent()
            self._dialog.banner.clear()
            self._read()

        self._register.read(tr("Saving the comment"), lambda: store.save_comment(comment, who),
                            publish=self._alive(saved), failed=self._alive(self._fail))

    def _who(self) -> str:
        return self._workbench.settings.editor_name()

    def _looked(self) -> None:
        if self._entries:
            seen = self._workbench.settings.comments_seen
            seen.setValue(with_look(seen.value(), self._uuid, self._entries[-1].when))
        self._show_title()

    def _show_title(self) -> None:
        look = last_look(self._workbench.settings.comments_seen.value(), self._uuid)
        unread = count_unread(self._entries, look, self._who())
        self.title = tr("Exchange ({count} new)").format(count=unread) if unread else tr("Exchange")
        tabs = self._dialog.tabs
        if tabs.indexOf(self.page) >= 0:
            tabs.setTabText(tabs.indexOf(self.page), self.title)


def flash_place(canvas: QgsMapCanvas, table: str, position: str) -> None:
    """Show a position of the history (JSON, EPSG:25832) on the map; it flashes, and the map goes there if it must."""
    shape = next((one.shape for one in CHILD_TABLES if one.name == table), None)
    if shape is None:
        return
    geometry = QgsGeometry.fromWkt(sites_wkt([Site(shape=shape, coordinates=json.loads(position))]))
    crs = QgsCoordinateReferenceSystem(_CRS)
    settings = canvas.mapSettings()
    transform = QgsCoordinateTransform(crs, settings.destinationCrs(), settings.transformContext())
    box = geometry.boundingBox()
    box.grow(_MARGIN_M)
    try:
        shown = transform.transformBoundingBox(box)
    except QgsCsException:
        return  # the map's coordinate system does not reach there: nothing to show
    if not canvas.extent().contains(shown):
        canvas.setExtent(shown)
        canvas.refresh()
    canvas.flashGeometries([geometry], crs)
