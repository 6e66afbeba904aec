# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

import pytest
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QLineEdit, QMessageBox

from ruhr_smartcity_plugin.gui.save_file import ask_where_to_save

FORMS = "Text (*.txt);;Table (*.csv)"


def _answer(*steps) -> list:
    """Take one step after the other, each at the window that is open then; returns the questions met."""
    left, met = list(steps), []

    def look() -> None:
        window = QApplication.activeModalWidget()
        step = left.pop(0) if window is not None else None
        if left:  # before the step: it may open the next window and wait for it
            QTimer.singleShot(30, look)
        if isinstance(window, QMessageBox):
            met.append(window.text())
        if step is not None:
            step(window)

    QTimer.singleShot(30, look)
    return met


def _type(name: str, kind: str = ""):
    def step(window: QFileDialog) -> None:
        if kind:
            window.selectNameFilter(kind)
            window.filterSelected.emit(kind)
        field = window.findChild(QLineEdit, "fileNameEdit")
        field.selectAll()
        QTest.keyClicks(field, name)
        window.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Save).click()

    return step


def _press(number: int):
    """Press a button of a question: Qt's own and ours put "yes" first."""

    def step(window: QMessageBox) -> None:
        kinds = (QMessageBox.ButtonRole.YesRole, QMessageBox.ButtonRole.AcceptRole)
        yes = [one for one in window.buttons() if window.buttonRole(one) in kinds]
        no = [one for one in window.buttons() if one not in yes]
        (yes + no)[number].click()

    return step


def _leave(window) -> None:
    window.reject()


@pytest.fixture(autouse=True)
def _qts_own_window(qgis_app):
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs, True)
    yield
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs, False)


@pytest.mark.parametrize(("typed", "kind", "written"), [
    ("liste", "", "liste.txt"),
    ("liste", "Table (*.csv)", "liste.csv"),
    ("liste.CSV", "", "liste.CSV"),
    ("Stand 1.2026", "", "Stand 1.2026.txt"),
])  # fmt: skip
def test_the_file_always_has_an_ending_of_the_chosen_kind(tmp_path, typed, kind, written):
    met = _answer(_type(typed, kind))
    assert ask_where_to_save(None, "Save", str(tmp_path / "rows.txt"), FORMS) == tmp_path / written
    assert met == []


@pytest.mark.parametrize("typed", ["liste", "Stand 1.2026"])
def test_a_file_that_is_there_is_replaced_only_after_asking_also_where_its_ending_was_not_typed(tmp_path, typed):
    (tmp_path / f"{typed}.txt").write_text("alt", encoding="utf-8")
    met = _answer(_type(typed), _press(1), _leave)
    assert ask_where_to_save(None, "Save", str(tmp_path / "rows.txt"), FORMS) is None
    assert f"{typed}.txt" in met[0]
    _answer(_type(typed), _press(0))
    assert ask_where_to_save(None, "Save", str(tmp_path / "rows.txt"), FORMS) == tmp_path / f"{typed}.txt"


def test_leaving_the_window_names_no_file(tmp_path):
    _answer(_leave)
    assert ask_where_to_save(None, "Save", str(tmp_path / "rows.txt"), FORMS) is None
