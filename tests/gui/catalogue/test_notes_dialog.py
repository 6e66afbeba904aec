# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

from types import SimpleNamespace

import pytest
from qgis.core import (
    QgsLayout,
    QgsLayoutItemMap,
    QgsRectangle,
    QgsReport,
    QgsReportSectionLayout,
    QgsVectorLayer,
)
from qgis.gui import QgsMessageBar
from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal
from qgis.PyQt.QtGui import QGuiApplication
from qgis.PyQt.QtWidgets import QPushButton

from ruhr_smartcity_plugin.adapters.layers.layout_notes import (
    NotesState,
    judge_document,
    judge_layout,
    layouts_of,
    new_layout,
)
from ruhr_smartcity_plugin.adapters.layers.origin import write_origin
from ruhr_smartcity_plugin.core.origin import Origin
from ruhr_smartcity_plugin.gui.catalogue.layout_warning import LayoutWarning
from ruhr_smartcity_plugin.gui.catalogue.notes_dialog import NotesDialog
from ruhr_smartcity_plugin.ledger import Ledger
from tests.support.save_dialog import save_as
from tests.support.workbench import open_workbench

TREES = Origin("Baumkataster", "https://bochum.example/baum", "Stadt Bochum", "dl-de/by-2-0",
               "https://www.govdata.de/dl-de/by-2-0")  # fmt: skip


@pytest.fixture
def bench():
    with open_workbench() as bench:
        bench.canvas.setExtent(QgsRectangle(370000, 5700000, 380000, 5710000))
        yield bench
        bench.project.clear()


def _add(bench, name: str, origin: Origin | None) -> None:
    layer = QgsVectorLayer("Point?crs=EPSG:25832", name, "memory")
    if origin is not None:
        write_origin(layer, origin)
    bench.project.addMapLayer(layer)


def _dialog(bench, qtbot) -> NotesDialog:
    dialog = NotesDialog(bench)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_an_empty_map_says_what_to_do(bench, qtbot):
    dialog = _dialog(bench, qtbot)
    assert "No layer is visible" in dialog.banner.text
    assert not dialog.copy_button.isEnabled()


def test_one_click_makes_a_layout_that_names_its_sources(bench, qtbot):
    _add(bench, "Bäume", TREES)
    dialog = _dialog(bench, qtbot)
    qtbot.mouseClick(dialog.new_button, Qt.MouseButton.LeftButton)
    (layout,) = bench.project.layoutManager().printLayouts()
    assert judge_layout(layout)[0] is NotesState.COMPLETE
    assert dialog.layouts.item(0, 1).text() == "all sources named"


def test_a_layout_is_completed_by_one_click_and_that_can_be_undone(bench, qtbot):
    _add(bench, "Bäume", None)
    layout = new_layout(bench.project, bench.canvas.extent())
    _add(bench, "Bäume 2", TREES)
    dialog = _dialog(bench, qtbot)
    assert dialog.layouts.item(0, 1).text() == "source notes missing (1)"
    qtbot.mouseClick(dialog.put_button, Qt.MouseButton.LeftButton)
    assert judge_layout(layout)[0] is NotesState.COMPLETE
    qtbot.mouseClick(dialog.banner.findChild(QPushButton, "state_action_0"), Qt.MouseButton.LeftButton)
    assert judge_layout(layout)[0] is NotesState.MISSING


def _report(bench, sections: int) -> QgsReport:
    report = QgsReport(bench.project)
    report.setName("Bericht")
    for _number in range(sections):
        section, page = QgsReportSectionLayout(report), QgsLayout(bench.project)
        page.initializeDefaults()
        page.addLayoutItem(QgsLayoutItemMap(page))
        section.setBody(page)
        report.appendChild(section)
    bench.project.layoutManager().addLayout(report)
    return report


def test_a_report_is_listed_completed_by_one_click_and_that_can_be_undone(bench, qtbot):
    _add(bench, "Bäume", TREES)
    report = _report(bench, 3)
    dialog = _dialog(bench, qtbot)
    assert [dialog.layouts.item(0, column).text() for column in (0, 1)] == ["Bericht", "source notes missing (1)"]
    qtbot.mouseClick(dialog.put_button, Qt.MouseButton.LeftButton)
    assert dialog.layouts.item(0, 1).text() == "all sources named"
    assert [judge_layout(one)[0] for one in layouts_of(report)] == [NotesState.COMPLETE] * 3
    qtbot.mouseClick(dialog.banner.findChild(QPushButton, "state_action_0"), Qt.MouseButton.LeftButton)
    assert [judge_layout(one)[0] for one in layouts_of(report)] == [NotesState.MISSING] * 3


