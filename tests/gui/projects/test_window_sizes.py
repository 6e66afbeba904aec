# SPDX-License-Identifier: GPL-2.0-or-later
"""With letters of twice the size, each window of the register shows its fields whole and fits the screen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from qgis.core import QgsApplication
from qgis.PyQt.QtGui import QPalette
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLineEdit,
    QStyle,
    QStyleOptionFrame,
)

from ruhr_smartcity_plugin.core.projects.conflicts import ConflictCase
from ruhr_smartcity_plugin.core.projects.outbox import WaitingRecord, WaitingState
from ruhr_smartcity_plugin.core.projects.synchronising import Outcome, RecordResult, SyncReport
from ruhr_smartcity_plugin.gui.projects.backups_dialog import BackupsDialog
from ruhr_smartcity_plugin.gui.projects.conflict_dialog import ConflictDialog, user_wording
from ruhr_smartcity_plugin.gui.projects.connect_dialog import ConnectDialog
from ruhr_smartcity_plugin.gui.projects.dialog import ProjectDialog
from ruhr_smartcity_plugin.gui.projects.field_edit_dialog import FieldEditDialog
from ruhr_smartcity_plugin.gui.projects.history_room import DayDialog, DeletedRecord, DeletedRecords
from ruhr_smartcity_plugin.gui.projects.import_dialog import ImportDialog
from ruhr_smartcity_plugin.gui.projects.link_chooser import LinkChooser
from ruhr_smartcity_plugin.gui.projects.outbox_dialog import OutboxDialog
from ruhr_smartcity_plugin.gui.projects.sync_report_dialog import SyncReportDialog
from tests.adapters.projects.bundles import simple, with_title


@pytest.fixture
def large_letters(qgis_app):
    before = QApplication.font()
    font = QApplication.font()
    font.setPointSizeF(2 * font.pointSizeF())
    QApplication.setFont(font)
    yield
    QApplication.setFont(before)


def _import(room, bench, stored, path):
    file = path / "liste.csv"
    file.write_text("Titel;Kurztext\nA;B\n", encoding="utf-8")
    return ImportDialog(bench, room.register.store, file, bench.main_window)


def _conflict(_room, bench, stored, _path):
    return ConflictDialog([ConflictCase(stored, with_title(stored, "Mine"), with_title(stored, "Theirs"))], bench)


WINDOWS = {
    "project": lambda room, bench, stored, _path: ProjectDialog(room.register, stored, bench, bench.main_window),
    "connect": lambda _room, bench, _stored, _path: ConnectDialog(bench, bench.main_window),
    "conflict": _conflict,
    "import": _import,
    "many": lambda room, _bench, stored, _path: FieldEditDialog(
        room, room.register, room.register.store, room.register.entries, (stored,)),
    "backups": lambda _room, bench, _stored, _path: BackupsDialog("R", (), can_restore=True),
    "day": lambda room, _bench, _stored, _path: DayDialog(room),
    "deleted": lambda room, _bench, stored, _path: DeletedRecords(
        "x", [DeletedRecord(stored.project.title, stored.project.changed_at, "Anna", stored)], room, can_restore=True),
    "report": lambda _room, bench, _stored, _path: SyncReportDialog(SyncReport(), user_wording(bench)),
    "link": lambda room, _bench, _stored, _path: LinkChooser(
        "L", lambda _words, answer: answer(()), "Nothing found. " * 20, room),
}


@pytest.mark.parametrize("name", WINDOWS)
def test_no_field_is_squeezed_and_no_window_is_larger_than_the_screen(name, large_letters, open_room, store, bench,
                                                                      idle, tmp_path, qtbot):
    stored = store.save(simple(), 0, "Bert")
    stored = store.save(replace(stored, project=replace(stored.project, short_title="S")), 1, "Bert")
    open_room.register.reload()
    idle()
    window = WINDOWS[name](open_room, bench, stored, tmp_path)
    qtbot.addWidget(window)
    window.show()
    idle()
    qtbot.waitUntil(window.isVisible, timeout=3000)
    screen = window.screen().availableSize()
    assert window.width() <= screen.width()
    assert window.height() <= screen.height()
    fields = [one for kind in (QLineEdit, QComboBox, QAbstractButton) for one in window.findChildren(kind)
              if one.isVisible() and not one.objectName().startswith("qt_") and not _scrolls(one, window)]
    assert fields
    squeezed = {one.objectName(): (one.height(), one.minimumSizeHint().height()) for one in fields
                if one.height() < min(one.minimumSizeHint().height(), one.maximumHeight())}
    assert squeezed == {}
    if name == "project":
        window.drop()


def test_the_report_of_a_synchronisation_never_scrolls_sideways_and_says_all_in_a_narrow_window(bench, qtbot):
    place = "Place with a name that is longer than a column is wide"
    base = with_title(simple(), place)
    case = ConflictCase(base, with_title(base, "Mine"), with_title(base, "Theirs"))
    report = SyncReport((RecordResult("a", place, Outcome.CONFLICT, case), RecordResult("b", "B", Outcome.PULLED)))
    window = SyncReportDialog(report, user_wording(bench))
    qtbot.addWidget(window)
    window.show()
    for width, columns in ((320, 1), (1100, 6)):
        window.resize(width, 500)
        QApplication.processEvents()
        table = window.table
        assert window.width() == width
        assert table.horizontalHeader().length() <= table.viewport().width()
        assert sum(not table.isColumnHidden(one) for one in range(6)) == columns
        said = "\n".join(table.item(0, one).text() for one in range(columns))
        for text in (place, "conflict, nothing changed", "Title", "Mine", "Theirs"):
            assert text in said
        assert table.rowHeight(0) >= table.sizeHintForRow(0)


def test_lists_of_what_waits_and_of_what_was_deleted_never_scroll_sideways(qgis_app, qtbot):
    long = "Lastenfahrräder für die Innenstadt und alle Stadtteile"
    mine = with_title(simple(), long)
    waiting = OutboxDialog([WaitingRecord(mine, None, WaitingState.REFUSED, "The rights do not allow it.")])
    deleted = DeletedRecords("x", [DeletedRecord(long, "2026-11-01T12:00:00Z", "Anna Ärmel", mine)], None,
                             can_restore=True)
    for window, tree in ((waiting, waiting.tree), (deleted, deleted.list)):
        qtbot.addWidget(window)
        window.show()
        window.resize(320, 400)
        QApplication.processEvents()
        assert window.width() == 320
        assert tree.header().length() <= tree.viewport().width()
    assert waiting.about.text().startswith(f"{long}\nrefused: The rights do not allow it.")


def _scrolls(widget, window):
    while widget is not None and widget is not window:
        if isinstance(widget, QAbstractScrollArea):
            return True
        widget = widget.parentWidget()
    return False


def test_in_the_dark_theme_nothing_is_cut_and_the_filters_stand_on_the_themes_ground(show, open_room):
    """QGIS's dark theme gives the line inside a day's field a frame of its own, and frames no ground."""
    QgsApplication.setUITheme("Night Mapping")
    try:
        dialog = show()
        dialog.tabs.setCurrentWidget(dialog.tab_time)
        line = dialog.end_planned.findChild(QLineEdit)
        assert line.text() == "not stated"
        option = QStyleOptionFrame()
        option.initFrom(line)
        option.rect = line.rect()
        inner = line.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, line)
        assert inner.height() >= line.fontMetrics().height()
        # Its longest text in German.
        assert dialog.visibility.width() > dialog.fontMetrics().horizontalAdvance("nur eigene Kommune") + 20
        popup = open_room.filter_popup
        popup.open_below(open_room.filter_button)
        QApplication.processEvents()
        picture = popup.screen().grabWindow(popup.winId()).toImage()
        ground = picture.pixelColor(2, picture.height() // 2)
        assert ground == popup.palette().color(QPalette.ColorRole.Window)
        popup.hide()
    finally:
        QgsApplication.setUITheme("default")
