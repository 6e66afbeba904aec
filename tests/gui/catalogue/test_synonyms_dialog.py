# SPDX-License-Identifier: GPL-2.0-or-later
"""The user's own synonyms by mouse and keys: from the index window into the search at once."""

from __future__ import annotations

import pytest
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDialogButtonBox

from ruhr_smartcity_plugin.adapters.catalogue.indexing import SYNONYMS_FILE
from ruhr_smartcity_plugin.core.catalogue.synonyms import load_own_synonyms
from ruhr_smartcity_plugin.gui.catalogue.index_dialog import IndexDialog
from ruhr_smartcity_plugin.gui.catalogue.index_line import IndexLine
from ruhr_smartcity_plugin.gui.catalogue.synonyms_dialog import SynonymsDialog

SAVE = QDialogButtonBox.StandardButton.Save


@pytest.fixture
def line(workbench, qtbot):
    made = IndexLine(workbench)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def dialog(workbench, qtbot):
    made = SynonymsDialog(workbench)
    qtbot.addWidget(made)
    made.show()
    return made


def test_own_groups_are_typed_in_the_index_window_and_count_at_once(workbench, line, qtbot):
    window = IndexDialog(line)
    qtbot.addWidget(window)
    window.show()
    changes = []
    line.changed.connect(lambda: changes.append(1))

    def fill():
        dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, SynonymsDialog))
        QTest.keyClicks(dialog.own, "Halde, Bergehalde")
        QTest.mouseClick(dialog.buttons.button(SAVE), Qt.MouseButton.LeftButton)

    QTimer.singleShot(50, fill)
    QTest.mouseClick(window.synonyms_button, Qt.MouseButton.LeftButton)
    assert changes == [1]
    assert load_own_synonyms(workbench.catalogue_dir() / SYNONYMS_FILE).groups == (("Halde", "Bergehalde"),)
    synonyms = workbench.shared["finder"].synonyms
    assert synonyms.match(["halde"]) == (1, (("bergehalde",),))
    assert synonyms.match(["kita"])[1]  # the shipped ones are still there


def test_a_word_alone_in_its_line_is_said_and_nothing_is_saved(workbench, dialog):
    dialog.own.setPlainText("Halde, Bergehalde\nZeche")
    QTest.mouseClick(dialog.buttons.button(SAVE), Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert "“Zeche”" in dialog.banner.text
    assert not (workbench.catalogue_dir() / SYNONYMS_FILE).exists()


def test_a_file_that_cannot_be_read_is_left_as_it_is(workbench, qtbot):
    path = workbench.catalogue_dir() / SYNONYMS_FILE
    path.write_text("{broken", encoding="utf-8")
    dialog = SynonymsDialog(workbench)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.banner.text
    assert not dialog.buttons.button(SAVE).isEnabled()
    assert path.read_text(encoding="utf-8") == "{broken"


def test_the_window_fits_320_pixels_and_its_fields_have_names(dialog):
    assert dialog.minimumSizeHint().width() <= 320
    assert dialog.own.accessibleName()
    assert dialog.shipped.accessibleName()


def test_a_shipped_group_is_switched_off_and_on_again_by_key(workbench, dialog, qtbot):
    finder = workbench.shared["finder"]
    first = finder.synonyms.groups[0]
    dialog.shipped.setCurrentRow(0)
    QTest.keyClick(dialog.shipped, Qt.Key.Key_Space)
    QTest.mouseClick(dialog.buttons.button(SAVE), Qt.MouseButton.LeftButton)
    assert first not in finder.synonyms.groups
    assert not finder.synonyms.match(["baumkataster"])[1]
    again = SynonymsDialog(workbench)
    qtbot.addWidget(again)
    again.show()
    assert again.shipped.item(0).checkState() == Qt.CheckState.Unchecked
    again.shipped.setCurrentRow(0)
    QTest.keyClick(again.shipped, Qt.Key.Key_Space)
    QTest.mouseClick(again.buttons.button(SAVE), Qt.MouseButton.LeftButton)
    assert finder.synonyms.groups[0] == first