@pytest.mark.parametrize("is_removed", [False, True], ids=["edited", "removed"])
def test_what_was_done_in_a_section_since_is_not_undone_nor_is_the_rest_of_its_report(bench, qtbot, is_removed):
    _add(bench, "Bäume", TREES)
    report = _report(bench, 2)
    dialog = _dialog(bench, qtbot)
    qtbot.mouseClick(dialog.put_button, Qt.MouseButton.LeftButton)
    if is_removed:
        report.removeChildAt(1)
    else:
        stack = layouts_of(report)[1].undoStack()
        stack.beginMacro("Edit")
        stack.endMacro()
    qtbot.mouseClick(dialog.banner.findChild(QPushButton, "state_action_0"), Qt.MouseButton.LeftButton)
    assert judge_document(report)[0] is NotesState.COMPLETE
    assert "The report “Bericht” was changed since" in dialog.banner.text


def test_unknown_licences_are_counted_in_the_banner(bench, qtbot):
    _add(bench, "fremd", None)
    assert "not stated" in _dialog(bench, qtbot).banner.text


@pytest.mark.parametrize(
    ("name", "start"), [("q.csv", b"\xef\xbb\xbf"), ("q.html", b"<!DOCTYPE html>"), ("q", "©".encode())]
)
def test_the_notes_are_saved_in_the_chosen_form(bench, qtbot, tmp_path, monkeypatch, name, start):
    _add(bench, "Bäume", TREES)
    dialog = _dialog(bench, qtbot)
    save_as(monkeypatch, tmp_path / name)
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    (path,) = tmp_path.iterdir()
    assert path.read_bytes().startswith(start)
    assert "Stadt Bochum" in path.read_text(encoding="utf-8")


def test_the_notes_are_copied_as_text(bench, qtbot):
    _add(bench, "Bäume", TREES)
    qtbot.mouseClick(_dialog(bench, qtbot).copy_button, Qt.MouseButton.LeftButton)
    assert "www.govdata.de/dl-de/by-2-0" in QGuiApplication.clipboard().text()


# --- the warning in a layout designer ------------------------------------------------------------------
class Designer(QObject):
    """What QGIS hands out for a designer window, reduced to what is used of it."""

    layoutExported = pyqtSignal()  # noqa: N815 - QGIS's name

    def __init__(self, layout) -> None:
        super().__init__()
        self._layout, self._bar = layout, QgsMessageBar()

    def layout(self):
        return self._layout

    def messageBar(self):
        return self._bar


class Iface(QObject):
    layoutDesignerOpened = pyqtSignal(object)  # noqa: N815 - QGIS's name

    def __init__(self, *open_already) -> None:
        super().__init__()
        self._open_already = open_already

    def openLayoutDesigners(self):
        return list(self._open_already)


@pytest.fixture
def ledger():
    def crash(error):
        raise error

    return Ledger(crash)


def test_a_layout_without_its_sources_warns_and_offers_to_insert_them(bench, qtbot, ledger):
    _add(bench, "unbekannt", None)
    layout = new_layout(bench.project, bench.canvas.extent())
    _add(bench, "Bäume", TREES)
    iface, designer = Iface(), Designer(layout)
    LayoutWarning(bench).register(iface, ledger)
    iface.layoutDesignerOpened.emit(designer)
    item = designer.messageBar().currentItem()
    assert "1 source" in item.text()
    item.findChild(QPushButton, "ruhr_insert_notes").click()
    assert judge_layout(layout)[0] is NotesState.COMPLETE
    designer.layoutExported.emit()
    assert designer.messageBar().currentItem() is None


def test_an_export_without_sources_warns_again_until_the_plugin_is_switched_off(bench, ledger):
    _add(bench, "unbekannt", None)
    layout = new_layout(bench.project, bench.canvas.extent())
    _add(bench, "Bäume", TREES)
    iface, designer = Iface(), Designer(layout)
    LayoutWarning(bench).register(iface, ledger)
    iface.layoutDesignerOpened.emit(designer)
    designer.messageBar().clearWidgets()
    designer.layoutExported.emit()
    assert designer.messageBar().currentItem() is not None
    ledger.unwind()
    designer.messageBar().clearWidgets()
    designer.layoutExported.emit()
    iface.layoutDesignerOpened.emit(SimpleNamespace())
    assert designer.messageBar().currentItem() is None


def test_a_designer_that_was_open_before_the_plugin_warns_too(bench, ledger):
    layout = new_layout(bench.project, bench.canvas.extent())
    _add(bench, "Bäume", TREES)
    designer = Designer(layout)
    LayoutWarning(bench).register(Iface(designer), ledger)
    assert "1 source" in designer.messageBar().currentItem().text()


def test_a_report_without_a_section_that_is_edited_is_no_failure(bench, ledger):
    """QGIS opens a designer for a report, which has no layout until one of its sections is edited."""
    _add(bench, "Bäume", TREES)
    iface, designer = Iface(), Designer(None)
    LayoutWarning(bench).register(iface, ledger)
    iface.layoutDesignerOpened.emit(designer)
    assert designer.messageBar().currentItem() is None
    section = QgsLayout(bench.project)
    section.initializeDefaults()
    section.addLayoutItem(QgsLayoutItemMap(section))
    designer._layout = section
    designer.layoutExported.emit()
    assert "1 source" in designer.messageBar().currentItem().text()
